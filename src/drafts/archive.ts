import { remove, use, type Place, type Stored } from './storage.ts';
import type { Vault } from './vault.ts';

/** A sealed draft, and what may open it. */
export interface Found {
  readonly vault: Vault;
  readonly stored: Stored;
}

const DAY = 86_400_000;
/** Letters. Anything longer would be sealed anew every few keys. */
const MOST = 16_000_000;
const LOCK = 'idle-timeout-draft ';

/** Where the page is: apps that route by the fragment begin it with a slash or a bang. */
function here(): string {
  const { pathname, search, hash } = location;
  return pathname + search + (/^#[/!]/.test(hash) ? hash : '');
}

/** The name of this page, or of a form of it. */
export function nameHere(vault: Vault, form?: string): Promise<string> {
  return vault.name([here(), form]);
}

/** Moved elsewhere or dated anew, a draft does not open. */
function bondOf(form: string, time: number) {
  return [location.origin, here(), form, time];
}

/**
 * Seals the draft of a form, and only then gives up what was kept of it elsewhere.
 *
 * @throws where it can't be kept.
 */
export async function seal(vault: Vault | undefined, form: string, text: string, time: number, tab: string, former: Place | undefined): Promise<Place> {
  if (!vault || text.length > MOST) throw new Error('a form can’t be sealed');
  const place: Place = [await vault.name('owner'), (await nameHere(vault)) + (await nameHere(vault, form)), tab];
  const sealed = await vault.seal(text, bondOf(form, time));
  await use((store) => store.put({ place, time, ...sealed }));
  if (former && String(former) !== String(place)) await remove(former);
  return place;
}

/** @throws where anything was altered. */
export function unseal({ vault, stored }: Found, form: string): Promise<string> {
  return vault.open(stored, bondOf(form, stored.time));
}

/**
 * All that the vaults open, the newest first. What is over a day old goes, whosever it is.
 *
 * @param by The tab that looks for those of its page that no other living tab has on its screen; without, they are all.
 */
export async function search(vaults: readonly Vault[], now: number, by?: string): Promise<readonly Found[]> {
  const all: Stored[] = await use((store) => store.getAll());
  const { held = [] } = await navigator.locks.query();
  const names = await Promise.all(vaults.map(async (vault) => [await vault.name('owner'), await nameHere(vault)] as const));
  const found: Found[] = [];
  for (const stored of all.sort((one, other) => other.time - one.time)) {
    const [owner, form, tab] = stored.place;
    const i = names.findIndex(([name, page]) => name === owner && (!by || form.startsWith(page)));
    const elsewhere = by && tab !== by && held.some(({ name }) => name === LOCK + tab);
    const vault = vaults[i];
    if (stored.time < now - DAY) await remove(stored.place);
    else if (vault && !elsewhere) found.push({ vault, stored });
  }
  return found;
}

/** Makes it known that this tab lives, until the signal. A crash ends it, too. */
export function holdTab(tab: string, signal: AbortSignal): void {
  const until = () => new Promise((resolve) => signal.addEventListener('abort', resolve));
  navigator.locks.request(LOCK + tab, { signal }, until).catch(() => {});
}

/** A draft that is on another screen now, as old as it was. */
export async function moveTo(tab: string, { stored }: Found): Promise<Place> {
  const [owner, form, former] = stored.place;
  const place: Place = [owner, form, tab];
  await use((store) => store.put({ ...stored, place }));
  if (former !== tab) await remove(stored.place);
  return place;
}
