/** Milliseconds over which tabs spread that have no locks. */
const SPREAD = 500;

/**
 * Runs while no other tab of this origin does under this name. Where there are no locks (insecure pages), tabs that come
 * at once are told apart by chance.
 *
 * @returns `undefined`: another tab does.
 */
export async function alone<T>(name: string, run: () => Promise<T>, wait: (milliseconds: number) => Promise<void>): Promise<T | undefined> {
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? run() : undefined));
  } catch {
    await wait(SPREAD);
    return run();
  }
}
