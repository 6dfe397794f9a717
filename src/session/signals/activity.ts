/**
 * What counts as activity. `focus` and `scroll` are left out: scripts cause them. A page that was loaded or became
 * visible is one that somebody looks at.
 */
export const ACTIVITY_EVENTS = 'pointermove pointerdown keydown wheel touchmove input visibilitychange';

/**
 * Calls `report` at each sign of the user's activity, here and in frames of the same origin: trusted events only, pointer
 * moves only with movement (browsers send phantom ones when the page changes under a resting pointer),
 * `visibilitychange` only on becoming visible.
 *
 * @param events Names of events, separated by spaces or commas.
 * @returns the clean-up.
 */
export function watchActivity(events: string, report: () => void): () => void {
  const types = events.match(/[^\s,]+/g) ?? [];
  const controller = new AbortController();
  const options = { capture: true, passive: true, signal: controller.signal };
  let x = NaN;
  let y = NaN;
  const onEvent = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type === 'pointermove') {
      const { screenX, screenY } = event as PointerEvent;
      if (screenX === x && screenY === y) return;
      x = screenX;
      y = screenY;
    }
    if (event.type !== 'visibilitychange' || !document.hidden) report();
  };
  const watch = (view: Window | null | undefined) => {
    try {
      if (!view) return;
      for (const type of types) view.addEventListener(type, onEvent, options);
      // A frame that loads is another window behind the same name.
      view.document.addEventListener('load', ({ target }) => watch((target as HTMLIFrameElement).contentWindow), options);
      Array.from(view as ArrayLike<Window>, watch);
    } catch {
      // A frame of another origin sees to its own activity.
    }
  };
  watch(window);
  return () => controller.abort();
}
