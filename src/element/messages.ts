import type { LoadTexts } from '../drafts/index.ts';
import type { View } from '../session/index.ts';

/** What the user asks for by key or pointer. The host decides what becomes of it. */
export type Request = 'stay' | 'sign-out' | 'sign-in' | 'dismiss' | 'reload';

export type Scene = NonNullable<View['show']>;

/** Whole sentences for each plural form of a language; `{n}` in them becomes the number. */
export type Plural<Forms extends Intl.LDMLPluralRule> = Readonly<Record<Forms | 'other', string>>;

/**
 * Every text of the element in one language, as whole sentences: other languages order their words differently.
 *
 * @typeParam Forms The language's plural forms, as Unicode CLDR names them.
 */
export type Messages<Forms extends Intl.LDMLPluralRule = 'other'> = Readonly<
  Record<Scene, readonly [heading: string, message: string]> & Record<Request | 'staying' | 'unreachable', string>
> & {
  /** Spoken to who can't see the countdown: "You will be signed out in {n} minutes." */
  readonly minutes: Plural<Forms>;
  readonly seconds: Plural<Forms>;
  /** What is said about drafts, loaded where there are any. */
  readonly drafts?: LoadTexts | undefined;
  /** Written from right to left. */
  readonly rtl?: true | undefined;
};

/** Languages are shipped in this order, and kept by browsers for longer than the tag: what is new comes at the end. */
export const en: Messages<'one'> = {
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
  minutes: { one: 'You will be signed out in {n} minute.', other: 'You will be signed out in {n} minutes.' },
  seconds: { one: 'You will be signed out in {n} second.', other: 'You will be signed out in {n} seconds.' },
  drafts: undefined,
  rtl: undefined,
};
