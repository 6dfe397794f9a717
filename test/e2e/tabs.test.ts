import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, launchFirefox } from '../support/chromium.ts';
import { INTERVAL, pause, Tabs } from '../support/tabs.ts';

const BROWSERS = { Chromium: launchChromium, Firefox: launchFirefox };

/** As `it`, with so many tabs open; skipped where there is no such browser. */
type WithTabs = (count: number, what: string, run: (tabs: Tabs) => Promise<void>, lacks?: readonly string[]) => void;


// What they do most is wait: side by side, each group with a browser of its own, they take a third of the time.
describe('tabs', { concurrency: 4 }, () => {
  for (const [name, launch] of Object.entries(BROWSERS)) {
    group(`in ${name}`, launch, many);
    group(`in ${name}, where something is lacking or lost`, launch, (withTabs) => {
      lack(withTabs);
      lose(withTabs, name);
    });
  }
});

function group(what: string, launch: () => Promise<Browser | undefined>, tests: (withTabs: WithTabs) => void): void {
  describe(what, { concurrency: 1 }, () => {
    let browser: Browser | undefined;
    let tabs: Tabs | undefined;

    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    afterEach(() => tabs?.stop());

    tests((count, what, run, lacks) => {
      it(what, async (t) => {
        tabs = undefined;
        if (!browser) return t.skip('no such browser');
        tabs = await Tabs.start(browser, count, lacks);
        await run(tabs);
      });
    });
  });
}

function many(withTabs: WithTabs): void {
  for (const count of [5, 20]) {
    withTabs(count, `${count} tabs send one keepalive an interval and agree on what is left; one "stay" is enough, and one sign-out at the end`, async (tabs) => {
      await tabs.work(10);
      tabs.assertOneKeepaliveAnInterval(10);
      await tabs.open(1);
      const apart = await tabs.disagreement();
      assert.ok(apart < 1, `${apart} s apart, with a late one`);
      assert.deepEqual(new Set(await tabs.states()), new Set(['active']));

      await tabs.until('warning', 10_000);
      const before = tabs.site.requests('POST').length;
      assert.equal(await tabs.all[1]?.$eval('idle-timeout', (element) => element.extend()), true);
      await tabs.until('active', 1000);
      assert.equal(tabs.site.requests('POST').length - before, 1);

      await tabs.until('expired', 15_000);
      await pause(300);
      assert.equal(tabs.site.requests('DELETE').length, 1);
      assert.equal(await tabs.site.isAlive(tabs.sid), false);
    });

    withTabs(count, `one sign-out signs out all ${count}`, async (tabs) => {
      await tabs.all[3]?.$eval('idle-timeout', (element) => element.signOut());
      await tabs.until('signed-out', 1000);
      assert.equal(tabs.site.requests('DELETE').length, 1);
      assert.equal(await tabs.site.isAlive(tabs.sid), false);
    });
  }

  withTabs(3, 'a tab that is active keeps the others signed in', async (tabs) => {
    await tabs.work(17, tabs.all.slice(0, 1));
    assert.deepEqual(await tabs.states(), ['active', 'active', 'active']);
  });

  withTabs(2, 'a page whose session was replaced says so, and sends nothing in the new one’s name', async (tabs) => {
    const old = [...tabs.all];
    const sid = await tabs.signIn();
    await tabs.open(1);
    await tabs.until('expired', 1000, old);
    const shown = await Promise.all(old.map((tab) => tab.$eval('idle-timeout', (element) => element.renderRoot.querySelector('dialog[open]')?.textContent)));
    assert.ok(shown.every((text) => text?.includes('Reload')));
    await tabs.work(4, old);
    assert.deepEqual(tabs.site.requests('POST').filter((request) => request.sid === sid), []);
    assert.equal(await tabs.all[2]?.$eval('idle-timeout', (element) => element.state), 'active');
  });

  withTabs(0, 'a frame with a tag of its own is a tab like others, and leaves the focus where the user is', async (tabs) => {
    await tabs.open(1, [], '/framing');
    const [tab] = tabs.all as [Page];
    const frame = tab.frames()[1];
    const inFrame = () => frame?.$eval('idle-timeout', (element) => element.state);
    await tab.focus('textarea');
    await tabs.until('warning', 10_000);
    await pause(500);
    assert.equal(await inFrame(), 'warning');
    assert.equal(await tab.evaluate(() => document.activeElement?.localName), 'idle-timeout');
    await tab.keyboard.press('Enter');
    await tabs.until('active', 1000);
    await pause(300);
    assert.equal(await inFrame(), 'active');
    assert.equal(tabs.site.requests('POST').length, 1);
    assert.equal(await tab.evaluate(() => document.activeElement?.localName), 'textarea');
  });

  withTabs(2, 'apps with channels of their own leave each other alone', async (tabs) => {
    const [first] = tabs.all;
    await first?.$eval('idle-timeout', (element) => (element.channel = 'other'));
    await first?.$eval('idle-timeout', async (element) => {
      await element.updateComplete;
      element.addEventListener('expire', (event) => event.preventDefault());
      await element.signOut();
    });
    await pause(500);
    assert.deepEqual(await tabs.states(), ['signed-out', 'active']);
  });
}

function lack(withTabs: WithTabs): void {
  for (const lacks of [['BroadcastChannel'], ['locks'], ['localStorage'], ['BroadcastChannel', 'localStorage', 'locks']]) {
    const count = lacks.length === 3 ? 1 : 3;
    const test = async (tabs: Tabs) => {
      await tabs.work(7);
      if (lacks[0] !== 'locks') tabs.assertOneKeepaliveAnInterval(7);
      await tabs.until('warning', 10_000);
      await tabs.all[0]?.$eval('idle-timeout', (element) => element.extend());
      await tabs.until('active', 1000);
      await tabs.all[0]?.$eval('idle-timeout', (element) => element.signOut());
      await tabs.until('signed-out', 1000);
      assert.equal(tabs.site.requests('DELETE').length, 1);
    };
    withTabs(count, `works without ${lacks.join(', ')}`, test, lacks);
  }
}

function lose(withTabs: WithTabs, browser: string): void {
  const losses: Record<string, (tab: Page) => Promise<unknown>> = { 'is closed': (tab) => tab.close() };
  if (browser === 'Chromium') {
    losses['crashes'] = async (tab) => void (await tab.createCDPSession()).send('Page.crash').catch(() => {});
    losses['freezes'] = async (tab) => (await tab.createCDPSession()).send('Page.setWebLifecycleState', { state: 'frozen' });
  }
  for (const [befalls, lose] of Object.entries(losses)) {
    withTabs(3, `a tab that ${befalls} while it sends the keepalive holds nobody up beyond one interval`, async (tabs) => {
      const [lost, ...others] = tabs.all as [Page, ...Page[]];
      tabs.site.delay(2);
      const seen = tabs.untilAsked('POST', 1, 10_000);
      // It is cut off in the midst of this.
      void tabs.work(10, [lost]).catch(() => {});
      const first = await seen;
      await lose(lost);
      tabs.site.delay(0);
      const next = tabs.untilAsked('POST', 2, 10_000);
      await Promise.all([tabs.work(2 * INTERVAL, others), next]);
      const waited = (await next).at - first.at;
      assert.ok(waited < INTERVAL + 1.5, `the next keepalive came after ${waited.toFixed(2)} s`);
      assert.deepEqual(await tabs.states(others), ['active', 'active']);
    });

    withTabs(3, `a tab that ${befalls} while it signs out has signed out all, once`, async (tabs) => {
      const [lost, ...others] = tabs.all as [Page, ...Page[]];
      tabs.site.delay(2);
      await lost.$eval('idle-timeout', (element) => void element.signOut());
      await tabs.untilAsked('DELETE', 1, 2000);
      await lose(lost);
      await tabs.until('signed-out', 1000, others);
      assert.equal(tabs.site.requests('DELETE').length, 1);
      assert.equal(await tabs.site.isAlive(tabs.sid), false);
    });

    withTabs(3, `a tab that ${befalls} during the countdown leaves it to the others`, async (tabs) => {
      const [lost, ...others] = tabs.all as [Page, ...Page[]];
      await tabs.until('warning', 10_000);
      await lose(lost);
      await tabs.until('expired', 10_000, others);
      await pause(300);
      assert.equal(tabs.site.requests('DELETE').length, 1);
    });
  }
}
