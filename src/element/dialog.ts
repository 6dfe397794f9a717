import { coverPage } from './cover.ts';
import { rememberFocus } from './focus.ts';
import { languageOf } from './language.ts';
import type { Request, Scene } from './messages.ts';
import { h, isCountdown, layOut, type Paint } from './scene.ts';
import { createStyles } from './styles.ts';

/** Seconds within which nobody can have seen the dialog yet: what is typed then is meant for the page. */
const UNSEEN = 0.4;

/**
 * Shows views in one native modal dialog: the top layer is the only place above a page's own dialogs, and what is behind
 * a modal dialog is inert. A dozen nodes need no template engine, which would be a quarter of all that the tag weighs.
 *
 * @param time Seconds, on any time line.
 * @param repaint The page's language changed.
 */
export function createDialog(root: ShadowRoot, ask: (request: Request) => void, time: () => number, repaint: () => void): Paint {
  const { host } = root;
  const dialog = h('dialog');
  dialog.setAttribute('aria-labelledby', 'heading');
  dialog.setAttribute('aria-describedby', 'message drafts');
  let shown: Scene | null = null;
  let paint: Paint = () => {};
  let openedAt = 0;
  /** The key was pressed by somebody who could see the dialog. */
  let meant = false;
  let close = () => {};

  const decline = () => {
    if (shown && isCountdown(shown)) dialog.querySelector<HTMLElement>('[autofocus]')?.click();
  };

  // Escape is dealt with here, not by the browser: that would close a dialog of the page's own along with this one.
  const onKey = (event: KeyboardEvent) => {
    const { key, repeat, type } = event;
    const pressed = type === 'keydown' && !repeat;
    if (pressed) meant = time() - openedAt > UNSEEN;
    if (meant && key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (meant && pressed) decline();
  };

  /** Something of the page's own opened above this dialog, or the focus is elsewhere although this one is modal. */
  const stayOnTop = (event?: Event) => {
    const { activeElement: active } = document;
    const target = event?.target as Element | undefined;
    // Two tags on one page would outdo each other without end.
    const lost = active && active !== document.body && active.localName !== host.localName && !root.activeElement && !host.contains(active);
    const above = target?.matches?.(':modal, :popover-open') && !host.contains(target);
    if (dialog.open && (lost || above)) open();
  };

  const open = () => {
    dialog.close();
    // A frame that opens its dialog would take the focus from where the user is: what is inert takes none.
    dialog.inert = self !== top && !document.hasFocus();
    dialog.showModal();
    dialog.inert = false;
    openedAt = time();
    meant = false;
  };

  const begin = (scene: Scene) => {
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    addEventListener('keydown', onKey, options);
    addEventListener('keyup', onKey, options);
    addEventListener('focusin', stayOnTop, options);
    addEventListener('toggle', stayOnTop, options);
    const languages = new MutationObserver(repaint);
    languageOf(host, (root) => languages.observe(root, { subtree: true, attributeFilter: ['lang'] }));
    const restoreFocus = rememberFocus(host);
    const uncover = isCountdown(scene) ? () => {} : coverPage();
    close = () => {
      close = () => {};
      listening.abort();
      languages.disconnect();
      uncover();
      dialog.close();
      restoreFocus();
    };
    open();
  };

  // On a phone, the way back is no key.
  dialog.oncancel = (event) => {
    event.preventDefault();
    decline();
  };
  // Browsers close a dialog on a second Escape, whatever the page says.
  dialog.onclose = () => {
    if (shown && !dialog.open) dialog.showModal();
  };
  root.adoptedStyleSheets = [createStyles()];
  root.append(dialog);

  return (view, words, unsaved) => {
    const changed = view.show !== shown;
    shown = view.show;
    // Another scene opens anew: above whatever the page has opened meanwhile.
    if (changed) close();
    if (!shown) return;
    if (changed) paint = layOut(dialog, shown, ask);
    paint(view, words, unsaved);
    if (changed) begin(shown);
    else stayOnTop();
  };
}
