import { settle } from './settle.ts';

/** Counts of what a page does with timers. */
export interface Counts {
  /** Calls of `setTimeout` and `setInterval`. */
  readonly armed: number;
  /** Times that a timer woke the page. */
  readonly woken: number;
}

interface Timer {
  due: number;
  readonly run: () => void;
  readonly every: number | undefined;
}

/**
 * Time in a page that passes when told, in milliseconds. Wall clock, monotonic clock and timers can be set apart, as
 * people and sleep do.
 */
export function createLaboratory() {
  const timers = new Map<number, Timer>();
  let wall = Date.now();
  let monotonic = 1000;
  /** What timers run by. */
  let ticked = 0;
  let truth = 0;
  let number = 1;
  let armed = 0;
  let woken = 0;

  const arm = (run: () => void, delay = 0, every?: number) => {
    armed += 1;
    timers.set(number, { due: ticked + Math.max(1, delay), run, every });
    return number++;
  };
  const disarm = (id?: number) => void timers.delete(id ?? 0);
  Object.assign(globalThis, {
    setTimeout: (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => arm(() => run(...given), delay),
    setInterval: (run: (...given: unknown[]) => void, delay = 1, ...given: unknown[]) => arm(() => run(...given), delay, Math.max(1, delay)),
    clearTimeout: disarm,
    clearInterval: disarm,
    Date: class extends Date {
      constructor(...given: [] | [number]) {
        super(...((given.length > 0 ? given : [wall]) as [number]));
      }
      static override now = () => wall;
    },
  });
  performance.now = () => monotonic;

  const pass = (by: number) => {
    ticked += by;
    wall += by;
    monotonic += by;
    truth += by;
  };
  const earliest = () => [...timers].reduce<[number, Timer] | undefined>((first, each) => (first && first[1].due <= each[1].due ? first : each), undefined);
  const fire = (id: number, { run, every }: Timer) => {
    if (every) timers.set(id, { due: ticked + every, run, every });
    else timers.delete(id);
    woken += 1;
    run();
  };

  return {
    /** True time since the page opened: nobody sets this clock. */
    truth: () => truth,
    counts: (): Counts => ({ armed, woken }),
    /** Time passes, timers wake the page. */
    async advance(by: number): Promise<void> {
      const end = truth + by;
      for (let next = earliest(); next && next[1].due - ticked <= end - truth; next = earliest()) {
        pass(Math.max(0, next[1].due - ticked));
        fire(...next);
        await settle();
      }
      pass(end - truth);
    },
    /** Time passes, and nothing runs. Timers stand still meanwhile, or are all due on waking: systems differ. */
    sleep(by: number, timersStandStill: boolean): void {
      pass(by);
      if (timersStandStill) ticked -= by;
    },
    setWallClock: (by: number) => void (wall += by),
  };
}

export type Laboratory = ReturnType<typeof createLaboratory>;
