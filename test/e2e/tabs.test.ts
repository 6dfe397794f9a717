import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, launchFirefox } from '../support/chromium.ts';
import { startSite, type SeenRequest } from '../support/site.ts';

/** Seconds. A countdown below 20 s is for tests alone. */
const IDLE = 9;
const COUNTDOWN = 3;
const INTERVAL = (IDLE - COUNTDOWN) / 2;

// Each browser has its own tests to wait for: side by side they take half the time.
describe('many tabs', { concurrency: 2 }, () => {
  for (const [name, launch] of Object.entries({ Chromium: launchChromium, Firefox: launchFirefox })) {
    describe(`in ${name}`, { concurrency: 1 }, () => {
      let browser: Browser | undefined;
      let site: Awaited<ReturnType<typeof startSite>>;
      let tabs: Page[] = [];

      before(async () => {
        browser = await launch();
      });
      after(() => browser?.close());
      afterEach(async () => {
        await Promise.all(tabs.map((tab) => tab.close().catch(() => {})));
        tabs = [];
        await site?.stop();
      });

      async function open(count: number, lacks: readonly string[] = []): Promise<void> {
        assert.ok(browser);
        for (let i = 0; i < count; i += 1) {
          const tab = await browser.newPage();
          tabs.push(tab);
          await tab.evaluateOnNewDocument(takeAway, [...lacks]);
          await tab.goto(`${site.address}/page`);
          await tab.waitForFunction(() => document.querySelector('idle-timeout')?.session);
        }
      }

      async function start(count: number, { attributes = '', lacks = [] as readonly string[] } = {}): Promise<string> {
        assert.ok(browser);
        site = await startSite(IDLE, `countdown="${COUNTDOWN}" ${attributes}`);
        const sid = await signIn();
        await open(count, lacks);
        return sid;
      }

      async function signIn(): Promise<string> {
        const sid = await site.signIn();
        await browser?.setCookie({ name: 'sid', value: sid, domain: '127.0.0.1', path: '/' });
        return sid;
      }

      const states = (among = tabs) => Promise.all(among.map((tab) => tab.$eval('idle-timeout', (element) => element.state)));
      const remaining = () => Promise.all(tabs.map((tab) => tab.$eval('idle-timeout', (element) => element.remaining)));
      /** Asks from outside: timers in tabs behind run once a second. */
      async function until(state: string, timeout: number, among = tabs): Promise<void> {
        for (const end = performance.now() + timeout; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
          const now = await states(among);
          if (now.every((each) => each === state)) return;
          assert.ok(performance.now() < end, `${now.join(', ')} after ${timeout} ms, not ${state}`);
        }
      }
      /** Somebody is active in each of these tabs, for so many seconds. */
      const work = (seconds: number, among = tabs) =>
        Promise.all(
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

      function assertOneAnInterval(requests: readonly SeenRequest[], seconds: number): void {
        const gaps = requests.slice(1).map(({ at }, i) => at - (requests[i]?.at ?? 0));
        assert.ok(gaps.every((gap) => gap > INTERVAL - 0.6), `keepalives ${gaps.map((gap) => gap.toFixed(2)).join(', ')} s apart`);
        assert.ok(requests.length >= Math.floor(seconds / INTERVAL) - 1, `only ${requests.length} keepalives in ${seconds} s`);
      }

      it('5 tabs send one keepalive an interval, agree on what is left, and so does a late one', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        await start(5);
        await work(10);
        assertOneAnInterval(site.requests('POST'), 10);
        await open(1);
        const left = await remaining();
        assert.ok(Math.max(...left) - Math.min(...left) < 1, left.join(', '));
        assert.deepEqual(new Set(await states()), new Set(['active']));
      });

      it('the countdown opens in all, one "stay" closes it in all, and all expire with one sign-out', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        const sid = await start(5);
        await until('warning', 10_000);
        const before = site.requests('POST').length;
        assert.equal(await tabs[1]?.$eval('idle-timeout', (element) => element.extend()), true);
        await until('active', 1000);
        assert.equal(site.requests('POST').length - before, 1);
        await until('expired', 12_000);
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.equal(site.requests('DELETE').length, 1);
        assert.equal(await site.isAlive(sid), false);
      });

      it('one sign-out signs out all', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        const sid = await start(5);
        await tabs[3]?.$eval('idle-timeout', (element) => element.signOut());
        await until('signed-out', 1000);
        assert.equal(site.requests('DELETE').length, 1);
        assert.equal(await site.isAlive(sid), false);
      });

      it('a tab that is active keeps the others signed in', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        await start(3);
        await work(14, tabs.slice(0, 1));
        assert.deepEqual(await states(), ['active', 'active', 'active']);
      });

      it('a page whose session was replaced says so, and sends nothing in the new one’s name', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        await start(2);
        const old = [...tabs];
        const sid = await signIn();
        await open(1);
        await until('expired', 1000, old);
        const shown = await Promise.all(old.map((tab) => tab.$eval('idle-timeout', (element) => element.renderRoot.querySelector('dialog[open]')?.textContent)));
        assert.ok(shown.every((text) => text?.includes('Reload')));
        await work(4, old);
        assert.deepEqual(site.requests('POST').filter((request) => request.sid === sid), []);
        assert.equal(await tabs[2]?.$eval('idle-timeout', (element) => element.state), 'active');
      });

      for (const lacks of [['BroadcastChannel'], ['locks'], ['localStorage'], ['BroadcastChannel', 'localStorage', 'locks']]) {
        it(`works without ${lacks.join(', ')}`, async (t) => {
          if (!browser) return t.skip(`no ${name}`);
          const alone = lacks.length === 3;
          await start(alone ? 1 : 3, { lacks });
          await work(7);
          if (lacks[0] !== 'locks') assertOneAnInterval(site.requests('POST'), 7);
          await until('warning', 10_000);
          await tabs[0]?.$eval('idle-timeout', (element) => element.extend());
          await until('active', 1000);
          await tabs[0]?.$eval('idle-timeout', (element) => element.signOut());
          await until('signed-out', 1000);
          assert.equal(site.requests('DELETE').length, 1);
        });
      }

      it('apps with channels of their own leave each other alone', async (t) => {
        if (!browser) return t.skip(`no ${name}`);
        await start(2);
        await tabs[0]?.$eval('idle-timeout', (element) => (element.channel = 'other'));
        await tabs[0]?.$eval('idle-timeout', async (element) => {
          await element.updateComplete;
          element.addEventListener('expire', (event) => event.preventDefault());
          await element.signOut();
        });
        await new Promise((resolve) => setTimeout(resolve, 500));
        assert.deepEqual(await states(), ['signed-out', 'active']);
      });
    });
  }
});

/** Runs in the page before anything else. */
function takeAway(names: string[]): void {
  const away = () => {
    throw new Error('taken away');
  };
  if (names.includes('BroadcastChannel')) Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
  if (names.includes('locks')) Object.defineProperty(Navigator.prototype, 'locks', { get: away });
  if (names.includes('localStorage')) Object.defineProperty(window, 'localStorage', { get: away });
}
