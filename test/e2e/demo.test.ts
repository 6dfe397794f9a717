import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { SessionStatus } from '../../src/session/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Running } from '../support/demo.ts';

describe('the demo with IDLE_TIMEOUT=6s, as npm start serves it', () => {
  let demo: Running;
  let browser: Browser;
  let page: Page;
  const slides: number[] = [];
  const errors: unknown[] = [];

  before(async () => {
    demo = await startDemo({ IDLE_TIMEOUT: '6s' });
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error));
    page.on('response', (response) => {
      const request = response.request();
      if (request.method() === 'POST' && request.url().endsWith('/session')) slides.push(response.status());
    });
  });

  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const state = () => page.$eval('idle-timeout', (element) => element.state);
  const untilState = (wanted: string) =>
    page.waitForFunction((wanted) => document.querySelector('idle-timeout')?.state === wanted, { timeout: 8000 }, wanted);
  const dialog = () => page.$('>>> dialog[open]');
  const peek = () =>
    page.evaluate(async () => (await (await fetch('/session')).json()) as SessionStatus | { readonly active: false });

  async function signIn() {
    await page.type('[name=username]', 'user1');
    await page.type('[name=password]', 'user1_secret');
    await Promise.all([page.waitForNavigation(), page.click('main button')]);
  }

  it('asks a stranger to sign in, and leads on', async () => {
    await page.goto(`${demo.address}/report`);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/login?next=%2Freport');
    await signIn();
    assert.equal(new URL(page.url()).pathname, '/report');
    assert.equal(await state(), 'active');
  });

  it('slides the session while the user types', async () => {
    const start = Date.now();
    await page.type('textarea', 'The kettle boiled over while nobody was looking at it, again. ', { delay: 120 });
    assert.ok(Date.now() - start > 7000, 'typed for longer than the idle timeout');
    assert.ok(slides.length >= 3, `${slides.length} slides`);
    assert.ok(slides.every((status) => status === 200));
    assert.equal(await state(), 'active');
    const status = await peek();
    assert.ok(status.active && status.expires_in > 4, JSON.stringify(status));
  });

  it('keeps no name, token, cookie or text in the browser', async () => {
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    const { csrf_token = '?' } = (await peek()) as SessionStatus;
    const [cookie] = await browser.cookies();
    assert.match(stored, /idle-timeout/);
    for (const secret of ['user1', 'kettle', csrf_token, cookie?.value ?? '?']) assert.ok(!stored.includes(secret), `${secret} in ${stored}`);
  });

  it('shows the countdown when the user stops', async () => {
    await untilState('warning');
    assert.ok(await dialog());
    const left = await page.$eval('idle-timeout', ({ remaining }) => remaining);
    assert.ok(left > 2 && left <= 3, `${left} s left`);
  });

  it('slides and closes it at "Stay signed in"', async () => {
    const before = slides.length;
    // What is pressed within 400 ms of the opening is not meant for the dialog.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.keyboard.press('Enter');
    await untilState('active');
    assert.equal(await dialog(), null);
    assert.equal(slides.length, before + 1);
    const status = await peek();
    assert.ok(status.active && status.expires_in > 5, JSON.stringify(status));
    assert.match(await page.$eval('textarea', ({ value }) => value), /kettle/);
  });

  it('expires when the user stops for good: here, on the server, and back to the sign-in page', async () => {
    const stopped = Date.now();
    await page.waitForNavigation({ timeout: 9000 });
    const waited = (Date.now() - stopped) / 1000;
    assert.ok(waited > 4.5 && waited < 7.5, `${waited} s`);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/login?next=%2Freport');
    assert.deepEqual(await peek(), { active: false });
    const check = await page.evaluate(async () => (await fetch('/check')).text());
    assert.equal(check, 'No active session');
  });

  it('is back where it was after signing in again', async () => {
    await signIn();
    assert.equal(new URL(page.url()).pathname, '/report');
    assert.equal(await state(), 'active');
    assert.deepEqual(errors, []);
  });
});
