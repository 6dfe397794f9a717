import type { Clock } from '../session/clock.ts';

/** A timer that waits. */
export interface FakeTimer {
  /** When it runs, in seconds by {@link FakeClock.elapsed}. */
  readonly due: number;
  /** Seconds that it was asked to wait. */
  readonly delay: number;
}

/** A clock that goes when told. All spans are seconds, fractions allowed; only what {@link Clock} itself asks for is in ms. */
export interface FakeClock extends Clock {
  /** Seconds that passed awake since the clock was made. */
  readonly elapsed: number;
  /** Seconds that passed since then, awake or asleep: what a server counts, whatever this machine's clocks are set to. */
  readonly passed: number;
  /** Timers that wait: an element that was removed leaves none. */
  readonly timers: readonly FakeTimer[];
  /**
   * Seconds pass, and timers run at their time. Answers to requests are not waited for, nor what the element does on a
   * hidden page, where it takes a task of its own for each timer: see {@link tickAsync}.
   *
   * @throws RangeError for a span below zero: time does not go back, see {@link setWall}.
   */
  tick(seconds: number): void;
  /**
   * As {@link tick}; between timers, promises settle: requests are answered, elements updated.
   *
   * @throws RangeError as {@link tick}.
   */
  tickAsync(seconds: number): Promise<void>;
  /**
   * The machine sleeps: the wall clock goes on, no timer runs. The page learns of it at its next look: by a timer, or by
   * the `focus`, `visibilitychange`, `pageshow` or activity that wakes it.
   *
   * @param monotonic Whether `performance.now()` goes on, too: on Windows it does; elsewhere (the default) it stands still.
   */
  sleep(seconds: number, monotonic?: boolean): void;
  /** Somebody sets the wall clock: forward, or with a negative number back. */
  setWall(seconds: number): void;
  /**
   * Puts itself in the place of a window's `Date.now`, `performance.now`, `setTimeout` and `clearTimeout`: all that the
   * element knows of time. For a page that asks for more (`new Date()`, `setInterval`), take sinon or Playwright's clock.
   *
   * @param view Default: this window. Frames of the same origin can be given the same clock.
   * @returns the clean-up.
   */
  install(view?: Pick<typeof globalThis, 'Date' | 'performance' | 'setTimeout' | 'clearTimeout'>): () => void;
}

interface Waiting {
  readonly due: number;
  readonly delay: number;
  readonly run: () => void;
}

/**
 * A clock that stands still until it is told to go. It is used where it is passed, or installed.
 *
 * @param start When it is, in ms since the epoch. Default: now.
 */
export function createFakeClock(start: number | Date = Date.now()): FakeClock {
  let wall = Number(start);
  let monotonic = 0;
  let awake = 0;
  let asleep = 0;
  // Far from the ids of real timers, which are cleared by the real clock.
  let last = 1e12;
  const waiting = new Map<number, Waiting>();

  const pass = (ms: number) => {
    wall += ms;
    monotonic += ms;
    awake += ms;
  };

  /** Goes to the next timer and runs it: whether there was one. */
  const runNext = (end: number): boolean => {
    const [next] = [...waiting].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
    if (!next) return false;
    const [id, { due, run }] = next;
    waiting.delete(id);
    pass(Math.max(0, due - awake));
    run();
    return true;
  };

  const endOf = (seconds: number) => {
    if (!(seconds >= 0)) throw new RangeError(`tick: ${seconds} is no span of seconds`);
    return awake + seconds * 1000;
  };

  const clock: FakeClock = {
    wall: () => wall,
    monotonic: () => monotonic,
    setTimeout(run, wished, ...rest: unknown[]) {
      const delay = Math.max(0, Number(wished) || 0);
      waiting.set((last += 1), { due: awake + delay, delay, run: () => (run as (...rest: unknown[]) => void)(...rest) });
      return last;
    },
    clearTimeout: (timer) => void waiting.delete(timer as number),
    get elapsed() {
      return awake / 1000;
    },
    get passed() {
      return (awake + asleep) / 1000;
    },
    get timers() {
      return [...waiting.values()].map(({ due, delay }) => ({ due: due / 1000, delay: delay / 1000 }));
    },
    tick(seconds) {
      const end = endOf(seconds);
      while (runNext(end));
      pass(Math.max(0, end - awake));
    },
    async tickAsync(seconds) {
      const end = endOf(seconds);
      do await settled();
      while (runNext(end));
      pass(Math.max(0, end - awake));
      await settled();
    },
    sleep(seconds, both = false) {
      wall += seconds * 1000;
      asleep += seconds * 1000;
      if (both) monotonic += seconds * 1000;
    },
    setWall: (seconds) => void (wall += seconds * 1000),
    install(view = globalThis) {
      const { Date, performance } = view;
      const real = { now: Date.now, monotonic: performance.now, setTimeout: view.setTimeout, clearTimeout: view.clearTimeout };
      Date.now = clock.wall;
      performance.now = clock.monotonic;
      // Timers from before are the real clock's.
      const clear = (timer: unknown) => (waiting.delete(timer as number) ? undefined : real.clearTimeout.call(view, timer as number));
      Object.assign(view, { setTimeout: clock.setTimeout, clearTimeout: clear });
      return () => {
        Date.now = real.now;
        performance.now = real.monotonic;
        Object.assign(view, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
      };
    },
  };
  return clock;
}

/** How often one answer may lead to the next question before a timer runs: a lock is had, a request answered, a lock let go. */
const ROUNDS = 3;

/** Turns of the real event loop, and with them every promise that had its answer: what is patched can't delay them. */
async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    // Locks are granted by another process, in the order in which it was asked. Pages without an origin have none.
    await globalThis.navigator?.locks?.query().catch(() => {});
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}
