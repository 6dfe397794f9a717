/**
 * Browsers give the focus back to where it was when a dialog closes, scroll position and caret in a text field included.
 * Not so where the element is gone: then its nearest ancestor that is left takes it, so that the next Tab starts near
 * by. And WebKit forgets the caret in editable text.
 *
 * @returns To be called once the dialog is closed.
 */
export function rememberFocus(): () => void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() as Selection;
  const path: Element[] = [];
  for (let at = document.activeElement; at; at = at.parentElement) path.push(at);
  return () => {
    const heir = path.find((element) => element.isConnected);
    if (!(heir instanceof HTMLElement)) return;
    if (heir.isContentEditable && anchorNode?.isConnected && focusNode?.isConnected) {
      getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    if (heir === path[0]) return;
    if (!heir.hasAttribute('tabindex')) {
      heir.tabIndex = -1;
      heir.addEventListener('blur', () => heir.removeAttribute('tabindex'), { once: true });
    }
    heir.focus({ preventScroll: true });
  };
}
