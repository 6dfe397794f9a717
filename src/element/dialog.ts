import type { Request, Scene } from './scene.ts';

/**
 * Paints scenes into one native modal dialog: the top layer is the only place above a page's own dialogs, and what is
 * behind a modal dialog is inert. A dozen nodes need no template engine, which would be a quarter of what we ship.
 */
export function createDialog(parent: Node, ask: (request: Request) => void): (scene: Scene | null) => void {
  const dialog = h('dialog');
  dialog.setAttribute('aria-labelledby', 'heading');
  dialog.setAttribute('aria-describedby', 'message');
  let shown: Scene | null = null;
  let repaint: (scene: Scene) => void = () => {};

  // Escape asks; it never closes.
  dialog.oncancel = (event) => {
    event.preventDefault();
    if (shown?.escape) ask(shown.escape);
  };
  // Browsers close a dialog on a second Escape, whatever the page says.
  dialog.onclose = () => {
    if (shown && !dialog.open) dialog.showModal();
  };
  parent.appendChild(dialog);

  return (scene) => {
    const changed = scene?.kind !== shown?.kind;
    shown = scene;
    if (changed) dialog.close();
    if (!scene) return;
    if (changed) repaint = paint(dialog, scene, ask);
    repaint(scene);
    if (changed) dialog.showModal();
  };
}

/** Lays the scene out, and returns what puts the words of this and later scenes of its kind in. */
function paint(dialog: HTMLDialogElement, { cover, countdown, actions }: Scene, ask: (request: Request) => void) {
  const heading = h('slot', { name: 'heading' });
  const message = h('slot', { name: 'message' });
  const notice = h('p', { className: 'notice', role: 'status' });
  const digits = h('div', { part: 'countdown', ariaHidden: 'true' });
  const progress = h('div', { part: 'progress' });
  const buttons = actions.map(([request]) => {
    const onclick = () => ask(request);
    return h('button', { part: request, type: 'button', onclick });
  });
  if (buttons[0]) buttons[0].autofocus = true;
  const panel = h(
    'div',
    cover ? { part: 'panel' } : {},
    h('h2', { part: 'heading', id: 'heading' }, cover ? '' : heading),
    h('p', { part: 'message', id: 'message' }, cover ? '' : message),
    ...(countdown ? [digits, progress, notice, h('slot', { name: 'extra' })] : []),
    h('div', { part: 'actions' }, ...buttons),
  );
  Object.assign(dialog, { part: cover ? 'cover' : 'dialog', className: cover ? 'cover' : '' });
  dialog.replaceChildren(panel);

  return (scene: Scene) => {
    say(cover ? panel.children[0] : heading, scene.heading);
    say(cover ? panel.children[1] : message, scene.message);
    say(notice, scene.notice);
    scene.actions.forEach(([, label], i) => say(buttons[i], label));
    if (!scene.countdown) return;
    say(digits, scene.countdown.digits);
    progress.style.setProperty('--left', `${scene.countdown.share * 100}%`);
  };
}

/** Only what changed is written: rewriting a text makes some screen readers repeat it. */
function say(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<Omit<HTMLElementTagNameMap[K], 'part'>> & { part?: string } = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties) as HTMLElementTagNameMap[K];
  element.append(...children);
  return element;
}
