import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type Running } from '../support/demo.ts';
import { python, withoutFlask } from '../support/python.ts';
import { freePort } from '../support/redis.ts';

async function signIn(page: Page) {
  await page.type('[name=username]', '7');
  await page.type('[name=password]', '7_secret');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
}

describe('a plain Flask app with a lifetime of 6 s, and the tag in its page', { skip: withoutFlask }, () => {
  let flask: Running;
  let browser: Browser;
  let page: Page;

  before(async () => {
    assert.ok(existsSync('dist/idle-timeout.js'), 'npm run build first');
    const env = { PORT: String(await freePort()) };
    flask = await startServer(python, ['demo/flask/app.py'], env);
    browser = await launchChromium();
    page = await browser.newPage();
  });

  after(async () => {
    await browser?.close();
    await flask?.stop();
  });

  const cookieIsGood = async () => {
    const [cookie] = await browser.cookies();
    const response = await fetch(`${flask.address}/`, { redirect: 'manual', headers: { cookie: `session=${cookie?.value}` } });
    return response.status === 200;
  };

  it('is kept alive while the user types', async () => {
    await page.goto(`${flask.address}/`);
    assert.match(page.url(), /\/login\?next=%2F$/);
    await signIn(page);
    await page.type('textarea', 'Sixty letters and more, typed one by one, without a single submit.', { delay: 130 });
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(await page.$eval('idle-timeout', ({ state }) => state), 'active');
    assert.ok(await cookieIsGood());
  });

  it('expires when the user stops, and leads to the sign-in page and back', async () => {
    const stopped = Date.now();
    await page.waitForNavigation({ timeout: 9000 });
    const waited = (Date.now() - stopped) / 1000;
    assert.ok(waited > 4.5 && waited < 7.5, `${waited} s`);
    assert.match(page.url(), /\/login\?next=%2F$/);
    await page.goto(`${flask.address}/`);
    assert.match(page.url(), /\/login\?next=%2F$/, 'the session is gone');
    await signIn(page);
    assert.equal(new URL(page.url()).pathname, '/');
  });

  it('is found to have ended elsewhere at the next keepalive, which is redirected', async () => {
    const reasons = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('expire', (event) => {
            // The page stays, to tell.
            event.preventDefault();
            resolve((event as HTMLElementEventMap['expire']).reason);
          });
        }),
    );
    await browser.deleteCookie(...(await browser.cookies()));
    await page.type('textarea', 'still typing', { delay: 200 });
    assert.equal(await reasons, 'ended');
  });
});

describe('the Flask app with session_resource.py, and session-url and drafts on the tag', { skip: withoutFlask }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-flask-'));
  let flask: Running;
  let browser: Browser;
  let page: Page;

  before(async () => {
    const env = { PORT: String(await freePort()), DATABASE: join(folder, 'sessions.db') };
    flask = await startServer(python, ['demo/flask/app_with_resource.py'], env);
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${flask.address}/`);
    await signIn(page);
  });
  after(async () => {
    await browser?.close();
    await flask?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const element = <T>(read: (element: HTMLElementTagNameMap['idle-timeout']) => T) => page.$eval('idle-timeout', read);

  it('tells the tag its timeout, and is kept alive while the user types', async () => {
    await page.waitForFunction(() => document.querySelector('idle-timeout')?.session);
    assert.equal(await element(({ session }) => session?.idle_timeout), 6);
    await page.evaluate(() => addEventListener('warn', () => (document.title = 'warned')));
    await page.type('textarea', 'Sixty letters and more, typed one by one, without a single submit.', { delay: 130 });
    assert.equal(await element(({ state }) => state), 'active');
    assert.notEqual(await page.title(), 'warned');
  });

  it('warns, and goes on when the user stays', async () => {
    await page.waitForFunction(() => document.querySelector('idle-timeout')?.state === 'warning', { polling: 50 });
    assert.ok(await element((tag) => tag.extend()));
    assert.equal(await element(({ state }) => state), 'active');
  });

  it('expires when the user stops, and the cookie is worth nothing then', async () => {
    const [cookie] = (await browser.cookies()).filter(({ name }) => name === 'session');
    await page.waitForNavigation({ timeout: 9000 });
    assert.match(page.url(), /\/login\?next=%2F$/);
    const response = await fetch(`${flask.address}/`, { redirect: 'manual', headers: { cookie: `session=${cookie?.value}` } });
    assert.equal(response.status, 302);
  });

  it('has what was typed again after the same user’s sign-in', async () => {
    await signIn(page);
    await page.waitForFunction(() => document.querySelector('textarea')?.value.startsWith('Sixty letters'));
  });
});
