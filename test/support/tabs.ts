import assert from 'node:assert/strict';
import type { Browser, Page } from 'puppeteer-core';
import { startSite, type SeenRequest } from './site.ts';

/** Seconds. A countdown below 20 s is for tests alone. */
const IDLE = 12;
const COUNTDOWN = 6;
export const INTERVAL = (IDLE - COUNTDOWN) / 2;

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tabs of one browser, signed in at a site of their own. */
export class Tabs {
  readonly #browser: Browser;
  readonly site: Awaited<ReturnType<typeof startSite>>;
  readonly all: Page[] = [];
  /** The value of the cookie. */
  sid = '';
  /** When somebody last set to work, in seconds. */
  #workedAt = 0;

  private constructor(browser: Browser, site: Awaited<ReturnType<typeof startSite>>) {
    this.#browser = browser;
    this.site = site;
  }

  /** @param lacks What this browser can't do. */
  static async start(browser: Browser, count: number, lacks: readonly string[] = []): Promise<Tabs> {
    const tabs = new Tabs(browser, await startSite(IDLE, `countdown="${COUNTDOWN}"`));
    await tabs.signIn();
    await tabs.open(count, lacks);
    return tabs;
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((tab) => Promise.race([tab.close().catch(() => {}), pause(1000)])));
    await this.site.stop();
  }

  async signIn(): Promise<string> {
    this.sid = await this.site.signIn();
    await this.#browser.setCookie({ name: 'sid', value: this.sid, domain: '127.0.0.1', path: '/' });
    return this.sid;
  }

  async open(count: number, lacks: readonly string[] = [], path = '/page'): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      const tab = await this.#browser.newPage();
      this.all.push(tab);
      await tab.evaluateOnNewDocument(takeAway, [...lacks]);
      await tab.goto(this.site.address + path);
      await tab.waitForFunction(() => document.querySelector('idle-timeout')?.session, { polling: 50 });
    }
  }

  states(among = this.all) {
    return Promise.all(among.map((tab) => tab.$eval('idle-timeout', (element) => element.state)));
  }

  /** Seconds between the tab that has most left and the one that has least. */
  async disagreement(): Promise<number> {
    const left = await Promise.all(this.all.map((tab) => tab.$eval('idle-timeout', (element) => element.remaining)));
    return Math.max(...left) - Math.min(...left);
  }

  /** Asks from outside: timers in tabs behind run once a second. */
  async until(state: string, timeout: number, among = this.all): Promise<void> {
    for (const end = performance.now() + timeout; ; await pause(20)) {
      const now = await this.states(among);
      if (now.every((each) => each === state)) return;
      assert.ok(performance.now() < end, `${now.join(', ')} after ${timeout} ms, not ${state}`);
    }
  }

  async untilAsked(method: string, count: number, timeout: number): Promise<SeenRequest> {
    for (const end = performance.now() + timeout; ; await pause(10)) {
      const request = this.site.requests(method)[count - 1];
      if (request) return request;
      assert.ok(performance.now() < end, `${this.site.requests(method).length} × ${method} after ${timeout} ms, not ${count}`);
    }
  }

  /** Somebody is active in each of these tabs, for so many seconds. */
  work(seconds: number, among = this.all) {
    this.#workedAt = performance.now() / 1000;
    return Promise.all(
      among.map((tab) =>
        tab.evaluate(async (seconds) => {
          const element = document.querySelector('idle-timeout');
          for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
            element?.activity();
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        }, seconds),
      ),
    );
  }

  /** Since they set to work. */
  assertOneKeepaliveAnInterval(seconds: number): void {
    const requests = this.site.requests('POST').filter(({ at }) => at > this.#workedAt);
    const gaps = requests.slice(1).map(({ at }, i) => at - (requests[i]?.at ?? 0));
    assert.ok(gaps.every((gap) => gap > INTERVAL - 0.6), `keepalives ${gaps.map((gap) => gap.toFixed(2)).join(', ')} s apart`);
    assert.ok(requests.length >= Math.floor(seconds / INTERVAL) - 1, `only ${requests.length} keepalives in ${seconds} s`);
  }
}

/** Runs in the page before anything else. */
function takeAway(names: string[]): void {
  const away = () => {
    throw new Error('taken away');
  };
  if (names.includes('BroadcastChannel')) Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
  if (names.includes('locks')) Object.defineProperty(Navigator.prototype, 'locks', { get: away });
  if (names.includes('localStorage')) Object.defineProperty(window, 'localStorage', { get: away });
}
