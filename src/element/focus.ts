/**
 * Browsers give the focus back to where it was when a dialog closes, scroll position and caret in a text field included.
 * Not so where the element is gone or hidden: then its nearest ancestor that is left takes it, so that the next Tab starts
 * near by. And WebKit forgets the caret in editable text.
 *
 * @param host Whose dialog it is.
 * @returns To be called once the dialog is closed.
 */
export function rememberFocus(host: Element): () => void {
  const selection = getSelection() ?? ({} as Partial<Selection>);
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection;
  const path: Element[] = [];
  for (let at = document.activeElement; at && at !== document.body; at = at.parentElement) path.push(at);
  return () => {
    const heir = path.find((element) => element.checkVisibility()) as HTMLElement | undefined;
    if (!heir) return;
    if (heir.isContentEditable && anchorNode?.isConnected && focusNode?.isConnected) {
      selection.setBaseAndExtent?.(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement !== host) return;
    if (!heir.hasAttribute('tabindex')) {
      heir.tabIndex = -1;
      heir.addEventListener('blur', () => heir.removeAttribute('tabindex'), { once: true });
    }
    heir.focus({ preventScroll: true });
  };
}
