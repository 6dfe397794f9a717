import type { Clock } from '../../src/session/clock.ts';

/** A clock that goes when told. Wall and monotonic time can be set apart, as sleep and people do. Milliseconds. */
export function createFakeClock() {
  let wall = 1_700_000_000_000;
  let monotonic = 1000;
  let next = 1;
  const timers = new Map<number, { due: number; run: () => void; delay: number }>();
  return {
    wall: () => wall,
    monotonic: () => monotonic,
    setTimeout(run: () => void, delay: number) {
      timers.set(next, { due: monotonic + delay, run, delay });
      return next++;
    },
    clearTimeout: (timer: unknown) => void timers.delete(timer as number),
    /** Time passes, timers fire. */
    tick(ms: number) {
      const end = monotonic + ms;
      for (;;) {
        const due = [...timers].filter(([, t]) => t.due <= end).sort((a, b) => a[1].due - b[1].due)[0];
        if (!due) break;
        timers.delete(due[0]);
        wall += due[1].due - monotonic;
        monotonic = due[1].due;
        due[1].run();
      }
      wall += end - monotonic;
      monotonic = end;
    },
    /** The wall clock is set, or goes on while the machine sleeps. */
    setWall: (by: number) => void (wall += by),
    /** The monotonic clock goes on without timers, as it does on some systems during sleep. */
    setMonotonic: (by: number) => void (monotonic += by),
    timers: () => [...timers.values()],
  } satisfies Clock & Record<string, unknown>;
}
