/**
 * Milliseconds since the epoch, as a store needs them: a clock that is set back lengthens no session, and time passes while
 * the machine sleeps.
 */
export function steadyClock(wall: () => number = Date.now, monotonic: () => number = () => performance.now()): () => number {
  const start = wall() - monotonic();
  return () => Math.max(wall(), start + monotonic());
}
