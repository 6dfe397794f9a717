import type { View } from '../session/index.ts';
import { inDigits, type Messages, type Request, type Scene } from './messages.ts';
import { createStyles } from './styles.ts';

/** Each with its safest one last to lose: that has the focus. Somebody who types must not be signed out by a space. */
const ACTIONS: Readonly<Record<Scene, readonly Request[]>> = {
  idle: ['stay', 'sign-out'],
  absolute: ['sign-in', 'dismiss'],
  checking: [],
  expired: ['sign-in'],
  replaced: ['reload'],
  'signed-out': ['sign-in'],
};

type Paint = (view: View, texts: Messages) => void;

/**
 * Shows views in one native modal dialog: the top layer is the only place above a page's own dialogs, and what is behind
 * a modal dialog is inert. A dozen nodes need no template engine, which would be a quarter of all that the tag weighs.
 */
export function createDialog(root: ShadowRoot, ask: (request: Request) => void): Paint {
  const dialog = h('dialog');
  dialog.setAttribute('aria-labelledby', 'heading');
  dialog.setAttribute('aria-describedby', 'message');
  let shown: Scene | null = null;
  let paint: Paint = () => {};

  // Escape asks; it never closes.
  dialog.oncancel = (event) => {
    event.preventDefault();
    if (shown === 'idle') ask('stay');
    if (shown === 'absolute') ask('dismiss');
  };
  // Browsers close a dialog on a second Escape, whatever the page says.
  dialog.onclose = () => {
    if (shown && !dialog.open) dialog.showModal();
  };
  root.adoptedStyleSheets = [createStyles()];
  root.append(dialog);

  return (view, texts) => {
    const changed = view.show !== shown;
    shown = view.show;
    // Another scene opens anew: above whatever the page has opened meanwhile.
    if (changed) dialog.close();
    if (!shown) return;
    if (changed) paint = layOut(dialog, shown, ask);
    paint(view, texts);
    if (!changed) return;
    // A frame that opens its dialog would take the focus from where the user is: what is inert takes none.
    dialog.inert = self !== top && !document.hasFocus();
    dialog.showModal();
    dialog.inert = false;
  };
}

/** Lays a scene out, and returns what puts its words in. */
function layOut(dialog: HTMLDialogElement, scene: Scene, ask: (request: Request) => void): Paint {
  const counting = scene === 'idle' || scene === 'absolute';
  const words = (part: string) => h(counting ? 'slot' : 'span', counting ? { name: part } : {});
  const heading = words('heading');
  const message = words('message');
  const digits = h('div', { part: 'countdown', ariaHidden: 'true' });
  const progress = h('div', { part: 'progress' });
  const notice = h('p', { className: 'notice', role: 'status' });
  const requests = ACTIONS[scene];
  const buttons = requests.map((request, i) =>
    h('button', { part: request, type: 'button', autofocus: request === 'dismiss' || (i === 0 && scene !== 'absolute'), onclick: () => ask(request) }),
  );
  dialog.part = dialog.className = counting ? 'dialog' : 'cover';
  dialog.replaceChildren(
    h(
      'div',
      { part: counting ? '' : 'panel' },
      h('h2', { part: 'heading', id: 'heading' }, heading),
      h('p', { part: 'message', id: 'message' }, message),
      ...(counting ? [digits, progress, notice, h('slot', { name: 'extra' })] : []),
      h('div', { part: 'actions' }, ...buttons),
    ),
  );

  return (view, texts) => {
    say(heading, texts[scene][0]);
    say(message, texts[scene][1]);
    buttons.forEach((button, i) => say(button, texts[requests[i] ?? 'stay']));
    if (!('remaining' in view)) return;
    say(notice, view.waiting ? texts[view.waiting] : '');
    say(digits, inDigits(view.remaining));
    progress.style.setProperty('--left', `${(view.remaining / view.length) * 100}%`);
  };
}

/** Only what changed is written: rewriting a text makes some screen readers repeat it. */
function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<Omit<HTMLElementTagNameMap[K], 'part'>> & { part?: string; name?: string } = {},
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties) as HTMLElementTagNameMap[K];
  element.append(...children);
  return element;
}
