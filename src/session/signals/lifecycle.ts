/** How a page comes back and goes away. `beforeunload` and `unload` are not among it: they may be cancelled, and hinder the back/forward cache. */
export interface Lifecycle {
  wake(): void;
  online(): void;
  suspend(): void;
}

/** @returns the clean-up. */
export function watchLifecycle({ wake, online, suspend }: Lifecycle): () => void {
  const controller = new AbortController();
  const on = (target: EventTarget, type: string, listener: () => void) => target.addEventListener(type, listener, { signal: controller.signal });
  on(document, 'visibilitychange', () => {
    if (!document.hidden) wake();
  });
  on(document, 'resume', wake);
  on(window, 'pageshow', wake);
  on(window, 'focus', wake);
  on(window, 'online', online);
  on(document, 'freeze', suspend);
  on(window, 'pagehide', suspend);
  return () => controller.abort();
}
