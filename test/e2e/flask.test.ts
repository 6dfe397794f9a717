import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type Running } from '../support/demo.ts';

// Debian's own: another python3 may stand before it on the path, without Flask.
const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import flask, flask_login']).status === 0,
);
const skipReason = python ? false : 'Flask and Flask-Login are not installed (Debian: python3-flask, python3-flask-login)';

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

describe('a plain Flask app with a lifetime of 6 s, and the tag in its page', { skip: skipReason }, () => {
  let flask: Running;
  let browser: Browser;
  let page: Page;

  before(async () => {
    assert.ok(existsSync('dist/idle-timeout.js'), 'npm run build first');
    const env = { PORT: String(await freePort()) };
    flask = await startServer(python ?? '', ['demo/flask/app.py'], env);
    browser = await launchChromium();
    page = await browser.newPage();
  });

  after(async () => {
    await browser?.close();
    await flask?.stop();
  });

  async function signIn() {
    await page.type('[name=username]', '7');
    await page.type('[name=password]', '7_secret');
    await Promise.all([page.waitForNavigation(), page.click('button')]);
  }

  const cookieIsGood = async () => {
    const [cookie] = await browser.cookies();
    const response = await fetch(`${flask.address}/`, { redirect: 'manual', headers: { cookie: `session=${cookie?.value}` } });
    return response.status === 200;
  };

  it('is kept alive while the user types', async () => {
    await page.goto(`${flask.address}/`);
    assert.match(page.url(), /\/login\?next=%2F$/);
    await signIn();
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
    await signIn();
    assert.equal(new URL(page.url()).pathname, '/');
  });

  it('is found to have ended elsewhere at the next keepalive, which is redirected', async () => {
    const reasons = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('expire', (event) => resolve((event as HTMLElementEventMap['expire']).reason));
        }),
    );
    await browser.deleteCookie(...(await browser.cookies()));
    await page.type('textarea', 'still typing', { delay: 200 });
    assert.equal(await reasons, 'ended');
  });
});
