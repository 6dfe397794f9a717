import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { ARGS, launchChromium } from '../support/chromium.ts';
import { startSite } from '../support/site.ts';

type Site = Awaited<ReturnType<typeof startSite>>;

/** Puppeteer keeps these off for the sake of speed; people's browsers have them on. */
const REAL = [
  '--disable-back-forward-cache',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

let browser: Browser;
let site: Site;
let page: Page;
let sid: string;

/** After five minutes behind another tab, timers that were set by timers wake it once a minute: here after a second. */
const LONG_HIDDEN = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1';

before(async () => {
  browser = await launchChromium({ ignoreDefaultArgs: REAL, args: [...ARGS, LONG_HIDDEN] });
});
after(() => browser?.close());

async function open(idle: number, attributes = ''): Promise<void> {
  site = await startSite(idle, attributes);
  sid = await site.signIn();
  page = await browser.newPage();
  await browser.setCookie({ name: 'sid', value: sid, domain: '127.0.0.1', path: '/' });
  await page.goto(`${site.address}/page`);
  await page.waitForFunction(() => document.querySelector('idle-timeout')?.session);
  // What a page sees in the task of an event, and all it ever goes through afterwards.
  await page.evaluate(() => {
    const element = document.querySelector('idle-timeout');
    const seen: string[] = [];
    const look = () => seen.push(`${element?.state} ${element?.renderRoot.querySelector('dialog[open]')?.part ?? 'open'}`);
    addEventListener('pointermove', look);
    addEventListener('expire', (event) => seen.push(`expire ${(event as HTMLElementEventMap['expire']).reason}`));
    addEventListener('extend', () => seen.push('extend'));
    Object.assign(window, { seen });
  });
}

afterEach(async () => {
  await page?.close();
  await site?.stop();
});

const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
const state = () => page.$eval('idle-timeout', (element) => element.state);
const untilState = (wanted: string, timeout = 4000) =>
  page.waitForFunction((wanted) => document.querySelector('idle-timeout')?.state === wanted, { timeout, polling: 20 }, wanted);

/** Asked from outside: timers of a hidden page are slow. */
async function untilSeen(wanted: string, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; (await state()) !== wanted; await new Promise((resolve) => setTimeout(resolve, 50))) {
    assert.ok(Date.now() < end, `${await state()} after ${seconds} s`);
  }
}

/** The clocks of the page go on by so much, and no timer of it has run. */
const jump = (seconds: number, clocks: readonly ('wall' | 'monotonic')[]) =>
  page.evaluate(
    async (ms, wall, monotonic) => {
      // Within a frame of its last look the tag trusts the wall clock alone: no laptop sleeps for half an hour between them.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const [now, passed] = [Date.now.bind(Date), performance.now.bind(performance)];
      if (wall) Date.now = () => now() + ms;
      if (monotonic) performance.now = () => passed() + ms;
    },
    seconds * 1000,
    clocks.includes('wall'),
    clocks.includes('monotonic'),
  );

describe('a laptop that slept for 30 minutes of a 20-minute timeout', () => {
  for (const clocks of [['wall', 'monotonic'], ['wall'], ['monotonic']] as const) {
    it(`is covered in the task of the first mouse move, and expired for good (${clocks.join(' and ')} clock went on)`, async () => {
      await open(1200);
      site.sleep(1800);
      await jump(1800, clocks);
      await page.mouse.move(100, 100);
      await untilState('expired');
      for (let x = 110; x < 200; x += 10) await page.mouse.move(x, 100);
      const [first, ...rest] = await seen();
      assert.equal(first, 'checking cover');
      assert.equal(rest[0], 'expire idle');
      assert.ok(rest.slice(1).every((look) => look === 'expired cover'), rest.join());
      assert.equal(await site.isAlive(sid), false);
    });
  }

  it('is uncovered where another device was active meanwhile', async () => {
    await open(1200);
    site.sleep(1000);
    await site.slide(sid);
    site.sleep(800);
    await jump(1800, ['wall']);
    await page.mouse.move(100, 100);
    await untilState('active');
    assert.deepEqual(await seen(), ['checking cover']);
    const left = await page.$eval('idle-timeout', ({ remaining }) => remaining);
    assert.ok(Math.abs(left - 400) < 3, `${left} s left`);
  });
});

describe('a clock that is set', () => {
  it('forward by an hour goes on, where the server says so', async () => {
    await open(1200);
    await jump(3600, ['wall']);
    await page.mouse.move(100, 100);
    await untilState('active');
    assert.deepEqual(await seen(), ['checking cover']);
  });

  it('back by an hour expires on time', async () => {
    await open(5, 'countdown="2s"');
    const start = performance.now();
    await jump(-3600, ['wall']);
    await untilState('expired', 8000);
    const waited = (performance.now() - start) / 1000;
    assert.ok(waited > 4 && waited < 6.5, `${waited} s`);
  });
});

describe('a page that is not there for its deadline', () => {
  it('because it was frozen, is expired when it resumes', async () => {
    await open(4);
    const client = await page.createCDPSession();
    await client.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 4500));
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    await untilState('expired');
    assert.ok((await seen()).includes('expire idle'));
  });

  it('because it is hidden, expires all the same, within a second and a half', async () => {
    await open(4);
    const front = await browser.newPage();
    await front.bringToFront();
    const start = performance.now();
    await untilSeen('expired', 9);
    assert.equal(await site.isAlive(sid), false);
    const waited = (performance.now() - start) / 1000;
    assert.ok(waited < 5.5, `${waited} s`);
    await front.close();
  });

  it('because it has been hidden for long, counts down and expires all the same', async () => {
    await open(12);
    const front = await browser.newPage();
    await front.bringToFront();
    await page.evaluate(() => {
      const ticks: number[] = [];
      document.addEventListener('tick', (event) => ticks.push(Math.round((event as HTMLElementEventMap['tick']).remaining)));
      document.addEventListener('expire', () => Object.assign(window, { expiredAt: Date.now() }));
      Object.assign(window, { ticks, deadline: Date.now() + 1000 * (document.querySelector('idle-timeout')?.remaining ?? 0) });
    });
    await untilSeen('expired', 20);
    const { ticks, late } = await page.evaluate(() => {
      const { ticks, deadline, expiredAt } = window as unknown as { ticks: number[]; deadline: number; expiredAt: number };
      return { ticks, late: (expiredAt - deadline) / 1000 };
    });
    assert.ok(late < 1.5, `${late} s`);
    assert.ok(ticks.length >= 5, ticks.join());
    await front.close();
  });

  it('because it was in the back/forward cache, is covered and expired on its return', async () => {
    await open(4);
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
    await page.goto(`${site.address}/other`);
    await new Promise((resolve) => setTimeout(resolve, 4500));
    await page.goBack();
    assert.equal(await page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted), true);
    await untilState('expired');
    assert.ok(await page.$('>>> dialog[open][part=cover]'));
  });

  it('because it was in the back/forward cache for a moment, goes on', async () => {
    await open(60);
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
    await page.goto(`${site.address}/other`);
    await page.goBack();
    assert.equal(await page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted), true);
    assert.equal(await state(), 'active');
  });

  it('because it is only being prerendered, does nothing until it is shown', async () => {
    await open(60);
    await page.goto(`${site.address}/prerenders`);
    const before = site.requests('GET').length;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(site.requests('GET').length, before);
    await page.click('a');
    await page.waitForFunction(() => document.querySelector('idle-timeout')?.session);
    assert.equal(site.requests('GET').length, before + 1);
    const shownAfter = await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as unknown as { activationStart: number }).activationStart);
    assert.ok(shownAfter > 500, `was prerendered ${shownAfter} ms before it was shown`);
  });

  it('expires on time though the network is gone', async () => {
    await open(4);
    const start = performance.now();
    await page.setOfflineMode(true);
    await untilState('expired', 8000);
    const waited = (performance.now() - start) / 1000;
    assert.ok(waited < 5.5, `${waited} s`);
    await page.setOfflineMode(false);
  });
});
