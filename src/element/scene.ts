import type { View } from '../session/index.ts';
import type { Request, Scene } from './messages.ts';
import { inDigits, type Words } from './words.ts';

/** Two where the user has a choice to make: in a countdown. */
const ACTIONS: Readonly<Record<Scene, readonly Request[]>> = {
  idle: ['stay', 'sign-out'],
  absolute: ['sign-in', 'dismiss'],
  checking: [],
  expired: ['sign-in'],
  replaced: ['reload'],
  'signed-out': ['sign-in'],
};

/** @param unsaved What is to be said about unsaved work. */
export type Paint = (view: View, words: Words, unsaved?: string) => void;

export function isCountdown(scene: Scene): boolean {
  return ACTIONS[scene].length > 1;
}

/** Lays a scene out, and returns what puts its words in. */
export function layOut(dialog: HTMLDialogElement, scene: Scene, ask: (request: Request) => void): Paint {
  const counting = isCountdown(scene);
  // Page authors may write in another language than the rest: each text has its own direction.
  const heading = h('bdi');
  const message = h('bdi');
  const slot = (name: string, text: Node) => (scene === 'idle' ? h('slot', { name }, text) : text);
  const digits = h('div', { part: 'countdown', ariaHidden: 'true' });
  const progress = h('div', { part: 'progress' });
  const notice = h('p', { role: 'status' });
  const spoken = h('p', { className: 'spoken' });
  const drafts = h('div', { id: 'drafts' });
  const requests = ACTIONS[scene];
  const buttons = requests.map((request) =>
    // What loses nothing has the focus: somebody who types must not be signed out by a space.
    h('button', { part: request, type: 'button', autofocus: !counting || /stay|dismiss/.test(request), onclick: () => ask(request) }),
  );
  dialog.part = dialog.className = counting ? 'dialog' : 'cover';
  dialog.replaceChildren(
    h(
      'div',
      { part: counting ? '' : 'panel' },
      h('h2', { part: 'heading', id: 'heading' }, slot('heading', heading)),
      h('p', { part: 'message', id: 'message' }, slot('message', message)),
      drafts,
      ...(counting ? [digits, progress, notice, spoken, h('slot', { name: 'extra' })] : []),
      h('div', { part: 'actions' }, ...buttons),
    ),
  );
  let first = 0;

  return (view, words, unsaved = '') => {
    dialog.lang = words.language;
    dialog.dir = words.rtl ? 'rtl' : 'ltr';
    say(heading, words[scene][0]);
    say(message, words[scene][1]);
    say(drafts, unsaved);
    buttons.forEach((button, i) => say(button, words[requests[i] ?? 'stay']));
    if (!('remaining' in view)) return;
    const { remaining, length, waiting } = view;
    say(notice, waiting ? words[waiting] : '');
    say(digits, inDigits(remaining));
    progress.style.setProperty('--left', `${(remaining / length) * 100}%`);
    const left = Math.ceil(remaining);
    spoken.ariaLive = left > 20 ? 'polite' : 'assertive';
    // What is there when a dialog opens is no change, and would not be spoken.
    // Never upwards, should an answer move the end by a second.
    if (first) say(spoken, words.left((first = Math.min(first, milestone(left)))));
    first ||= left;
  };
}

/** Few enough to be listened to: each whole minute, 40 s, 20 s. */
function milestone(left: number): number {
  return left > 40 ? Math.ceil(left / 60) * 60 : left > 20 ? 40 : 20;
}

/** Only what changed is written: rewriting a text makes some screen readers repeat it. */
function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<Omit<HTMLElementTagNameMap[K], 'part'>> & { part?: string; name?: string } = {},
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties) as HTMLElementTagNameMap[K];
  element.append(...children);
  return element;
}
