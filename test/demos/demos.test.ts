import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { EXAMPLES } from '../../demo/examples/catalogue.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Running } from '../support/demo.ts';
import { Visitor } from './visitor.ts';

/** Seconds. The countdown is its second half: the examples ask for 30 s. */
const IDLE = 16;
const INTERVAL = IDLE / 4;

type Story = (visitor: Visitor, address: string) => Promise<void>;

/** Asked, one stays: what all of them promise. */
async function asksAndStays(visitor: Visitor): Promise<void> {
  await visitor.isAsked();
  await visitor.stays();
}

/** Notes are kept by the server, whatever the page is made of. */
async function savesAndLoads(visitor: Visitor, save = 'button.primary'): Promise<void> {
  await visitor.write('The kettle');
  const button = await visitor.page.$(`>>> ${save}`);
  const saved = visitor.page.waitForResponse((response) => response.url().endsWith('/examples/notes') && response.request().method() !== 'GET');
  await button?.click();
  assert.ok((await saved).status() < 400);
  await visitor.page.goto(visitor.page.url());
  await visitor.page.waitForFunction(
    () => [document, ...Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot)].some((root) => root?.querySelector('textarea')?.value === 'The kettle'),
    { polling: 50 },
  );
}

/** Properties reach the tag, its events the component; unmounted, nothing of it is left. */
async function isAComponent(visitor: Visitor): Promise<void> {
  assert.deepEqual(await visitor.tag(({ countdown, titleCountdown, expiredUrl }) => [Number(countdown), titleCountdown, expiredUrl]), [30, true, '/login?next={next}']);
  const title = await visitor.page.title();
  await visitor.isAsked();
  await visitor.reads(/Asked with \d s left/);
  assert.match(await visitor.page.title(), /^\W*\d/);
  const toggle = () => visitor.page.$eval('main > button', (button) => button.click());
  await toggle();
  await visitor.reads('Open the notes');
  assert.deepEqual([await visitor.count('idle-timeout'), await visitor.count('dialog[open]'), await visitor.page.title()], [0, 0, title]);
  await visitor.page.click('main > button');
  await visitor.reads('Close the notes');
  await asksAndStays(visitor);
  await visitor.reads('Stayed, by user.');
}

const STORIES: Readonly<Record<keyof typeof EXAMPLES, Story>> = {
  async html(visitor, address) {
    await savesAndLoads(visitor);
    await asksAndStays(visitor);
    await visitor.write(' boiled over');
    await visitor.page.waitForNavigation({ timeout: IDLE * 1500 });
    assert.equal(visitor.page.url(), `${new URL('/login', address).href}?next=%2Fexamples%2Fhtml%2F`);
    await visitor.assertSignedOut();
    await visitor.signIn();
    await visitor.page.waitForFunction(() => document.querySelector('textarea')?.value.includes('boiled over'), { polling: 50 });
  },

  async headless(visitor, address) {
    await savesAndLoads(visitor);
    await visitor.isAsked('dialog.card[open]');
    assert.equal(await visitor.tag(({ renderRoot }) => renderRoot.querySelector('dialog[open]')), null);
    await visitor.reads(/signed out in \d s/);
    await visitor.stays('dialog.card[open]');
    await visitor.isAsked('dialog.card[open]');
    await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('#leave')]);
    assert.ok(visitor.page.url().startsWith(new URL('/login', address).href));
    await visitor.assertSignedOut();
  },

  async iframe(visitor) {
    const frame = await visitor.page.waitForFrame((frame) => frame.url().endsWith('/frame.html'));
    const began = performance.now();
    await visitor.write('Typing in a frame is work, too.', frame, (IDLE * 1000) / 31);
    assert.ok(performance.now() - began > (IDLE * 1000) / 2, 'typed past the time of the countdown');
    assert.deepEqual([await visitor.tag(({ state }) => state), await visitor.count('dialog[open]')], ['active', 0]);
    await visitor.assertAlive();
    await asksAndStays(visitor);
    assert.match(await visitor.notes(frame), /^Typing in a frame/);
  },

  async react(visitor) {
    await savesAndLoads(visitor);
    await isAComponent(visitor);
  },

  async vue(visitor) {
    assert.equal(await visitor.tag(({ drafts }) => drafts), true, 'a bare flag is on');
    await savesAndLoads(visitor);
    await isAComponent(visitor);
  },

  async svelte(visitor) {
    await savesAndLoads(visitor);
    await isAComponent(visitor);
  },

  async 'react-hook'(visitor) {
    await savesAndLoads(visitor);
    await visitor.reads('The session is active.');
    await visitor.isAsked('[role=alert]');
    await visitor.reads(/The session is warning\.[^]*\d s left/);
    await visitor.page.click('[role=alert] button');
    await visitor.reads('The session is active.');
    await visitor.assertAlive();
    assert.equal(await visitor.count('idle-timeout'), 0);
  },

  async htmx(visitor, address) {
    await savesAndLoads(visitor);
    await visitor.goesOnWriting();
    await visitor.page.click('main button');
    await visitor.reads(/Saved at [\d:]+\./);
    await visitor.tag((element) => element.classList.add('first'));
    await Promise.all([visitor.page.waitForResponse(address), visitor.page.click('main a')]);
    await visitor.page.waitForFunction(() => !document.querySelector('output')?.textContent);
    assert.equal(await visitor.count('idle-timeout'), 1);
    assert.equal(await visitor.count('idle-timeout.first'), 1);
    await asksAndStays(visitor);
    visitor.assertOneKeepaliveAnInterval(INTERVAL);
    await visitor.endElsewhere();
    await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('main button')]);
    assert.equal(visitor.page.url(), `${new URL('/login', address).href}?next=%2Fexamples%2Fhtmx%2F`);
  },

  async turbo(visitor, address) {
    await savesAndLoads(visitor);
    await visitor.tag((element) => element.classList.add('first'));
    const visit = async (link: string) => {
      await visitor.page.$eval('main', (main) => main.classList.add('left'));
      await visitor.page.$eval(`a[href="${link}"]`, (link) => link.click());
      await visitor.page.waitForSelector('main:not(.left)');
      assert.equal(visitor.page.url(), new URL(link, address).href);
      assert.deepEqual([await visitor.count('idle-timeout'), await visitor.count('idle-timeout.first')], [1, 1]);
    };
    await visitor.goesOnWriting();
    await visit('./?other');
    await visit('./');
    await visitor.isAsked();
    await visit('./?other');
    await visitor.isAsked();
    await visitor.stays();
    visitor.assertOneKeepaliveAnInterval(INTERVAL);
    await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('header button')]);
    await visitor.page.goBack();
    await visitor.page.waitForFunction(() => location.pathname === '/login', { polling: 50 });
    assert.ok(visitor.page.url().startsWith(new URL('/login', address).href));
    assert.equal(await visitor.count('textarea'), 0);
  },

  async 'lit-ssr'(visitor, address) {
    const response = await visitor.page.goto(address);
    assert.match((await response?.text()) ?? '', /<notes-page[^>]*><template shadowroot="open"[^]*<idle-timeout[^>]* session-url="\/session"[^]*<\/template>/);
    await savesAndLoads(visitor);
    assert.deepEqual([await visitor.count('idle-timeout'), await visitor.count('textarea')], [1, 1]);
    await visitor.isAsked();
    await visitor.reads(/Asked with \d s left/);
    await visitor.stays();
  },
};

describe(`the examples with IDLE_TIMEOUT=${IDLE}s, as npm start serves them`, { concurrency: 4 }, () => {
  let demo: Running;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await Promise.all([startDemo({ IDLE_TIMEOUT: `${IDLE}s` }), launchChromium()]);
  });

  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  for (const [i, [name, { title }]] of Object.entries(EXAMPLES).entries()) {
    it(`${title}: ${EXAMPLES[name]?.line}`, async () => {
      const address = `${demo.address}/examples/${name}/`;
      const visitor = await Visitor.at(browser, address, `user${i + 1}`);
      assert.equal(await visitor.heading(), title);
      await visitor.assertAccessible();
      await STORIES[name]?.(visitor, address);
      assert.deepEqual(visitor.problems, []);
      await visitor.leave();
    });
  }

  it('is not one of them without a story', () => {
    assert.deepEqual(Object.keys(STORIES).sort(), Object.keys(EXAMPLES).sort());
  });
});
