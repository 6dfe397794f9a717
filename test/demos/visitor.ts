import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Frame, Page } from 'puppeteer-core';
import type { SessionStatus } from '../../src/session/index.ts';
import { axe } from '../support/axe.ts';

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is pressed within 400 ms of the dialog's opening is not meant for it. */
const SETTLING = 500;
const PATIENCE = { timeout: 20_000, polling: 50 } as const;

/** Somebody at an example, in a browser profile and a session of their own. */
export class Visitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #user: string;
  /** What the console and the network have against the page. */
  readonly problems: string[] = [];
  /** When the session was kept alive, in seconds. */
  readonly keepalives: number[] = [];

  private constructor(context: BrowserContext, page: Page, user: string) {
    this.#context = context;
    this.page = page;
    this.#user = user;
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()));
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('response', (response) => response.status() >= 400 && this.problems.push(`${response.status()} ${response.url()}`));
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/session')) this.keepalives.push(performance.now() / 1000);
    });
  }

  /** Asks for a page, signs in, and lands there. */
  static async at(browser: Browser, address: string, user: string): Promise<Visitor> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 900, height: 700 });
    const visitor = new Visitor(context, page, user);
    await page.goto(address);
    await visitor.signIn();
    assert.equal(page.url(), address);
    return visitor;
  }

  async signIn(): Promise<void> {
    await this.page.type('[name=username]', this.#user);
    await this.page.type('[name=password]', `${this.#user}_secret`);
    await Promise.all([this.page.waitForNavigation(), this.page.click('main button')]);
  }

  leave(): Promise<void> {
    return this.#context.close();
  }

  /** The heading, as soon as there is one. */
  async heading(): Promise<string> {
    const heading = await this.page.waitForSelector('>>> h1', PATIENCE);
    return heading?.evaluate((element) => element.textContent) ?? '';
  }

  async assertAccessible(): Promise<void> {
    assert.deepEqual(this.problems, []);
    assert.deepEqual(await axe(this.page), []);
    // In a shadow root axe tries a style of its own, which the policy refuses.
    this.problems.length = 0;
  }

  /** @param where The page, or a frame in it. */
  async write(text: string, where: Page | Frame = this.page, delay = 0): Promise<void> {
    const notes = await where.waitForSelector('>>> textarea', PATIENCE);
    await notes?.type(text, { delay });
  }

  /** Long enough for the server to hear of it: what is typed within 0.1 s of the page's load, it knows by the load. */
  async goesOnWriting(): Promise<void> {
    await this.write(' again', this.page, 50);
  }

  notes(where: Page | Frame = this.page): Promise<string> {
    return where.$eval('>>> textarea', ({ value }) => value);
  }

  /** Waits until a text is to be read on the page. */
  async reads(text: string | RegExp): Promise<void> {
    const { source } = typeof text === 'string' ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : text;
    await this.page.waitForFunction(
      (source) => {
        const shadows = Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot?.querySelector('main')?.innerText ?? '');
        return new RegExp(source).test(`${document.body.innerText} ${shadows.join(' ')}`);
      },
      PATIENCE,
      source,
    );
  }

  /** The tag, wherever on the page it is. */
  async tag<T>(look: (element: HTMLElementTagNameMap['idle-timeout']) => T) {
    return this.page.$eval('>>> idle-timeout', look);
  }

  count(selector: string): Promise<number> {
    return this.page.$$eval(`>>> ${selector}`, (found) => found.length);
  }

  /** Waits for a dialog that asks whether somebody is there. */
  async isAsked(selector = 'dialog[open]'): Promise<void> {
    await this.page.waitForSelector(`>>> ${selector}`, PATIENCE);
    if (process.env.PICTURES) await this.page.screenshot({ path: `${process.env.PICTURES}/${new URL(this.page.url()).pathname.split('/')[2]}.png` });
    assert.equal(await this.count(selector), 1);
    await pause(SETTLING);
  }

  /** Presses the button that has the focus, "Stay signed in". */
  async stays(selector = 'dialog[open]'): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector(`>>> ${selector}`, { hidden: true, ...PATIENCE });
    await this.assertAlive();
  }

  /** By the server's word: and that it was slid just now. */
  async assertAlive(): Promise<void> {
    const status = await this.#status();
    assert.ok(status.active && (status.idle_for ?? Infinity) < 5, JSON.stringify(status));
  }

  /** @param interval Seconds. */
  assertOneKeepaliveAnInterval(interval: number): void {
    const gaps = this.keepalives.slice(1).map((at, i) => at - (this.keepalives[i] ?? 0));
    assert.ok(gaps.length > 0 && gaps.every((gap) => gap > interval - 1), `${gaps.join(', ')} s between keepalives`);
  }

  async assertSignedOut(): Promise<void> {
    assert.equal((await this.#status()).active, false);
  }

  /** Ends the session without the tag's knowledge. */
  async endElsewhere(): Promise<void> {
    const { csrf_token = '' } = await this.#status();
    await this.page.evaluate(
      (token) => fetch('/session', { method: 'DELETE', body: '{"reason":"absolute"}', headers: { 'X-CSRF-Token': token } }),
      csrf_token,
    );
  }

  #status() {
    return this.page.evaluate(async () => (await (await fetch('/session')).json()) as Partial<SessionStatus>);
  }
}
