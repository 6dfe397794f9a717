import type { Caret, Draft, Entry } from './entry.ts';
import { changesIn, fieldsOf, holderOf, holders, nameOf, type Field } from './fields.ts';
import { fetchVaults, sessionOf, type DraftsHost, type EndEvent, type LoadTexts } from './host.ts';
import type { Desk } from './returns.ts';
import { ownerOf, seal } from './seal.ts';
import { noteSent } from './sent.ts';
import { remove, use } from './storage.ts';
import { holdTab } from './tab.ts';
import { typing } from './texts.ts';
import type { Vault } from './vault.ts';

/**
 * To be called whenever something about the tag may have changed.
 *
 * @param load The texts of the page's language, where it is not English.
 * @param language Its tag, for whoever reads notices aloud.
 * @param rtl Whether it is written from right to left.
 * @returns What there is to say about unsaved work now; empty: nothing.
 */
export type Look = (load: LoadTexts | undefined, language: string, rtl: true | undefined) => string;

/** Milliseconds from a key to its seal: what a crash may cost. */
const PACE = 2000;

/**
 * Seals what is typed and not sent, for 24 hours (WCAG 2.2.6 asks for 20), and brings it back to the same user. Watches nothing
 * before the first look.
 *
 * @param now The time in ms since the epoch. Default: `Date.now`.
 */
export function createDrafts(host: DraftsHost, now = () => Date.now()): Look {
  const tab = crypto.randomUUID();
  const entries = new WeakMap<Element, Entry>();
  /** The first seals, all open. */
  let vaults: readonly Vault[] = [];
  let session: string | undefined;
  let loaded: LoadTexts | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastUsed: Field | undefined;
  /** Somebody else has the page before them. */
  let hushed = false;
  let work = Promise.resolve();
  let living: AbortController | undefined;
  let stop: (() => void) | undefined;
  let endReturns = () => {};

  const report = (error: unknown) => console.warn(`<idle-timeout> drafts: ${error as string}`);

  const desk: Desk = {
    host,
    tab,
    now,
    entryOf(holder) {
      const entry = entries.get(holder) ?? { holder };
      entries.set(holder, entry);
      return entry;
    },
    async forget(entry) {
      const { place } = entry;
      entry.place = undefined;
      entry.failed = false;
      if (place) await remove(place);
    },
    enqueue: (run) => (work = work.then(run).then(() => host.requestUpdate(), report)),
  };
  const { entryOf, forget, enqueue } = desk;

  async function save(entry: Entry): Promise<void> {
    const { holder, fate } = entry;
    // What is typed from now on is another matter.
    if (fate === 'typed') entry.fate = undefined;
    try {
      const changes = changesIn(holder);
      if (!changes[0]) return await forget(entry);
      const caret: Caret = [fieldsOf(holder).indexOf(lastUsed as Field), lastUsed?.selectionStart, lastUsed?.selectionEnd];
      const draft: Draft = [changes, caret, fate === 'sent'];
      entry.place = await seal(vaults[0], nameOf(holder), draft, (entry.time = now()), tab);
      entry.failed = false;
    } catch (error) {
      entry.failed = true;
      entry.fate ??= fate;
      report(error);
    }
  }

  async function saveAll(last = false): Promise<void> {
    timer = undefined;
    for (const holder of holders()) {
      const entry = entries.get(holder);
      if (entry && (last || entry.fate === 'typed')) await save(entry);
    }
  }

  async function unlock(): Promise<void> {
    try {
      if (vaults[0] || session === undefined) return;
      vaults = await fetchVaults(host, session);
      await look();
    } finally {
      await saveAll();
    }
  }

  /** Looks for drafts of this page. */
  async function look(): Promise<void> {
    endReturns();
    // Seldom needed, seldom loaded.
    if (await use((store) => store.count())) endReturns = await (await import('./returns.ts')).bringBack(desk, vaults, `${session}`);
  }

  function live(): void {
    living?.abort();
    living = new AbortController();
    holdTab(tab, living.signal);
  }

  function leave(): void {
    clearTimeout(timer);
    timer = undefined;
    living?.abort();
  }

  function typed({ target }: Event): void {
    const holder = holderOf(target as Element);
    if (!holder) return;
    entryOf(holder).fate = 'typed';
    timer ??= setTimeout(() => void enqueue(() => saveAll()), PACE);
  }

  function sent({ target }: Event): void {
    const entry = entryOf(target as Element);
    entry.fate = 'sent';
    if (entry.place) noteSent(entry.place, entry.time, `${session}`);
  }

  /** The server can be reached: what was sent before has arrived, and a key can be had. */
  async function reached(): Promise<void> {
    for (const holder of holders()) if (entries.get(holder)?.fate === 'sent') await forget(entryOf(holder));
    await unlock();
  }

  function ended(event: EndEvent): void {
    const byUser = event.type === 'signout';
    hushed = event.reason === 'replaced';
    // Whoever signs in anew before the absolute timeout means to go on.
    const discards = byUser && event.reason !== 'absolute';
    event.waitUntil(discards ? enqueue(async () => event.defaultPrevented || discardAll()) : saveAll(true));
  }

  function start(): () => void {
    const listening = new AbortController();
    const on = <E extends Event>(target: EventTarget | undefined, type: string, run: (event: E) => unknown) =>
      target?.addEventListener(type, run as (event: Event) => void, { capture: true, signal: listening.signal });
    live();
    // Whatever a page's own fields throw, the tag goes on.
    void enqueue(async () => holders().forEach(fieldsOf));
    // Before anything is typed in it.
    on(document, 'focusin', ({ target }) => {
      const holder = holderOf(target as Element);
      lastUsed = (holder && fieldsOf(holder).find((field) => field === target)) ?? lastUsed;
    });
    on(document, 'input', typed);
    on(document, 'change', typed);
    on(document, 'reset', typed);
    on(document, 'submit', sent);
    on(window, 'pagehide', leave);
    on(window, 'pageshow', live);
    on((window as { navigation?: EventTarget }).navigation, 'currententrychange', () => enqueue(look));
    on(host, 'keepalive', () => enqueue(reached));
    on(host, 'warn', () => enqueue(unlock));
    on(host, 'expire', ended);
    on(host, 'signout', ended);
    return () => {
      listening.abort();
      leave();
      endReturns();
      stop = undefined;
    };
  }

  async function discardAll(): Promise<void> {
    for (const vault of vaults) {
      const owner = await ownerOf(vault);
      await use((store) => store.delete(IDBKeyRange.bound([owner], [owner, []])));
    }
    vaults = [];
  }

  function note(): string {
    if (hushed || !'warning expired'.includes(host.state)) return '';
    const all = holders().map((holder) => entries.get(holder));
    const texts = desk.language?.texts ?? typing;
    if (all.some((entry) => entry?.failed)) return texts.lost;
    return all.some((entry) => entry?.place) ? texts.kept : '';
  }

  /** No other words, no other language. */
  async function speak(load: LoadTexts | undefined, tag: string, rtl: true | undefined): Promise<void> {
    desk.language = load && { tag, rtl, texts: (await load()).default };
  }

  return (load, tag, rtl) => {
    if (!host.isConnected || !host.drafts || 'disabled signed-out'.includes(host.state)) {
      stop?.();
      return '';
    }
    stop ??= start();
    if (load !== loaded) void enqueue(() => speak((loaded = load), tag, rtl));
    const current = sessionOf(host);
    if (current !== undefined && current !== session) {
      session = current;
      vaults = [];
      void enqueue(unlock);
    }
    return note();
  };
}
