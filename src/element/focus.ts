/**
 * Browsers give the focus back to where it was when a dialog closes, caret and scroll position included: except where
 * that element is gone. Then its nearest ancestor that is left takes it, so that the next Tab starts near by.
 *
 * @returns To be called once the dialog is closed.
 */
export function rememberFocus(): () => void {
  const path: Element[] = [];
  for (let at = document.activeElement; at; at = at.parentElement) path.push(at);
  return () => {
    const heir = path.find((element) => element.isConnected);
    if (path[0]?.isConnected || !(heir instanceof HTMLElement)) return;
    if (!heir.hasAttribute('tabindex')) {
      heir.tabIndex = -1;
      heir.addEventListener('blur', () => heir.removeAttribute('tabindex'), { once: true });
    }
    heir.focus({ preventScroll: true });
  };
}
