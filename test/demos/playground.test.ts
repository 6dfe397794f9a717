import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Browser, Page } from 'puppeteer-core';
import { secureHeaders } from '../../demo/headers.ts';
import { playgroundRoutes } from '../../demo/playground.ts';
import { axe } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { serveBundle } from '../support/site.ts';

/** Time runs so many times as fast: an idle timeout of 20 s is over in four. */
const SPEED = '5';

describe('the playground', () => {
  const { PICTURES } = process.env;
  const errors: string[] = [];
  let server: ReturnType<typeof serve>;
  let browser: Browser;
  let page: Page;
  let address: string;

  before(async () => {
    const app = new Hono();
    app.use(secureHeaders);
    await serveBundle(app);
    app.use('/assets/*', serveStatic({ root: fileURLToPath(new URL('../../demo', import.meta.url)) }));
    app.route('/', playgroundRoutes());
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/`;
    browser = await launchChromium();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 1050 });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(async () => {
    await page.goto(address);
    await states('active, active');
    // A page that has not heard of a session yet would rest without one, and say nothing.
    for (const number of [1, 2]) await (await tab(number)).waitForFunction(() => document.querySelector('idle-timeout')?.session);
  });

  /** Of the tabs, as their windows show them. */
  async function states(wanted: string): Promise<void> {
    await page
      .waitForFunction((wanted) => [...document.querySelectorAll('.tab h2 span')].map(({ textContent }) => textContent).join(', ') === wanted, { timeout: 8000 }, wanted)
      .catch(async () => assert.equal(await page.$$eval('.tab h2 span', (all) => all.map(({ textContent }) => textContent).join(', ')), wanted));
  }

  const tab = async (number: number) => {
    const frame = await (await page.waitForSelector(`.tab-${number} iframe`))?.contentFrame();
    assert.ok(frame);
    return frame;
  };
  const said = () => page.$eval('#said', ({ textContent }) => textContent);
  const heard = () => page.$$eval('#log li', (rows) => rows.map(({ textContent }) => textContent));
  const hurry = () => page.select('#speed', SPEED);
  const press = async (number: number, part: string) => {
    // A fifth of a countdown may be over before a slow machine has found the button.
    await page.select('#speed', '1');
    // Frames out of sight are drawn seldom, and what is not drawn is not pressed.
    await page.$eval(`.tab-${number}`, (tab) => tab.scrollIntoView());
    await (await tab(number)).locator(`idle-timeout >>> dialog[open] [part=${part}]`).click();
    await hurry();
  };
  const fill = (attribute: string, value: string) =>
    page.$eval(
      `::-p-xpath(//code[text()="${attribute}"]/../input)`,
      (input, value) => {
        (input as HTMLInputElement).value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      value,
    );

  it('says what it is, shows two tabs of one session, and the lines to copy; axe finds nothing', async () => {
    assert.match(await page.$eval('h1', ({ textContent }) => textContent), /Session timeouts/);
    const html = await page.$eval('#html', ({ textContent }) => textContent);
    assert.match(html, /^<script type="module" src="\/idle-timeout.js"><\/script>\n<idle-timeout session-url="\/session"\s+expired-url="\/login\?next=\{next\}"\s+drafts><\/idle-timeout>$/);
    assert.deepEqual(await axe(page), []);
  });

  it('has drawn the session: past, future and countdown are of different colours', async () => {
    const colours = await page.$eval('#picture', (canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = ((canvas as HTMLCanvasElement).getContext('2d') as CanvasRenderingContext2D).getImageData(width * 0.1, height * 0.66, width * 0.9, 1);
      return [...new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(i * 4, i * 4 + 4).join()))].length;
    });
    assert.ok(colours >= 4, `${colours} colours`);
  });

  it('nobody stays: it is drawn green, then orange, and never green again', async () => {
    await hurry();
    await states('sign-in page, sign-in page');
    const [lastGreen, firstOrange] = await page.$eval('#picture', (canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = ((canvas as HTMLCanvasElement).getContext('2d') as CanvasRenderingContext2D).getImageData(0, height * 0.66, width, 1);
      const row = Array.from({ length: width }, (_, i) => data.slice(i * 4, i * 4 + 3).join());
      return [row.lastIndexOf('26,127,75'), row.indexOf('217,119,6')] as const;
    });
    assert.ok(lastGreen > 0 && lastGreen < firstOrange, `green to ${lastGreen}, orange from ${firstOrange}`);
  });

  it('whoever moves the pointer over a tab is active, and the server is told', async () => {
    await hurry();
    const box = await (await page.$('.tab-1 iframe'))?.boundingBox();
    for (let step = 0; step < 6; step += 1) await page.mouse.move((box?.x ?? 0) + 40 + step * 9, (box?.y ?? 0) + 220);
    await page.waitForFunction(() => document.querySelector('#said')?.textContent.startsWith('You are active'), { timeout: 2000 });
    await page.waitForFunction(() => document.querySelector('#log')?.textContent.includes('keepalive'), { timeout: 4000 });
  });

  it('nobody is there: a countdown in every tab; whoever stays in one, stays in both', async () => {
    await hurry();
    await states('warning, warning');
    assert.match(await said(), /^Countdown, in every tab/);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/playground.png` });
    await press(2, 'stay');
    await states('active, active');
    assert.ok((await heard()).some((line) => line === `${line.split(' s')[0]} sTab 1extend: by tab`), (await heard()).join('\n'));
  });

  it('the laptop sleeps: awake, the pages are covered, and lead to the sign-in page; what was typed is back after it', async () => {
    await (await tab(1)).type('textarea', 'Half an hour of work', { delay: 50 });
    await page.click('#sleep');
    await states('asleep, asleep');
    await states('checking, checking');
    await states('sign-in page, sign-in page');
    await (await tab(1)).locator('button').click();
    await (await tab(1)).waitForFunction(() => document.querySelector('textarea')?.value === 'Half an hour of work', { timeout: 5000 });
  });

  it('offline: “stay” tells the truth, and the session goes on once the server is back', async () => {
    await hurry();
    await states('warning, warning');
    await page.click('#offline');
    await press(1, 'stay');
    await (await tab(1)).waitForFunction(() => document.querySelector('idle-timeout')?.renderRoot.textContent.includes('can’t be reached'), { timeout: 4000 });
    await page.click('#offline');
    await states('active, active');
  });

  for (const [button, reason, caption] of [['elsewhere', 'ended', 'The session is over'], ['other', 'replaced', 'Somebody else has signed in']] as const) {
    it(`the button “${button}”: expires with ${reason}, and the caption says so`, async () => {
      await page.click(`#${button}`);
      await (await tab(1)).evaluate(() => document.querySelector('idle-timeout')?.check());
      await page.waitForFunction((reason) => document.querySelector('#log')?.textContent.includes(`expire: ${reason}`), { timeout: 4000 }, reason);
      await page.waitForFunction((caption) => document.querySelector('#said')?.textContent.startsWith(caption), { timeout: 4000 }, caption);
    });
  }

  it('a server that restarts costs nobody the session', async () => {
    await hurry();
    await states('warning, warning');
    await page.click('#restart');
    await press(1, 'stay');
    await page.waitForFunction(() => document.querySelector('#log')?.textContent.includes('keepaliveerror: status 503'), { timeout: 4000 });
    await states('active, active');
  });

  it('another device, another tab, other limits', async () => {
    await page.click('#open');
    await states('active, active, active');
    const remaining = async () => (await tab(1)).$eval('idle-timeout', ({ remaining }) => remaining);
    // For long enough that what a slow machine takes to ask and be answered is nothing beside it.
    await hurry();
    await (await tab(1)).waitForFunction(() => (document.querySelector('idle-timeout')?.remaining ?? 20) < 14);
    await page.select('#speed', '1');
    const before = await remaining();
    await page.click('#device');
    await (await tab(1)).evaluate(() => document.querySelector('idle-timeout')?.check());
    assert.ok((await remaining()) > before);
    await page.select('#idle', '60');
    await page.select('#absolute', '45');
    await hurry();
    await page.waitForFunction(() => document.querySelector('#log')?.textContent.includes('warn: absolute'), { timeout: 12_000 });
  });

  it('an attribute that is tried counts at once, in the tabs and in the HTML to copy', async () => {
    const field = await page.$('#attributes label[title^="Heading"] input');
    await field?.type('Still "there"?');
    assert.match(await page.$eval('#html', ({ textContent }) => textContent), /heading="Still &quot;there&quot;\?"/);
    await hurry();
    await states('warning, warning');
    const heading = await (await tab(2)).$eval('idle-timeout >>> dialog[open] [part=heading]', ({ textContent }) => textContent);
    assert.equal(heading, 'Still "there"?');
  });

  it('every attribute can be tried', async () => {
    const names = await page.$$eval('#attributes code', (all) => all.map(({ textContent }) => textContent));
    const known = await (await tab(1)).evaluate(() => [...(customElements.get('idle-timeout') as unknown as { observedAttributes: string[] }).observedAttributes]);
    assert.deepEqual(names.sort(), known.sort());
  });

  it('a server that speaks another protocol is one to try, too: pinged, asked and left at addresses of its own', async () => {
    // What can't be read is fallen back from on both sides.
    const own = { 'session-url': '', 'keepalive-url': '/ping', 'keepalive-method': 'get', 'status-url': '/who', 'logout-url': '/logout', 'logout-method': 'SOON' };
    for (const [name, value] of Object.entries(own)) await fill(name, value);
    assert.match(
      await page.$eval('#html', ({ textContent }) => textContent.replaceAll(/\s+/g, ' ')),
      /<idle-timeout keepalive-url="\/ping" keepalive-method="get" status-url="\/who" logout-url="\/logout" logout-method="SOON" expired-url="\/login\?next=\{next\}" drafts>/,
    );
    await hurry();
    await states('warning, warning');
    await press(1, 'stay');
    await states('active, active');
    assert.ok((await heard()).some((line) => line.includes('keepalive: ')), (await heard()).join('\n'));
    await states('warning, warning');
    await press(2, 'sign-out');
    await states('sign-in page, sign-in page');
    assert.match(await said(), /^The session is over: on the server/, [await said(), ...(await heard())].join('\n'));
  });

  it('a value that can’t be read is marked as long as it stands there', async () => {
    const refused = (wanted: string) =>
      page.waitForFunction(
        (wanted) => wanted === Array.from(document.querySelectorAll('#attributes label:has([aria-invalid=true])'), ({ textContent }) => textContent).join(),
        { timeout: 2000 },
        wanted,
      );
    await fill('countdown', 'soon');
    await refused('countdownCan’t be read: the default holds');
    await fill('countdown', '5s');
    await refused('');
    await fill('countdown', 'soon');
    await refused('countdownCan’t be read: the default holds');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/refused.png`, fullPage: true });
  });

  it('nothing went wrong, and the policy was kept', () => assert.deepEqual(errors, []));
});
