import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { launchChromium } from '../../test/support/chromium.ts';
import { startSite } from '../../test/support/site.ts';
import { bundleForPage } from '../bundle.ts';
import { OURS, PEERS, type Contestant } from '../contestants.ts';
import type { Table } from '../table.ts';

const TABS = [1, 5, 20];
/** Seconds. */
const INTERVAL = 3;
const IDLE = (INTERVAL * 900) / 390;
const COUNTDOWN = (INTERVAL * 120) / 390;
const MEASURED = 30;
const DEFAULT_INTERVAL = 390;

interface Entry {
  readonly path: string;
  ready(page: Page): Promise<void>;
}

const OUR_ENTRY: Entry = {
  path: '/page',
  ready: async (page) => void (await page.waitForFunction(() => document.querySelector('idle-timeout')?.session, { polling: 50 })),
};

/** With `crossTab` and `leaderElection`, as its documents have it. */
const REACT_ENTRY: Entry = {
  path: '/other',
  async ready(page) {
    await page.addScriptTag({ type: 'module', content: await bundleForPage('contestants/react-idle-timer-tabs.js') });
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

/** Keepalives an hour, by tabs, while somebody is active in all of them. */
export async function keepalives(): Promise<Table> {
  const browser = await launchChromium();
  try {
    const entries = new Map([[OURS, OUR_ENTRY], ...PEERS.filter(({ file }) => file === 'react-idle-timer').map((peer): [Contestant, Entry] => [peer, REACT_ENTRY])]);
    // All at once, each in a context of its own: tabs of one don't see those of another.
    const cells = await Promise.all([...entries].map(async ([contestant, entry]) => [contestant, await Promise.all(TABS.map((count) => measure(browser, entry, count)))] as const));
    const one = 3600 / DEFAULT_INTERVAL;
    return {
      title: 'Keepalives an hour, by tabs',
      notes: [
        `Somebody is active in all tabs, in real time against the reference server, with the default proportions (timeout 15 min, countdown
2 min, so one keepalive in ${DEFAULT_INTERVAL} s at most) on a clock that is ${DEFAULT_INTERVAL / INTERVAL} times as fast; ${MEASURED} s are measured, and an hour is reckoned from them.
A quarter of the way through, the first of many tabs crashes. All runs go on at the same time, each in a browser context of its
own. The edges of the 30 s may add or take one: 0.9. Fewer than one an interval are too few for the server. “None”: the timeout
dialogs send one when their button is pressed, the others leave it to the page.`,
      ],
      columns: TABS.map((count) => ({ head: `${count} tab${count > 1 ? 's' : ''}`, format: (value) => value.toFixed(1), compare: (value) => Math.max(0, Math.round(Math.abs(value - one) - 1)) })),
      cells: new Map(cells),
      others: [['one an interval', TABS.map(() => one)]],
    };
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, entry: Entry, count: number): Promise<number> {
  const site = await startSite(IDLE, `countdown="${COUNTDOWN}"`);
  const context = await browser.createBrowserContext();
  try {
    await context.setCookie({ name: 'sid', value: await site.signIn(), domain: '127.0.0.1', path: '/' });
    const tabs = await openTabs(context, entry, site.address, count);
    const before = site.requests('POST').length;
    await pause(MEASURED / 4);
    if (count > 1) await crash(tabs[0]);
    await areThere(tabs.slice(1));
    await pause((MEASURED * 3) / 4);
    const sent = site.requests('POST').length - before;
    return (sent / (MEASURED / INTERVAL)) * (3600 / DEFAULT_INTERVAL);
  } finally {
    await context.close();
    await site.stop();
  }
}

/** Each a moment after the other, as people open them. */
async function openTabs(context: BrowserContext, { path, ready }: Entry, address: string, count: number): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let i = 0; i < count; i += 1) {
    const page = await context.newPage();
    await page.goto(address + path);
    await ready(page);
    await page.evaluate(beActive);
    pages.push(page);
  }
  return pages;
}

async function crash(page: Page | undefined): Promise<void> {
  const client = await page?.createCDPSession();
  void client?.send('Page.crash').catch(() => {});
}

/** Browsers short of memory put several tabs into one process, and one crash takes them all: that is no figure of anybody's. */
async function areThere(pages: readonly Page[]): Promise<void> {
  const answered = Promise.all(pages.map((page) => page.evaluate('true')));
  if (!(await Promise.race([answered, pause(5)]))) throw new Error('the crash took other tabs with it');
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
