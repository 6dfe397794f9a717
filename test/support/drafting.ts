import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, launchFirefox } from './chromium.ts';
import { startDesk, type Desk, type DeskOptions } from './desk.ts';

/** What a page says of its fields, for a person to compare. */
export type Shown = Readonly<Record<string, unknown>>;

/** Somebody at a form, in a browser of their own. */
export class Drafting {
  readonly desk: Desk;
  page: Page;
  readonly errors: string[] = [];
  readonly #browser: Browser;

  private constructor(desk: Desk, page: Page, browser: Browser) {
    this.desk = desk;
    this.page = page;
    this.#browser = browser;
    this.watch(page);
  }

  static async start(browser: Browser, options: Partial<DeskOptions> = {}): Promise<Drafting> {
    const desk = await startDesk({ idle: 600, ...options });
    const drafting = new Drafting(desk, await browser.newPage(), browser);
    await drafting.signIn();
    return drafting;
  }

  watch(page: Page): void {
    page.on('pageerror', (error) => {
      const { message } = error as Error;
      if (!message.includes('favicon')) this.errors.push(message);
    });
  }

  async signIn(as = 'ann', next = '/report', page = this.page): Promise<void> {
    await page.goto(`${this.desk.address}/login?as=${as}&next=${encodeURIComponent(next)}`);
    await this.ready(page);
  }

  /** The tag knows its session. */
  ready(page = this.page): Promise<unknown> {
    return page.waitForFunction(() => document.querySelector('idle-timeout')?.session, { polling: 20, timeout: 5000 });
  }

  async newTab(path = '/report', withTag = true): Promise<Page> {
    const tab = await this.#browser.newPage();
    this.watch(tab);
    await tab.goto(`${this.desk.address}${path}`);
    if (withTag) await this.ready(tab);
    return tab;
  }

  /** At once, so that no seal comes in between. */
  async type(selector: string, text: string, page = this.page): Promise<void> {
    await page.focus(selector);
    await page.evaluate((text) => document.execCommand('insertText', false, text), text);
  }

  /** Until so many drafts are sealed on this device. */
  async sealed(count = 1, page = this.page): Promise<void> {
    await waitFor(async () => (await this.records(page, false)).length === count, `${count} sealed drafts`);
  }

  /** All that is in the database of drafts, as latin1 text; or one empty text for each. */
  records(page = this.page, whole = true): Promise<string[]> {
    return page.evaluate(async (whole) => {
      const opening = indexedDB.open('idle-timeout');
      opening.onupgradeneeded = () => opening.transaction?.abort();
      await new Promise((resolve) => (opening.onsuccess = opening.onerror = resolve));
      if (opening.error) return [];
      const store = opening.result.transaction('idle-timeout').objectStore('idle-timeout');
      const request = store.getAll();
      await new Promise((resolve) => (request.onsuccess = resolve));
      opening.result.close();
      const text = (value: unknown): string => {
        if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
        if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value);
        return JSON.stringify(value);
      };
      return request.result.map((record: object) => (whole ? Object.values(record).map(text).join(' ') : ''));
    }, whole);
  }

  /** What a crash leaves behind: a tab that has to be opened anew. */
  async crash(browser: string): Promise<void> {
    const next = await this.#browser.newPage();
    if (browser === 'Chromium') void (await this.page.createCDPSession()).send('Page.crash').catch(() => {});
    else killPages(this.#browser.process()?.pid ?? 0);
    await pause(500);
    this.page = next;
    this.watch(next);
  }

  /** What the dialog says about unsaved work, once it counts down. */
  async unsaved(): Promise<string> {
    await this.page.waitForFunction(() => document.querySelector('idle-timeout')?.state === 'warning', { polling: 50, timeout: 9000 });
    const said = () => this.page.$eval('idle-timeout', (element) => element.renderRoot.querySelector('#drafts')?.textContent ?? '');
    await waitFor(async () => (await said()) !== '', 'a word on unsaved work', 500).catch(() => {});
    return said();
  }

  /** Alters one bit of the draft, or gives two drafts each other's place. */
  async tamper(what: 'data' | 'iv' | 'time' | 'place'): Promise<void> {
    await this.page.goto(`${this.desk.address}/plain`);
    await this.page.evaluate(async (what) => {
      const opening = indexedDB.open('idle-timeout');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const store = opening.result.transaction('idle-timeout', 'readwrite').objectStore('idle-timeout');
      const request = store.getAll();
      await new Promise((resolve) => (request.onsuccess = resolve));
      const [draft, other] = request.result as { data: ArrayBuffer; iv: Uint8Array; time: number; place: string[] }[];
      if (!draft) throw new Error('no draft');
      const flip = (bytes: Uint8Array) => bytes.set([(bytes[0] ?? 0) ^ 1]);
      if (what === 'data') flip(new Uint8Array(draft.data));
      if (what === 'iv') flip(draft.iv);
      if (what === 'time') draft.time += 1;
      if (what === 'place' && other) [draft.place, other.place] = [other.place, draft.place];
      if (other) store.put(other);
      await new Promise((resolve) => (store.put(draft).onsuccess = resolve));
      opening.result.close();
    }, what);
  }

  async expire(page = this.page): Promise<void> {
    const gone = page.waitForNavigation();
    await page.$eval('idle-timeout', (element) => void element.expire());
    await gone;
  }

  /** What the notice says, once it says it. */
  async notice(page = this.page): Promise<string> {
    const said = () => page.$eval('idle-timeout', (element) => element.renderRoot.querySelector('[popover] p')?.textContent ?? '');
    await waitFor(async () => (await said()) !== '', 'a notice');
    return said();
  }

  /** Nothing comes back, though it was looked for. */
  async nothingBack(page = this.page): Promise<void> {
    await waitFor(async () => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/draft-key'))), 'the key');
    await pause(400);
    assert.equal(await page.$('>>> [popover]'), null);
    assert.equal(await this.value('text', page), '');
  }

  async press(part: string, page = this.page): Promise<void> {
    await page.$eval('idle-timeout', (element, part) => element.renderRoot.querySelector<HTMLElement>(`[popover] [part=${part}]`)?.click(), part);
  }

  values(page = this.page): Promise<Shown> {
    return page.$$eval('form :is(input, textarea, select, my-stars)', (fields) =>
      Object.fromEntries(
        fields.map((field, i) => {
          const { name, type, value, checked, selectedOptions } = field as HTMLInputElement & HTMLSelectElement;
          const key = `${i} ${name || field.getAttribute('name')} ${type ?? ''}`;
          return [key, selectedOptions ? Array.from(selectedOptions, (option) => option.value) : /checkbox|radio/.test(type) ? checked : value];
        }),
      ),
    );
  }

  value(name: string, page = this.page): Promise<string> {
    return page.$eval(`[name=${name}]`, (field) => (field as HTMLInputElement).value);
  }

  async stop(): Promise<void> {
    await Promise.all((await this.#browser.pages()).slice(1).map((page) => page.close().catch(() => {})));
    await this.desk.stop();
  }
}

export async function waitFor(what: () => Promise<boolean>, named: string, limit = 6000): Promise<void> {
  const end = performance.now() + limit;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${named}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Firefox has no command for it: its processes for pages are its grandchildren. */
function killPages(firefox: number): void {
  const children = execFileSync('pgrep', ['-P', String(firefox)], { encoding: 'utf8' }).trim().replaceAll('\n', ',');
  execFileSync('pkill', ['-KILL', '-P', children, '-f', 'contentproc.* tab$']);
}

export const MARKER = 'Xyzzy-plugh-4711';
export const BACK = 'Your unsaved changes are back.';
export const KEPT = 'Your unsaved changes are kept on this device, encrypted, for 24 hours.';
export const LOST = 'Your unsaved changes can’t be kept on this device. Save them now.';
export const EARLIER = 'You have unsaved changes from earlier. Bring them back?';

type Test = (what: string, run: (at: Drafting) => Promise<void>, options?: Partial<DeskOptions>) => void;

/** Puppeteer keeps these off for the sake of speed; people's browsers have them on. */
const REAL = ['--disable-back-forward-cache'];

/** The same tests in Chromium and Firefox, side by side: what they do most is wait. */
export function inBrowsers(what: string, tests: (test: Test, browser: string) => void): void {
  const launches = { Chromium: () => launchChromium({ ignoreDefaultArgs: REAL }), Firefox: launchFirefox };
  describe(what, { concurrency: 2 }, () => {
    for (const [name, launch] of Object.entries(launches)) {
      describe(`in ${name}`, { concurrency: 1 }, () => {
        let browser: Browser | undefined;
        let at: Drafting | undefined;

        before(async () => {
          browser = await launch();
        });
        after(() => browser?.close());
        afterEach(() => at?.stop());

        tests((what, run, options) => {
          it(what, async (t) => {
            at = undefined;
            if (!browser) return t.skip('no such browser');
            at = await Drafting.start(browser, options);
            await run(at);
            assert.deepEqual(at.errors, []);
          });
        }, name);
      });
    }
  });
}
