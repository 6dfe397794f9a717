/** Before the name of each tab that lives. */
export const LIVES = 'idle-timeout-draft ';

/** Makes it known that a tab lives, until the signal. A crash ends it, too. */
export function holdTab(tab: string, signal: AbortSignal): void {
  const until = () => new Promise((resolve) => signal.addEventListener('abort', resolve));
  navigator.locks.request(LIVES + tab, { signal }, until).catch(() => {});
}
