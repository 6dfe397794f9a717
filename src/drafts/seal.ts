import type { Draft } from './entry.ts';
import { remove, use, type Place } from './storage.ts';
import { encode, lock, type Vault } from './vault.ts';

/** Bytes. Anything longer would be sealed anew every few keys. */
const MOST = 16_000_000;

/** Where the page is: apps that route by the fragment begin it with a slash or a bang. */
function here(): string {
  const { pathname, search, hash } = location;
  return pathname + search + (/^#[/!]/.test(hash) ? hash : '');
}

/** The name of this page, or of a form of it. */
export function nameHere(vault: Vault, form?: string): Promise<string> {
  return vault.name([here(), form]);
}

export function ownerOf(vault: Vault): Promise<string> {
  return vault.name('owner');
}

/** Moved elsewhere or dated anew, a draft does not open. */
export function bondOf(form: string, time: number) {
  return [location.origin, here(), form, time];
}

/**
 * Seals the draft of a form, and only then gives up what was kept of it elsewhere.
 *
 * @throws where it can't be kept.
 */
export async function seal(vault: Vault | undefined, form: string, draft: Draft, time: number, tab: string, former: Place | undefined): Promise<Place> {
  const bytes = encode(draft);
  if (!vault || bytes.length > MOST) throw new Error('no key or too long');
  const place: Place = [await ownerOf(vault), (await nameHere(vault)) + (await nameHere(vault, form)), tab];
  const sealed = await lock(vault, bytes, bondOf(form, time));
  await use((store) => store.put({ place, time, ...sealed }));
  if (former && String(former) !== String(place)) await remove(former);
  return place;
}
