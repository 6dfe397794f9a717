import type { Outcome, View } from '../session/index.ts';
import { inDigits, inWords, type Messages } from './messages.ts';

/** What the user asks for by key or pointer. The host decides what becomes of it. */
export type Request = 'stay' | 'sign-out' | 'sign-in' | 'dismiss' | 'reload';

/** Everything to be seen at one moment, as values. */
export interface Scene {
  /** A scene of another kind is another dialog: it opens anew, above all else. */
  readonly kind: string;
  /** It hides the page instead of standing before it. */
  readonly cover: boolean;
  readonly heading: string;
  readonly message: string;
  readonly notice: string;
  readonly countdown: { readonly digits: string; readonly share: number } | null;
  /** The first one has the focus. */
  readonly actions: readonly (readonly [Request, string])[];
  /** What Escape asks for. */
  readonly escape: Request | null;
}

/** Texts of the page author's own, where there are any. */
export interface OwnTexts {
  readonly heading?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly stayLabel?: string | null | undefined;
  readonly signOutLabel?: string | null | undefined;
}

export function sceneOf(view: View, texts: Messages, own: OwnTexts, language: string): Scene | null {
  switch (view.show) {
    case 'nothing':
      return null;
    case 'warning':
      return warning(view, texts, own, language);
    case 'cover':
      return { ...cover('checking', texts.checking, ''), actions: [] };
    case 'panel':
      return panel(view.outcome, texts);
  }
}

function warning(view: View & { show: 'warning' }, texts: Messages, own: OwnTexts, language: string): Scene {
  const { remaining } = view;
  const frame = {
    cover: false,
    notice: view.unreachable ? texts.unreachable : view.staying ? texts.staying : '',
    countdown: { digits: inDigits(remaining), share: remaining / view.countdown },
  };
  if (view.reason === 'absolute') {
    return {
      ...frame,
      kind: 'absolute',
      heading: texts.absoluteHeading,
      message: texts.absoluteMessage,
      actions: [
        ['sign-in', texts.signIn],
        ['dismiss', texts.dismiss],
      ],
      escape: 'dismiss',
    };
  }
  return {
    ...frame,
    kind: 'idle',
    heading: own.heading || texts.idleHeading,
    message: (own.message || texts.idleMessage).replaceAll('{remaining}', inWords(remaining, language)),
    actions: [
      ['stay', own.stayLabel || texts.stay],
      ['sign-out', own.signOutLabel || texts.signOut],
    ],
    escape: 'stay',
  };
}

function panel(outcome: Outcome, texts: Messages): Scene {
  if (outcome.type === 'signout') return cover('ended', texts.signedOutHeading, texts.signedOutMessage, texts.signIn);
  if (outcome.reason !== 'replaced') return cover('ended', texts.expiredHeading, texts.expiredMessage, texts.signIn);
  const replaced = cover('ended', texts.replacedHeading, texts.replacedMessage);
  return { ...replaced, actions: [['reload', texts.reload]] };
}

function cover(kind: string, heading: string, message: string, signIn = ''): Scene {
  const actions = [['sign-in', signIn]] as const;
  return { kind, cover: true, heading, message, notice: '', countdown: null, actions, escape: null };
}
