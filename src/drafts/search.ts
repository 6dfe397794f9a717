import type { Draft } from './entry.ts';
import { bondOf, here, nameAt, ownerOf } from './seal.ts';
import { sentKey } from './sent.ts';
import { remove, use, type Place, type Stored } from './storage.ts';
import { LIVES } from './tab.ts';
import { cipherOf, type Vault } from './vault.ts';

/** A sealed draft, and what may open it. */
export interface Found {
  /** It was sent, and perhaps has not arrived. */
  readonly doubtful: boolean;
  readonly vault: Vault;
  readonly stored: Stored;
}

const DAY = 86_400_000;

/**
 * The drafts of this page that the vaults open and no other living tab has on its screen, the newest first. What arrived
 * goes, and what is over a day old, whosever it is.
 *
 * @param by The tab that looks.
 */
export async function search(vaults: readonly Vault[], now: number, by: string, session: string): Promise<readonly Found[]> {
  const path = here();
  const all: Stored[] = await use((store) => store.getAll());
  const names = await Promise.all(vaults.map(async (vault) => [await ownerOf(vault), await nameAt(vault, path)] as const));
  const { held = [] } = await navigator.locks.query();
  const found: Found[] = [];
  for (const stored of all.sort((one, other) => other.time - one.time)) {
    const [owner, form, tab] = stored.place;
    const vault = vaults[names.findIndex(([name, page]) => name === owner && form.startsWith(page))];
    const sent = sessionStorage.getItem(sentKey(stored.place, stored.time));
    const elsewhere = tab !== by && held.some(({ name }) => name === LIVES + tab);
    // The session in which it was sent lives: so it did when it arrived. But its own page may not be the answer to it.
    const arrived = sent && sent === session && tab !== by && !(vault && document.referrer !== location.href);
    if (stored.time < now - DAY || arrived) await remove(stored.place);
    else if (vault && !elsewhere) found.push({ vault, stored, doubtful: sent !== null });
  }
  return found;
}

/** @throws where anything was altered. */
export async function unseal({ vault: { secret }, stored: { iv, data, time } }: Found, path: string, form: string): Promise<Draft> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(cipherOf(iv, bondOf(path, form, time)), secret, data))) as Draft;
}

/** Tabs that open at once would each take the same draft: one after the other. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  return navigator.locks.request('idle-timeout-drafts', { signal: AbortSignal.timeout(3000) }, run) as Promise<T>;
}

/** A draft that is on another tab's screen now, as old as it was. */
export async function moveTo(tab: string, { stored }: Found): Promise<Place> {
  const [owner, form, former] = stored.place;
  const place: Place = [owner, form, tab];
  await use((store) => store.put({ ...stored, place }));
  if (former !== tab) await remove(stored.place);
  return place;
}
