import fc from 'fast-check';
import type { Engine } from './engine.ts';
import type { Setting } from './server.ts';
import { World, type Violation, type Weather } from './world.ts';

/** One thing that happens to the people, pages and machines of a story. Seconds. */
export type Step =
  | { readonly do: 'wait'; readonly for: number }
  | { readonly do: 'work'; readonly tab: number; readonly for: number; readonly every: number }
  | { readonly do: 'press'; readonly tab: number; readonly what: 'stay' | 'dismiss' | 'sign out' }
  | { readonly do: 'attend'; readonly tab: number; readonly for: number }
  /** A page, for whoever is signed in, or for somebody else who signs in. */
  | { readonly do: 'open'; readonly for: 'the same' | 'another' }
  /** A crash to come, when it sends what no other tab may send meanwhile. */
  | { readonly do: 'doom'; readonly tab: number; readonly when: 'before' | 'after' }
  | { readonly do: 'crash'; readonly tab: number }
  | { readonly do: 'freeze' | 'cache' | 'hide'; readonly tab: number; readonly for: number }
  | { readonly do: 'sleep'; readonly for: number; readonly monotonic: boolean }
  | { readonly do: 'set clock'; readonly by: number }
  | { readonly do: 'weather'; readonly is: Weather; readonly for: number }
  | { readonly do: 'elsewhere'; readonly what: 'active' | 'signs out' };

export interface Story {
  readonly seed: number;
  readonly setting: Setting;
  readonly tabs: number;
  readonly steps: readonly Step[];
}

const tab = fc.nat({ max: 19 });
/** Mostly moments and minutes, sometimes hours. */
const span = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 120 }) },
  { weight: 3, arbitrary: fc.integer({ min: 60, max: 2400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1800, max: 20_000 }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait'), for: span }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work'), tab, for: span, every: fc.constantFrom(2, 7, 30, 100) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('press'), tab, what: fc.constantFrom('stay', 'dismiss', 'sign out') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('attend'), tab, for: span }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open'), for: fc.constantFrom('the same', 'the same', 'another') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('doom'), tab, when: fc.constantFrom('before', 'after') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash'), tab }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('freeze', 'cache', 'hide'), tab, for: span }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep'), for: span, monotonic: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set clock'), by: fc.oneof(fc.integer({ min: -7200, max: -60 }), fc.integer({ min: 60, max: 7200 })) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('weather'), is: fc.constantFrom('outage', 'lossy', 'slow', 'errors', 'busy'), for: span }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('elsewhere'), what: fc.constantFrom('active', 'active', 'signs out') }) },
) as fc.Arbitrary<Step>;

const setting: fc.Arbitrary<Setting> = fc.record({
  kind: fc.constantFrom('protocol', 'protocol', 'protocol', 'plain', 'none'),
  idle: fc.constantFrom(60, 300, 900, 1800),
  absolute: fc.constantFrom(null, null, 3600, 14_400),
  countdown: fc.constantFrom(20, 30, 60, 120),
  timeout: fc.constantFrom(undefined, undefined, undefined, 240),
  extendOnActivity: fc.boolean(),
});

export const stories: fc.Arbitrary<Story> = fc.record({
  seed: fc.integer(),
  setting,
  tabs: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: fc.integer({ min: 6, max: 20 }) }),
  steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
});

export interface Outcome {
  readonly violations: readonly Violation[];
  readonly tabHours: number;
  readonly counts: World['counts'];
}

export function tell(story: Story, engine: Engine): Outcome {
  const world = new World(engine, story.setting, story.seed);
  let tabHours = 0;
  const pass = (seconds: number) => {
    tabHours += (world.tabs.filter((tab) => !tab.over).length * seconds) / 3600;
    world.pass(seconds);
  };
  const pick = (index: number) => {
    const tab = world.tabs[index % world.tabs.length];
    if (tab && !tab.over) return tab;
    // People come back: an ended page gives way to a fresh one.
    tab?.crash();
    return world.open();
  };
  for (let i = 0; i < story.tabs; i += 1) world.open();
  for (const step of story.steps) {
    if (world.violations.length > 0) break;
    act(world, step, pick, pass);
  }
  return { violations: world.violations, tabHours, counts: world.counts };
}

function act(world: World, step: Step, pick: (index: number) => World['tabs'][number], pass: (seconds: number) => void): void {
  switch (step.do) {
    case 'wait':
      return pass(step.for);
    case 'work': {
      const tab = pick(step.tab);
      for (let t = 0; t < step.for; t += step.every) {
        tab.work();
        pass(Math.min(step.every, step.for - t) * (0.5 + world.random()));
      }
      return;
    }
    case 'press':
      return pick(step.tab).press(step.what);
    case 'attend': {
      // Somebody looks at the page now and then, and answers its dialog.
      const tab = pick(step.tab);
      for (let t = 0; t < step.for; t += 11) {
        tab.press(tab.phase.name === 'warning' && tab.phase.reason === 'absolute' ? 'dismiss' : 'stay');
        pass(11);
      }
      return;
    }
    case 'open':
      if (world.tabs.length >= 20) return;
      if (step.for === 'another') world.server.replace(world.now);
      world.open();
      return;
    case 'doom':
      pick(step.tab).doom = step.when;
      return;
    case 'crash':
      world.counts.crashed += 1;
      world.tabs[step.tab % world.tabs.length]?.crash();
      return;
    case 'freeze':
    case 'cache':
    case 'hide': {
      const tab = pick(step.tab);
      world.counts[({ freeze: 'frozen', cache: 'cached', hide: 'throttled' } as const)[step.do]] += 1;
      tab[step.do](true);
      world.local(step.for * 1000, () => world.tabs.includes(tab) && tab[step.do](false));
      return;
    }
    case 'sleep':
      return world.sleep(step.for, step.monotonic);
    case 'set clock':
      return world.setClock(step.by);
    case 'weather':
      world.weather = step.is;
      pass(step.for);
      world.weather = 'fine';
      world.badUntil = Math.max(world.badUntil, world.now + 45_000);
      return;
    case 'elsewhere':
      if (step.what === 'signs out') world.server.ended = true;
      else if (world.server.alive(world.now)) world.server.hear(world.now, world.now);
  }
}

/** The story as a person would tell it. */
export function describeStory({ seed, setting, tabs, steps }: Story): string {
  const lines = steps.map((step, i) => `${String(i + 1).padStart(3)}. ${Object.values(step).join(' ')}`);
  return [`${JSON.stringify(setting)}, ${tabs} tab(s), dice ${seed}`, ...lines].join('\n');
}
