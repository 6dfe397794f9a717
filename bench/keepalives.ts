import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../test/support/chromium.ts';
import { startSite } from '../test/support/site.ts';
import { bundleContestant, installPeers } from './bundle.ts';

/**
 * Keepalives an hour, by tabs, while somebody is active in all of them: against the reference server, in Chromium, with
 * the default proportions (timeout 15 min, countdown 2 min, so a keepalive in 390 s at most) on a faster clock. Each tab
 * opens a moment after the other, as people open them; a quarter of the way through, the first crashes.
 */
const TABS = [1, 5, 20];
/** Seconds. */
const INTERVAL = 3;
const IDLE = (INTERVAL * 900) / 390;
const COUNTDOWN = (INTERVAL * 120) / 390;
const MEASURED = 30;
const DEFAULT_INTERVAL = 390;

const CONTESTANTS: Record<string, (page: Page) => Promise<void>> = {
  'idle-timeout': async (page) => void (await page.waitForFunction(() => document.querySelector('idle-timeout')?.session, { polling: 50 })),
  'react-idle-timer, crossTab and leader election': async (page) => {
    await page.addScriptTag({ type: 'module', content: peer });
    await page.waitForFunction('window.startPeer', { polling: 50 });
    await page.evaluate(
      async (timeout, interval) => {
        const { csrf_token } = (await (await fetch('/session')).json()) as { csrf_token: string };
        const keepalive = () => fetch('/session', { method: 'POST', headers: { 'X-CSRF-Token': csrf_token, 'Content-Type': 'application/json' }, body: '{}' });
        (window as unknown as { startPeer(settings: object): void }).startPeer({ timeout, interval, keepalive });
      },
      IDLE * 1000,
      INTERVAL * 1000,
    );
  },
};

installPeers();
const peer = await bundleContestant('react-idle-timer-tabs');
const browser = await launchChromium();
const rows: (readonly [string, readonly number[]])[] = [];
for (const [name, ready] of Object.entries(CONTESTANTS)) {
  const cells: number[] = [];
  for (const count of TABS) {
    console.log(`${name}: ${count} tab(s) for ${MEASURED} s…`);
    cells.push(await measure(browser, name, ready, count));
  }
  rows.push([name, cells]);
}
await browser.close();

console.log(`\n${'keepalives an hour'.padEnd(48)}${TABS.map((count) => `${count} tab(s)`.padStart(10)).join('')}`);
for (const [name, cells] of rows) console.log(name.padEnd(48) + cells.map((cell) => cell.toFixed(1).padStart(10)).join(''));
console.log(`${'one an interval'.padEnd(48)}${TABS.map(() => (3600 / DEFAULT_INTERVAL).toFixed(1).padStart(10)).join('')}`);

async function measure(browser: Browser, name: string, ready: (page: Page) => Promise<void>, count: number): Promise<number> {
  const site = await startSite(IDLE, `countdown="${COUNTDOWN}"`);
  await browser.setCookie({ name: 'sid', value: await site.signIn(), domain: '127.0.0.1', path: '/' });
  const pages: Page[] = [];
  for (let i = 0; i < count; i += 1) {
    const page = await browser.newPage();
    await page.goto(`${site.address}${name === 'idle-timeout' ? '/page' : '/other'}`);
    await ready(page);
    await page.evaluate(beActive);
    pages.push(page);
  }
  const before = site.requests('POST').length;
  await pause(MEASURED / 4);
  const lost = count > 1 ? pages.shift() : undefined;
  if (lost) void (await lost.createCDPSession()).send('Page.crash').catch(() => {});
  await pause((MEASURED * 3) / 4);
  const sent = site.requests('POST').length - before;
  await Promise.all(pages.map((page) => page.close()));
  await site.stop();
  return (sent / (MEASURED / INTERVAL)) * (3600 / DEFAULT_INTERVAL);
}

/** Runs in the page: somebody presses keys there, as far as each contestant can tell. */
function beActive(): void {
  setInterval(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
    document.querySelector('idle-timeout')?.activity();
  }, 200);
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
