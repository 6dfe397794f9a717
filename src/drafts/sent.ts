import type { Place } from './storage.ts';

/** In session storage, for that is written at once, however soon the page is left. */
const KEY = 'idle-timeout-sent';

/** The session in which forms were sent from this tab, and where their drafts are. Whether they arrived, the next page may know. */
export type Sent = readonly [session: string | null, ...places: Place[]];

export function noteSent(session: string, place: Place): void {
  const [sentIn, ...places] = recallSent();
  sessionStorage.setItem(KEY, JSON.stringify([session, ...(sentIn === session ? places : []), place]));
}

export function recallSent(): Sent {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '[null]') as Sent;
}

export function forgetSent(): void {
  sessionStorage.removeItem(KEY);
}
