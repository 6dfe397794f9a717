/** How a page comes back and goes away. `beforeunload` and `unload` are not among it: they may be cancelled, and hinder the back/forward cache. */
export interface Lifecycle {
  wake(): void;
  online(): void;
  suspend(): void;
}

/** @returns the clean-up. */
export function watchLifecycle({ wake, online, suspend }: Lifecycle): () => void {
  const onVisibility = () => {
    if (!document.hidden) wake();
  };
  const listeners: [EventTarget, string, () => void][] = [
    [document, 'visibilitychange', onVisibility],
    [document, 'resume', wake],
    [window, 'pageshow', wake],
    [window, 'focus', wake],
    [window, 'online', online],
    [document, 'freeze', suspend],
    [window, 'pagehide', suspend],
  ];
  for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
  return () => {
    for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
  };
}
