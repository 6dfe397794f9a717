import type { View } from '../session/index.ts';

/** What the user asks for by key or pointer. The host decides what becomes of it. */
export type Request = 'stay' | 'sign-out' | 'sign-in' | 'dismiss' | 'reload';

export type Scene = NonNullable<View['show']>;

/** Every text of the element in one language, as whole sentences: other languages order their words differently. */
export type Messages = Readonly<
  Record<Scene, readonly [heading: string, message: string]> & Record<Request | 'staying' | 'unreachable', string>
>;

export const en: Messages = {
  idle: ['Are you still there?', 'For your security, you will be signed out soon.'],
  absolute: ['Your session will end soon', 'Save your work, then sign in again.'],
  checking: ['One moment…', 'Checking your session.'],
  expired: ['You have been signed out', 'Your session has ended.'],
  replaced: ['Someone else has signed in', 'The session of this page has ended.'],
  'signed-out': ['You have signed out', 'You can close this page now.'],
  stay: 'Stay signed in',
  'sign-out': 'Sign out',
  'sign-in': 'Sign in again',
  dismiss: 'Continue for now',
  reload: 'Reload',
  staying: 'One moment…',
  unreachable: 'The server can’t be reached. Trying again…',
};

/** Texts of the page author's own, where there are any. */
export interface OwnTexts {
  readonly heading?: string | null | undefined;
  /** `{remaining}` in it becomes the time left. */
  readonly message?: string | null | undefined;
  readonly stayLabel?: string | null | undefined;
  readonly signOutLabel?: string | null | undefined;
}

export function withOwnTexts(texts: Messages, own: OwnTexts, remaining: number, language: string): Messages {
  const [heading, message] = texts.idle;
  const inserted = own.message?.replaceAll('{remaining}', () => inWords(remaining, language));
  return {
    ...texts,
    idle: [own.heading || heading, inserted || message],
    stay: own.stayLabel || texts.stay,
    'sign-out': own.signOutLabel || texts['sign-out'],
  };
}

/** A span in words, as in "1 minute 30 seconds". */
function inWords(seconds: number, language: string): string {
  const whole = Math.ceil(seconds);
  const part = (value: number, unit: string) =>
    value ? value.toLocaleString(known(language), { style: 'unit', unit, unitDisplay: 'long' }) : '';
  return `${part(Math.floor(whole / 60), 'minute')} ${part(whole % 60, 'second')}`.trim();
}

/** Templates write `en_US`, and anything else: Intl throws at what is no language tag. */
function known(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A span in digits, as in `1:30` or `1:00:05`. */
export function inDigits(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  return `${hours ? `${hours}:${two(minutes % 60)}` : minutes}:${two(whole % 60)}`;
}
