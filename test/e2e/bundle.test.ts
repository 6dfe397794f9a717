import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../support/chromium.ts';
import { startSite } from '../support/site.ts';

describe('the file for a script tag', () => {
  let site: Awaited<ReturnType<typeof startSite>>;
  let browser: Browser;
  let page: Page;

  before(async () => {
    site = await startSite(300);
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${site.address}/other`);
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Markup that is there before the tag is registered, in a page of its own. */
  const load = (html: string, early = '') =>
    page.evaluate(
      async (html, early) => {
        document.body.innerHTML = html;
        if (early) new Function('element', early)(document.querySelector('idle-timeout'));
        await import('/idle-timeout.js' as string);
        await document.querySelector('idle-timeout')?.updateComplete;
      },
      html,
      early,
    );
  const remaining = () => page.$eval('idle-timeout', ({ remaining }) => Math.round(remaining));

  it('takes properties that were set before it came', async () => {
    await load('<idle-timeout timeout="600"></idle-timeout>', 'element.timeout = "2m"; element.headless = true');
    assert.equal(await remaining(), 120);
    assert.equal(await page.$eval('idle-timeout', ({ headless }) => headless), true);
  });

  it('follows attributes and properties, of text and of presence', async () => {
    await load('<idle-timeout timeout="600"></idle-timeout>');
    assert.equal(await remaining(), 600);
    const seen = await page.$eval('idle-timeout', async (element) => {
      const states: unknown[] = [];
      element.setAttribute('timeout', '5m');
      await element.updateComplete;
      states.push(Math.round(element.remaining), element.timeout);
      element.disabled = true;
      await element.updateComplete;
      states.push(element.state);
      element.disabled = false;
      element.setAttribute('headless', '');
      element.removeAttribute('timeout');
      await element.updateComplete;
      states.push(element.state, element.headless, Math.round(element.remaining));
      return states;
    });
    assert.deepEqual(seen, [300, '5m', 'disabled', 'active', true, 900]);
  });

  it('can be extended by a class of the page’s own', async () => {
    await load('<p></p>');
    const seen = await page.evaluate(async () => {
      const Base = customElements.get('idle-timeout') as CustomElementConstructor;
      customElements.define('bank-timeout', class extends Base {});
      document.body.innerHTML = '<bank-timeout timeout="10m"></bank-timeout>';
      const element = document.querySelector('bank-timeout') as HTMLElementTagNameMap['idle-timeout'];
      await element.updateComplete;
      return [element.state, Math.round(element.remaining)];
    });
    assert.deepEqual(seen, ['active', 600]);
  });

  it('shows its countdown with styles and words', async () => {
    await load('<idle-timeout timeout="4" countdown="2"></idle-timeout>');
    const button = await page.waitForSelector('>>> dialog[open] [part=stay]');
    assert.equal(await button?.evaluate(({ textContent }) => textContent), 'Stay signed in');
    assert.equal(await button?.evaluate((button) => getComputedStyle(button).cursor), 'pointer');
  });
});
