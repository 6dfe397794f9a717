import { moduleOf, openBlank } from '../blank.ts';
import { eachContestant, type Contestant } from '../contestants.ts';
import type { Cell } from '../table.ts';

/** Puppeteer keeps these off for the sake of speed; people's browsers have them on. */
const REAL = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];

/** After five minutes behind another tab, timers that follow from timers wake it once a minute: here after ten seconds. */
const SOONER = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10';

/** Milliseconds. */
const TIMEOUT = 70_000;
const COUNTDOWN = 20_000;
const PATIENCE = 65_000;

export interface Hidden {
  /** Seconds past the deadline. */
  readonly late: ReadonlyMap<Contestant, Cell>;
  /** Seconds that a chain of one-second timers was kept waiting there. */
  readonly longestGap: number;
}

/** Tabs that are hidden from the start, in real time. */
export async function hidden(): Promise<Hidden> {
  const blank = await openBlank({ ignoreDefaultArgs: REAL, args: ['--no-sandbox', '--no-first-run', SOONER] });
  try {
    const pages = await eachContestant((contestant) => blank.open(blank.browser, moduleOf(contestant)));
    const control = await blank.open(blank.browser);
    await (await blank.browser.newPage()).bringToFront();
    await control.evaluate(chain);
    for (const page of pages.values()) await page.evaluate(begin, TIMEOUT, COUNTDOWN);
    const late = await eachContestant(async (contestant) => {
      const page = pages.get(contestant);
      for (const end = Date.now() + TIMEOUT + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
        const seconds = await page?.evaluate(lateBy, TIMEOUT);
        if (typeof seconds === 'number') return seconds;
      }
      return 'never';
    });
    return { late, longestGap: Math.round(await control.evaluate(() => (globalThis as { gap?: number }).gap ?? NaN)) };
  } finally {
    await blank.close();
  }
}

/** Runs in the page. */
async function begin(timeout: number, countdown: number): Promise<void> {
  if (!document.hidden) throw new Error('the tab is not hidden');
  Object.assign(globalThis, { begunAt: Date.now() });
  globalThis.mounted = await globalThis.mount({ timeout, countdown, onIdle: () => (globalThis.idleAt ??= Date.now()) });
}

/** Runs in the page. */
function lateBy(timeout: number): number | null {
  const { begunAt } = globalThis as unknown as { begunAt: number };
  return globalThis.idleAt === undefined ? null : (globalThis.idleAt - begunAt - timeout) / 1000;
}

/** Runs in the page: the longest time between two wake-ups of a timer that asks for a second, in seconds. */
function chain(): void {
  const page = globalThis as { gap?: number };
  let last = performance.now();
  const next = () => {
    const now = performance.now();
    page.gap = Math.max(page.gap ?? 0, (now - last) / 1000);
    last = now;
    setTimeout(next, 1000);
  };
  setTimeout(next, 1000);
}
