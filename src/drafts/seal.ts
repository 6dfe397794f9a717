import type { Draft } from './entry.ts';
import { use, type Place } from './storage.ts';
import { encode, lock, type Vault } from './vault.ts';

/** Bytes. Anything longer would be sealed anew every few keys. */
const MOST = 16_000_000;

/** Where the page is: apps that route by the fragment begin it with a slash or a bang. */
export function here(): string {
  const { pathname, search, hash } = location;
  return pathname + search + (/^#[/!]/.test(hash) ? hash : '');
}

/** The name of a page, or of a form of it. */
export function nameAt(vault: Vault, path: string, form?: string): Promise<string> {
  return vault.name([path, form]);
}

export function ownerOf(vault: Vault): Promise<string> {
  return vault.name('owner');
}

/** Moved elsewhere or dated anew, a draft does not open. */
export function bondOf(path: string, form: string, time: number) {
  return [location.origin, path, form, time];
}

/**
 * Seals the draft of a form. What was sealed of it on another page stays there: a page that changes its address may show
 * another record in the same form.
 *
 * @throws where it can't be kept.
 */
export async function seal(vault: Vault | undefined, form: string, draft: Draft, time: number, tab: string): Promise<Place> {
  const path = here();
  const bytes = encode(draft);
  if (!vault || bytes.length > MOST) throw new Error('not kept');
  const place: Place = [await ownerOf(vault), (await nameAt(vault, path)) + (await nameAt(vault, path, form)), tab];
  const sealed = await lock(vault, bytes, bondOf(path, form, time));
  await use((store) => store.put({ place, time, ...sealed }));
  return place;
}
