import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { axe } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { BACK, Drafting } from '../support/drafting.ts';
import { CIRCUMSTANCES, under } from '../support/scenes.ts';

/** Where to put pictures of all that is seen here, for people to look at. */
const { PICTURES } = process.env;
const CONTENT = '<main><h1>Report</h1><form id="report"><label>Text <input name="text"></label></form></main>';

describe('the notice that a draft is back', () => {
  let browser: Browser;
  let at: Drafting;

  before(async () => {
    browser = await launchChromium();
    if (PICTURES) await mkdir(PICTURES, { recursive: true });
    at = await Drafting.start(browser, { content: CONTENT });
    await at.type('[name=text]', 'typed');
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
  });
  after(async () => {
    await at?.stop();
    await browser?.close();
  });

  for (const circumstance of Object.keys(CIRCUMSTANCES)) {
    it(`has no flaw that axe or a ruler would find: ${circumstance}`, async () => {
      await under(at.page, circumstance, async () => {
        assert.deepEqual(await axe(at.page), []);
        const flaws = await at.page.$$eval('>>> [popover], >>> [popover] button', (parts) =>
          parts
            .map((part) => part.getBoundingClientRect())
            .filter(({ left, right, top, bottom, width, height }) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight || width < 24 || height < 24).length,
        );
        assert.equal(flaws, 0);
        if (PICTURES) await at.page.screenshot({ path: `${PICTURES}/notice ${circumstance.replaceAll(/\W+/g, ' ')}.png` });
      });
    });
  }

  it('is a status that is told, in nobody’s way: the focus stays in the form, and keys get there', async () => {
    const tree = await at.page.accessibility.snapshot({ interestingOnly: false });
    assert.match(JSON.stringify(tree), /"role":"status"/);
    assert.equal(await at.page.evaluate(() => document.activeElement?.getAttribute('name')), 'text');
    const said = [];
    for (let i = 0; i < 8; i += 1) {
      await at.page.keyboard.press('Tab');
      said.push(await at.page.$eval('idle-timeout', (element) => (element.renderRoot as ShadowRoot).activeElement?.textContent));
    }
    assert.ok(said.includes('Discard') && said.includes('Close'), said.join());
  });

  it('goes when it is closed, and does not come again', async () => {
    await at.press('close');
    assert.equal(await at.page.$('>>> [popover]'), null);
    assert.equal(await at.value('text'), 'typed');
  });
});
