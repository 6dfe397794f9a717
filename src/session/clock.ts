/** What the session asks of time, in milliseconds. Tests pass one of their own. */
export interface Clock {
  /** Wall-clock time in ms since the epoch: goes on during sleep, and can be set by anyone. */
  wall(): number;
  /** Monotonic time in ms: can't be set, but stands still during sleep on some systems. */
  monotonic(): number;
  /** Runs once, after `delay` ms, 2³¹ − 1 at most. Returns what {@link clearTimeout} takes. */
  setTimeout(run: () => void, delay: number): unknown;
  /** Calls a timer off. One that has run, or is unknown, does no harm. */
  clearTimeout(timer: unknown): void;
}

/** The machine's own clocks and timers. Globals are looked up at each call, so that fake timers installed later are obeyed. */
export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  // Chromium wakes a hidden page once a minute for timers that were set by timers, and so would keep a session's end waiting.
  // https://developer.chrome.com/blog/timer-throttling-in-chrome-88
  setTimeout: (run, delay) => setTimeout(() => (globalThis.document?.hidden ? inTaskOfItsOwn(run) : run()), delay),
  clearTimeout: (timer) => clearTimeout(timer as number),
};

/** What timers it sets were set by no timer. */
function inTaskOfItsOwn(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(0);
}

/** The two clocks read on different ticks of their own; differences up to this (ms) are reading noise, not a jump. */
const NOISE = 250;

/** Milliseconds. */
const FRAME = 16;

/** Milliseconds that never go back and miss no sleep. */
export interface Timeline {
  now(): number;
  /** As `now`, for those who ask often: the monotonic clock may cost more than a whole event. */
  glance(): number;
}

/**
 * A time line (ms) that never goes back and misses no sleep: rule T2. It runs with the monotonic clock and leaps
 * wherever the wall clock got ahead of it. Only leaps beyond the noise count; adding up the larger of two progresses at
 * every reading would run fast by the rounding of both.
 */
export function createTimeline(clock: Clock): Timeline {
  const start = clock.monotonic();
  let readAt = clock.wall();
  let gap = readAt - start;
  let leapt = 0;
  let latest = 0;
  const now = () => {
    const monotonic = clock.monotonic();
    readAt = clock.wall();
    const newGap = readAt - monotonic;
    if (Math.abs(newGap - gap) > NOISE) {
      leapt += Math.max(0, newGap - gap);
      gap = newGap;
    }
    latest = Math.max(latest, monotonic - start + leapt);
    return latest;
  };
  // Within a frame of the last reading the wall clock is believed alone; nobody can have slept or set it meanwhile.
  const glance = () => {
    const since = clock.wall() - readAt;
    return since >= 0 && since < FRAME ? latest + since : now();
  };
  return { now, glance };
}

/** Browsers turn longer delays into none at all: HTML keeps them in a signed 32-bit number. */
const MAX_DELAY = 2 ** 31 - 1;

export interface Alarm {
  /** Rings at `time` or earlier; whoever hears it looks at the time and sets it anew. `Infinity`: not at all. */
  set(time: number): void;
  clear(): void;
}

/** One lazily re-armed timer: rule T1. A later wish leaves the earlier timer be, and costs nothing now. */
export function createAlarm(clock: Clock, now: () => number, ring: () => void): Alarm {
  let timer: unknown;
  /** On the clock that timers run by: it may stand still while the time line leaps. */
  let firesAt = Infinity;
  const clear = () => {
    clock.clearTimeout(timer);
    timer = undefined;
    firesAt = Infinity;
  };
  return {
    clear,
    set(time) {
      if (time === Infinity) return clear();
      const delay = Math.min(MAX_DELAY, Math.max(0, Math.ceil(time - now())));
      if (firesAt - clock.monotonic() <= delay) return;
      clear();
      firesAt = clock.monotonic() + delay;
      const mine = clock.setTimeout(() => {
        // Cleared on its way here.
        if (timer !== mine) return;
        clear();
        ring();
      }, delay);
      timer = mine;
    },
  };
}
