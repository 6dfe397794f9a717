import type { Draft, Entry } from './entry.ts';
import { changesIn, fieldsOf, holders, nameOf, type Change } from './fields.ts';
import { fill, standing } from './fill.ts';
import type { DraftsHost } from './host.ts';
import { showNotice, type Action, type Language } from './notice.ts';
import { here, nameAt } from './seal.ts';
import { inTurn, moveTo, search, unseal, type Found } from './search.ts';
import { RestoreEvent } from './restore-event.ts';
import { remove, use } from './storage.ts';
import { returning } from './returning.ts';
import type { DraftTexts } from './texts.ts';
import type { Vault } from './vault.ts';

/** What the rest of drafts does for it. */
export interface Desk {
  readonly host: DraftsHost;
  entryOf(holder: Element): Entry;
  forget(entry: Entry): Promise<void>;
  /** One thing after the other. */
  enqueue(run: () => Promise<unknown>): Promise<void>;
  readonly tab: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The page's language, where it is not English. */
  language?: (Language & { readonly texts: DraftTexts }) | undefined;
}

/** A draft that came back to its form. */
interface Returned {
  readonly found: Found;
  readonly entry: Entry;
  readonly draft: Draft;
}

interface Filled {
  readonly entry: Entry;
  readonly undo: readonly Change[];
}

/**
 * Brings drafts back to the forms of this page, and says so.
 *
 * @returns What ends it: nothing is to be seen of it any more, and no form waited for.
 */
export async function bringBack(desk: Desk, vaults: readonly Vault[], session: string): Promise<() => void> {
  const { host, tab, entryOf, forget, enqueue } = desk;
  let pending: readonly Found[] = [];
  let filled: Filled[] = [];
  let offered: Returned[] = [];
  let close = () => {};
  const dealt = new Set<Element>();
  // Pages that scripts build have their forms later.
  const coming = new MutationObserver(() => void enqueue(() => inTurn(match)));

  async function match(): Promise<void> {
    const path = here();
    const before = pending;
    for (const holder of pending.length ? holders() : []) {
      if (dealt.has(holder)) continue;
      const form = nameOf(holder);
      for (const found of pending) {
        if (!found.stored.place[1].endsWith(await nameAt(found.vault, path, form))) continue;
        pending = pending.filter((other) => other !== found);
        dealt.add(holder);
        await consider(found, holder, path, form);
        // An older one of the same form waits for the next page.
        break;
      }
    }
    if (!pending.length) coming.disconnect();
    if (pending !== before) tell();
  }

  async function consider(found: Found, holder: Element, path: string, form: string): Promise<void> {
    const { place } = found.stored;
    const entry = entryOf(holder);
    // It is here already, or has gone elsewhere meanwhile.
    if (String(entry.place) === String(place) || !(await use((store) => store.count([...place])))) return;
    // What does not open is of no use to anybody.
    const draft = await unseal(found, path, form).catch(() => void remove(place));
    if (!draft) return;
    const [changes, , wasSent] = draft;
    const returned = { found, entry, draft };
    const state = standing(holder, changes);
    if (state === 'same') return changesIn(holder).length ? adopt(returned) : void (await remove(place));
    const fields = Object.fromEntries(changes.map(([name, , now]) => [name, now.length === 1 ? (now[0] ?? '') : now]));
    // Whoever cancels it fills in by themselves: it is this page's from now on.
    if (!host.dispatchEvent(new RestoreEvent(holder as HTMLElement, fields))) return adopt(returned);
    if (state === 'taken' || wasSent || found.doubtful) offered.push(returned);
    else await restore(returned);
  }

  async function adopt({ entry, found }: Returned): Promise<void> {
    entry.place = await moveTo(tab, found);
    entry.time = found.stored.time;
  }

  async function restore(returned: Returned): Promise<void> {
    const { entry, draft } = returned;
    const [changes, [index, start, end]] = draft;
    const { holder, fate } = entry;
    const undo = fill(holder, changes);
    if (standing(holder, changes) !== 'same') {
      // A choice is gone.
      fill(holder, undo);
      entry.fate = fate;
      offered.push(returned);
    } else {
      filled.push({ entry, undo });
      // Filling in is not typing.
      entry.fate = fate;
      await adopt(returned);
      const { activeElement, body } = document;
      const field = fieldsOf(holder)[index] as HTMLInputElement | undefined;
      // Unless the user is somewhere else already.
      if (!fate && (activeElement === body || holder.contains(activeElement))) field?.focus();
      if (typeof start === 'number') field?.setSelectionRange(start, end ?? start);
    }
  }

  /** The user wants it although the page has changed. What has no field any more stays sealed. */
  async function restoreAnyway({ entry, draft: [changes], found }: Returned): Promise<void> {
    filled.push({ entry, undo: fill(entry.holder, changes) });
    if (standing(entry.holder, changes) === 'same') await remove(found.stored.place);
  }

  function tell(): void {
    const { language = { tag: 'en', rtl: undefined, texts: returning } } = desk;
    const { texts } = language;
    const say = (text: string, answers: Record<string, () => Promise<unknown>>) => {
      const actions = Object.entries(answers).map(([name, run]): Action => {
        return { part: name, label: texts[name as keyof typeof returning], run: () => void enqueue(async () => (await run(), tell())) };
      });
      close = showNotice(host.renderRoot as ShadowRoot, language, text, actions);
    };
    close();
    if (host.headless) return;
    if (offered.length) say(texts.offered, { restore: () => each(offered, restoreAnyway), discard: () => each(offered, drop) });
    else if (filled.length) say(texts.restored, { discard: () => each(filled, undo), close: () => each(filled, () => {}) });
  }

  const drop = ({ found }: Returned) => remove(found.stored.place);

  /** But for what was typed over it since. */
  const undo = async ({ entry, undo }: Filled) => {
    fill(entry.holder, undo.filter((change) => standing(entry.holder, [change]) === 'free'));
    if (changesIn(entry.holder)[0]) return;
    entry.fate = undefined;
    await forget(entry);
  };

  await inTurn(async () => {
    if (!host.isConnected) return;
    pending = await search(vaults, desk.now(), tab, session);
    if (pending[0]) coming.observe(document, { childList: true, subtree: true });
    await match();
  });
  return () => {
    coming.disconnect();
    pending = filled = offered = [];
    close();
  };
}

/** Deals with all, for good. */
async function each<T>(all: T[], run: (one: T) => unknown): Promise<void> {
  for (const one of all.splice(0)) await run(one);
}
