/** Every text of the element, in one language. Whole sentences: other languages order their words differently. */
export interface Messages {
  readonly idleHeading: string;
  readonly idleMessage: string;
  readonly absoluteHeading: string;
  readonly absoluteMessage: string;
  readonly stay: string;
  readonly signOut: string;
  readonly signIn: string;
  readonly dismiss: string;
  readonly staying: string;
  readonly unreachable: string;
  readonly checking: string;
  readonly expiredHeading: string;
  readonly expiredMessage: string;
  readonly signedOutHeading: string;
  readonly signedOutMessage: string;
  readonly replacedHeading: string;
  readonly replacedMessage: string;
  readonly reload: string;
}

export const en: Messages = {
  idleHeading: 'Are you still there?',
  idleMessage: 'For your security, you will be signed out soon.',
  absoluteHeading: 'Your session will end soon',
  absoluteMessage: 'Save your work, then sign in again.',
  stay: 'Stay signed in',
  signOut: 'Sign out',
  signIn: 'Sign in again',
  dismiss: 'Continue for now',
  staying: 'One moment…',
  unreachable: 'The server can’t be reached. Trying again…',
  checking: 'Checking your session…',
  expiredHeading: 'You have been signed out',
  expiredMessage: 'Your session has ended.',
  signedOutHeading: 'You have signed out',
  signedOutMessage: 'You can close this page now.',
  replacedHeading: 'Someone else has signed in',
  replacedMessage: 'This page’s session has ended.',
  reload: 'Reload',
};

/** A span in words, as in "1 minute 30 seconds". */
export function inWords(seconds: number, language: string): string {
  const whole = Math.ceil(seconds);
  const part = (value: number, unit: string) =>
    value ? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value) : '';
  const minutes = part(Math.floor(whole / 60), 'minute');
  return [minutes, part(whole % 60, 'second')].filter(Boolean).join(' ');
}

/** A span in digits, as in `1:30` or `1:00:05`. */
export function inDigits(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}
