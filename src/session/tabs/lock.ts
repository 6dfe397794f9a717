/** Milliseconds over which tabs spread that have no locks. */
const SPREAD = 500;

/**
 * Runs while no other tab of this origin does under this name. Where there are no locks (insecure pages), tabs that come
 * at once are told apart by chance.
 *
 * @param ifAvailable Without, it waits for its turn: whoever leaves once the session is ended has to know that it is.
 * @returns `undefined`: another tab does.
 */
export async function alone<T>(name: string, ifAvailable: boolean, run: () => Promise<T>, wait: (milliseconds: number) => Promise<void>): Promise<T | undefined> {
  try {
    return await navigator.locks.request(name, { ifAvailable }, (lock) => (lock ? run() : undefined));
  } catch {
    await wait(SPREAD);
    return run();
  }
}
