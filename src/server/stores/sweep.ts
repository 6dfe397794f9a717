const PAUSE = 20;

/**
 * Removes in small steps what is over, so that no request waits for long. What could not be removed is tried again at
 * the next time.
 *
 * @param seconds Between two times.
 * @param step Removes a few; whether more may be there.
 * @returns what stops it.
 */
export function sweepEvery(seconds: number, step: () => boolean): () => void {
  let timer: NodeJS.Timeout;
  const later = (ms: number) => {
    timer = setTimeout(sweep, ms).unref();
  };
  const sweep = () => {
    let more = false;
    try {
      more = step();
    } catch {
      // Locked by another process, or the disk is full: nothing depends on it, and the requests say so.
    }
    later(more ? PAUSE : seconds * 1000);
  };
  later(seconds * 1000);
  return () => clearTimeout(timer);
}
