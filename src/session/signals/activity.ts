/**
 * What counts as activity. `focus` and `scroll` are left out: scripts cause them. A page that was loaded or became
 * visible is one that somebody looks at.
 */
export const ACTIVITY_EVENTS = 'pointermove pointerdown keydown wheel touchmove input visibilitychange';

const OPTIONS = { capture: true, passive: true };

/**
 * Calls `report` at each sign of the user's activity: trusted events only, pointer moves only with movement (browsers
 * send phantom ones when the page changes under a resting pointer), `visibilitychange` only on becoming visible.
 *
 * @param events Names of events, separated by spaces or commas.
 * @returns the clean-up.
 */
export function watchActivity(events: string, report: () => void): () => void {
  const types = events.split(/[\s,]+/).filter(Boolean);
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
  for (const type of types) addEventListener(type, onEvent, OPTIONS);
  return () => {
    for (const type of types) removeEventListener(type, onEvent, OPTIONS);
  };
}
