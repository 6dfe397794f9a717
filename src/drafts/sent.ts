import type { Place } from './storage.ts';

/** In the session storage, of what is sealed of one form at one time: typed in again, it is another. */
export function sentKey(place: Place, time: number | undefined): string {
  return `idle-timeout-sent ${place} ${time}`;
}

/** A form was sent from this tab. Whether it arrived, the next page may know: this is written at once, however soon the page is left. */
export function noteSent(place: Place, time: number | undefined, session: string): void {
  sessionStorage.setItem(sentKey(place, time), session);
}
