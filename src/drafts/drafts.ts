import { holdTab, moveTo, seal, search } from './archive.ts';
import { caretIn, type Draft, type Entry } from './entry.ts';
import { changesIn, fieldsOf, holders, nameOf, type Field } from './fields.ts';
import { fetchVaults, sessionOf, type DraftsHost, type EndEvent, type LoadTexts } from './host.ts';
import type { Desk } from './returns.ts';
import { forgetSent, noteSent, recallSent } from './sent.ts';
import { remove } from './storage.ts';
import { en } from './texts.ts';
import type { Vault } from './vault.ts';
import { watchForms } from './watch.ts';

/**
 * To be called whenever something about the tag may have changed.
 *
 * @param load The texts of the page's language, where it is not English.
 * @returns What there is to say about unsaved work now; empty: nothing.
 */
export type Look = (load: LoadTexts | undefined, language: string, rtl: boolean) => string;

/** Milliseconds from a key to its seal: what a crash may cost. */
const PACE = 2000;
/** Milliseconds between two requests for the user's key. */
const PATIENCE = 10_000;

const systemClock = {
  wall: () => Date.now(),
  setTimeout: (run: () => void, delay: number): unknown => setTimeout(run, delay),
  clearTimeout: (timer: unknown) => clearTimeout(timer as number),
};

/**
 * Seals what is typed and not sent, and brings it back to the same user. Watches nothing before the first look.
 *
 * @param clock Tests pass one of their own.
 */
export function createDrafts(host: DraftsHost, clock = systemClock): Look {
  const tab = crypto.randomUUID();
  const entries = new WeakMap<Element, Entry>();
  /** The first seals, all open. */
  let vaults: readonly Vault[] = [];
  let session: string | undefined;
  let askedAt = -Infinity;
  let loaded: LoadTexts | undefined;
  let timer: unknown;
  let lastUsed: Field | undefined;
  /** Somebody else has the page before them. */
  let hushed = false;
  let said = '';
  let work = Promise.resolve();
  let living: AbortController | undefined;
  let stop: (() => void) | undefined;
  let endReturns = () => {};

  const report = ({ message }: Error) => {
    if (message !== said) console.warn(`<idle-timeout> drafts: ${message}`);
    said = message;
  };

  const desk: Desk = {
    host,
    texts: en,
    language: { tag: 'en', rtl: false },
    entryOf(holder) {
      if (!entries.has(holder)) entries.set(holder, { holder });
      return entries.get(holder) as Entry;
    },
    async forget(entry) {
      const { place } = entry;
      Object.assign(entry, { place: undefined, text: undefined, failed: false });
      if (place) await remove(place);
    },
    async adopt(entry, found, text) {
      entry.place = await moveTo(tab, found);
      entry.text = text;
    },
    then: (run) => (work = work.then(run).then(() => host.requestUpdate(), report)),
  };
  const { entryOf, forget, then } = desk;

  async function save(entry: Entry): Promise<void> {
    const { holder, place } = entry;
    const changes = changesIn(holder);
    const draft: Draft = [changes, caretIn(holder, lastUsed), entry.status === 'sent'];
    const text = JSON.stringify(draft);
    if (!changes.length) return forget(entry);
    if (text === entry.text) return;
    try {
      entry.place = await seal(vaults[0], nameOf(holder), text, clock.wall(), tab, place);
      entry.text = text;
      entry.failed = false;
    } catch (error) {
      entry.failed = true;
      report(error as Error);
    }
  }

  async function saveAll(last = false): Promise<void> {
    cancel();
    if (!last) await unlock().catch(report);
    for (const holder of holders()) {
      const entry = entries.get(holder);
      if (entry?.status === 'typed' || (last && entry?.status)) await save(entry);
    }
  }

  async function unlock(): Promise<void> {
    if (vaults[0] || session === undefined || Math.abs(clock.wall() - askedAt) < PATIENCE) return;
    askedAt = clock.wall();
    vaults = await fetchVaults(host, session);
    await lookAlone();
    // What was typed meanwhile.
    await saveAll();
  }

  /** Tabs that open at once would each take the same draft. */
  function lookAlone(): Promise<void> {
    return navigator.locks.request('idle-timeout-drafts', look);
  }

  /** Looks for drafts of this page. */
  async function look(): Promise<void> {
    endReturns();
    const [sentIn, ...sent] = recallSent();
    // The session in which they were sent lives: so it did when they arrived.
    if (sentIn === session) {
      for (const place of sent) await remove(place);
      forgetSent();
    }
    const found = await search(vaults, clock.wall(), tab);
    if (found[0]) endReturns = await (await import('./returns.ts')).bringBack(desk, found, sent);
  }

  function cancel(): void {
    clock.clearTimeout(timer);
    timer = undefined;
  }

  function live(): void {
    living = new AbortController();
    holdTab(tab, living.signal);
  }

  function leave(): void {
    cancel();
    living?.abort();
  }

  function start(): () => void {
    const listening = new AbortController();
    const { signal } = listening;
    live();
    for (const holder of holders()) fieldsOf(holder);
    watchForms(signal, {
      entered(holder, field) {
        fieldsOf(holder);
        lastUsed = field as Field;
      },
      typed(holder) {
        entryOf(holder).status = 'typed';
        timer ??= clock.setTimeout(() => void then(saveAll), PACE);
      },
      sent(holder, handled) {
        const entry = entryOf(holder);
        entry.status = 'sent';
        if (handled) void then(() => forget(entry));
        else if (entry.place) noteSent(session ?? '', entry.place);
      },
      moved: () => void then(lookAlone),
      left: leave,
      back: live,
    });
    const on = (type: string, run: (event: EndEvent) => unknown) => host.addEventListener(type, run as (event: Event) => void, { signal });
    on('warn', () => then(saveAll));
    on('expire', (event) => {
      hushed = event.reason === 'replaced';
      event.waitUntil(then(() => saveAll(true)));
    });
    on('signout', (event) => {
      // Whoever signs in anew before the absolute timeout means to go on.
      const goesOn = event.reason === 'absolute';
      event.waitUntil(then(async () => (event.defaultPrevented ? undefined : goesOn ? saveAll(true) : discardAll())));
    });
    return () => {
      listening.abort();
      leave();
      endReturns();
      stop = undefined;
    };
  }

  async function discardAll(): Promise<void> {
    for (const { stored } of await search(vaults, clock.wall())) await remove(stored.place);
    vaults = [];
  }

  function note(): string {
    if (hushed || !/^(warning|expired)$/.test(host.state)) return '';
    const all = holders().map((holder) => entries.get(holder));
    if (all.some((entry) => entry?.failed)) return desk.texts.lost;
    return all.some((entry) => entry?.place) ? desk.texts.kept : '';
  }

  async function speak(load: LoadTexts | undefined, tag: string, rtl: boolean): Promise<void> {
    desk.texts = load ? (await load()).default : en;
    desk.language = load ? { tag, rtl } : { tag: 'en', rtl: false };
  }

  return (load, tag, rtl) => {
    if (!host.isConnected || !host.drafts || /^(disabled|signed-out)$/.test(host.state)) {
      stop?.();
      return '';
    }
    stop ??= start();
    if (load !== loaded) void then(() => speak((loaded = load), tag, rtl));
    const now = sessionOf(host);
    if (now !== undefined && now !== session) {
      session = now;
      askedAt = -Infinity;
      vaults = [];
      void then(unlock);
    }
    return note();
  };
}
