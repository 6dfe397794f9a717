import { withGlobal, type FakeMethod } from '@sinonjs/fake-timers';

// What the recipe uses of Cypress, which can't be had everywhere: as there, the spec runs in the page around the app's frame,
// commands wait in a queue, and queries are asked again until what follows holds.

interface Step {
  /** Does something, once. Queries are repeated. */
  readonly acts: boolean;
  run(subject: unknown): unknown;
}

interface VisitOptions {
  onBeforeLoad?(view: Window): void;
}

export interface Result {
  readonly name: string;
  readonly failure: string | null;
}

type Hook = () => void;

/** Milliseconds: longer than there, for busy machines. */
const PATIENCE = 20_000;
/** Milliseconds. */
const BREATH = 20;
/** What `cy.clock` leaves alone; it fakes all else that there is. */
const NOT_FAKED = ['nextTick', 'queueMicrotask'];

const hooks: Hook[] = [];
const tests: { readonly name: string; readonly body: Hook }[] = [];
let queue: Step[][] = [];
let bind: (view: Window) => void = () => {};
let clock: ReturnType<ReturnType<typeof withGlobal>['install']> | undefined;
let onBeforeLoad: VisitOptions['onBeforeLoad'];

const frame = document.createElement('iframe');
const app = () => frame.contentWindow as Window & typeof globalThis;
const pause = () => new Promise((resolve) => setTimeout(resolve, BREATH));

const HOLDS: Readonly<Record<string, (subject: unknown, value: unknown) => boolean>> = {
  'be.visible': (subject) => (subject as Element).checkVisibility(),
  'not.be.visible': (subject) => !(subject as Element).checkVisibility(),
  'contain.text': (subject, text) => ((subject as Element).textContent ?? '').includes(text as string),
  equal: (subject, value) => subject === value,
};

class Chain {
  readonly #steps: Step[] = [];

  constructor(first: Step) {
    this.#steps.push(first);
    queue.push(this.#steps);
  }

  #then(acts: boolean, run: Step['run']): this {
    this.#steps.push({ acts, run });
    return this;
  }

  shadow = () => this.#then(false, (subject) => there((subject as Element).shadowRoot));
  find = (selector: string) => this.#then(false, (subject) => there((subject as ParentNode).querySelector(selector)));
  its = (name: string) => this.#then(false, (subject) => (subject as Record<string, unknown>)[name]);
  click = () => this.#then(true, (subject) => (subject as HTMLElement).click());
  should = (words: string, value?: unknown) =>
    this.#then(false, (subject) => {
      if (!HOLDS[words]?.(subject, value)) throw new Error(`expected ${String(subject)} to ${words} ${String(value ?? '')}`);
      return subject;
    });
}

const query = (run: Step['run']) => new Chain({ acts: false, run });
const action = (run: Step['run']) => new Chain({ acts: true, run });

const cy = {
  wrap: (subject: unknown) => query(() => subject),
  get: (selector: string) => query(() => there(app().document.querySelector(selector))),
  location: (part: keyof Location) => query(() => app().location[part]),
  tick: (milliseconds: number) => action(() => clock?.tick(milliseconds)),
  clock: (now: number) =>
    action(() => {
      bind = (view) => {
        const timers = withGlobal(view as Window & typeof globalThis);
        const toFake = (Object.keys(timers.timers) as FakeMethod[]).filter((name) => !NOT_FAKED.includes(name));
        clock = timers.install({ now, toFake });
      };
    }),
  visit: (path: string, options: VisitOptions = {}) =>
    action(() => {
      onBeforeLoad = options.onBeforeLoad;
      return new Promise((resolve) => {
        frame.onload = resolve;
        frame.src = path;
      });
    }),
};

function there<T>(found: T | null): T {
  if (found === null) throw new Error('expected to find an element');
  return found;
}

async function retried(run: () => unknown): Promise<unknown> {
  for (const end = performance.now() + PATIENCE; ; await pause()) {
    try {
      return run();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

async function runChain(steps: readonly Step[]): Promise<void> {
  let from: unknown;
  let queries: Step[] = [];
  for (const step of steps) {
    const asked = () => queries.reduce((subject, { run }) => run(subject), from);
    if (step.acts) {
      from = await step.run(await retried(asked));
      queries = [];
      await pause();
    } else {
      queries.push(step);
      await retried(asked);
    }
  }
}

async function runTest(body: Hook): Promise<void> {
  queue = [];
  for (const hook of [...hooks, body]) hook();
  for (const chain of queue) await runChain(chain);
}

Object.assign(globalThis, {
  cy,
  describe: (_: string, body: Hook) => body(),
  beforeEach: (hook: Hook) => hooks.push(hook),
  it: (name: string, body: Hook) => tests.push({ name, body }),
  /** Called by each page before its own scripts. */
  beforeLoad(view: Window) {
    bind(view);
    onBeforeLoad?.(view);
    onBeforeLoad = undefined;
  },
  async runSpec(): Promise<Result[]> {
    document.body.append(frame);
    const results: Result[] = [];
    for (const { name, body } of tests) {
      const failure = await runTest(body).then(() => null, String);
      results.push({ name, failure });
    }
    return results;
  },
});
