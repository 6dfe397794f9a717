import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { startSite } from './site.ts';

type Site = Awaited<ReturnType<typeof startSite>>;

const IDLE = 1800;

/** Time passes for the page and the server, and the page looks at the clock. */
async function pass(page: Page, site: Site, seconds: number): Promise<void> {
  site.sleep(seconds);
  await page.evaluate((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
    dispatchEvent(new Event('focus'));
  }, seconds * 1000);
}

const press = (page: Page, part: string) => page.click(`>>> dialog[open] [part=${part}]`);

/** How a user gets to see each scene. */
export const SCENES: Readonly<Record<string, (page: Page, site: Site, browser: Browser) => Promise<unknown>>> = {
  idle: (page, site) => pass(page, site, IDLE - 95),
  absolute: (page, site) => pass(page, site, IDLE - 95),
  async staying(page, site) {
    await pass(page, site, IDLE - 95);
    site.delay(60);
    await press(page, 'stay');
  },
  async unreachable(page, site) {
    await pass(page, site, IDLE - 95);
    await page.setOfflineMode(true);
    await press(page, 'stay');
  },
  async checking(page, site) {
    site.delay(60);
    // It would be over in 3 s.
    await page.evaluate(() => {
      const { setTimeout } = window;
      window.setTimeout = (() => 0) as unknown as typeof setTimeout;
      addEventListener('focus', () => (window.setTimeout = setTimeout), { once: true });
    });
    await pass(page, site, IDLE + 60);
  },
  expired: (page, site) => pass(page, site, IDLE + 60),
  async replaced(page, site, browser) {
    await browser.setCookie({ name: 'sid', value: await site.signIn(), domain: '127.0.0.1', path: '/' });
    await page.$eval('idle-timeout', (element) => element.check());
  },
  'signed-out': (page) => page.$eval('idle-timeout', (element) => element.signOut()),
};

/** What is said in each, so that nobody takes one for another. */
const WORDS: Readonly<Record<string, string>> = {
  idle: 'Are you still there?',
  absolute: 'Your session will end soon',
  staying: 'One moment…',
  unreachable: 'The server can’t be reached',
  checking: 'Checking your session',
  expired: 'You have been signed out',
  replaced: 'Someone else has signed in',
  'signed-out': 'You have signed out',
};

/** Opens a page of its own in a scene, signed in at a site of its own. */
export async function openScene(browser: Browser, scene: string, attributes = '') {
  const site = await startSite(IDLE, attributes, scene === 'absolute' ? IDLE : null);
  const page = await browser.newPage();
  await browser.setCookie({ name: 'sid', value: await site.signIn(), domain: '127.0.0.1', path: '/' });
  await page.evaluateOnNewDocument(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));
    Object.assign(window, { violations });
  });
  await page.goto(`${site.address}/page`);
  await page.waitForFunction(() => document.querySelector('idle-timeout')?.session);
  await page.evaluate(() => import('/locales/all.js' as string));
  await page.focus('textarea');
  await SCENES[scene]?.(page, site, browser);
  await page.waitForFunction(
    (words) => document.querySelector('idle-timeout')?.renderRoot.querySelector('dialog[open]')?.textContent?.includes(words),
    { timeout: 5000 },
    WORDS[scene] ?? '',
  );
  return {
    page,
    async close() {
      await page.close();
      await site.stop();
    },
  };
}

/** Under which circumstances people meet it. */
export const CIRCUMSTANCES: Readonly<Record<string, (page: Page, devtools: CDPSession) => Promise<unknown>>> = {
  light: () => Promise.resolve(),
  dark: (_, devtools) => devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] }),
  'forced colours': (_, devtools) => devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] }),
  'more contrast': (_, devtools) => devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-contrast', value: 'more' }] }),
  // A window of 1280 × 1024 at four times its size: WCAG 1.4.10.
  '320 px': (page) => page.setViewport({ width: 320, height: 256 }),
  '200 % text': (page) => page.evaluate(() => void (document.documentElement.style.fontSize = '200%')),
  'wide text spacing': (page) =>
    page.evaluate(() => void Object.assign(document.documentElement.style, { letterSpacing: '0.12em', wordSpacing: '0.16em', lineHeight: '1.5' })),
  'right to left': (page) =>
    page.evaluate(() => void Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' })),
};

/** Puts a page under a circumstance, and undoes it. */
export async function under(page: Page, circumstance: string, look: () => Promise<void>): Promise<void> {
  const devtools = await page.createCDPSession();
  await page.setViewport({ width: 800, height: 600 });
  await CIRCUMSTANCES[circumstance]?.(page, devtools);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  try {
    await look();
  } finally {
    await devtools.send('Emulation.setEmulatedMedia', { features: [] });
    await devtools.detach();
    await page.evaluate(() => {
      document.documentElement.removeAttribute('style');
      Object.assign(document.documentElement, { lang: 'en', dir: 'ltr' });
    });
  }
}
