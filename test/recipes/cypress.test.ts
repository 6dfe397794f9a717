import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/chromium.ts';
import { appWithTag, listen, script, type App } from './app.ts';
import { bundleRecipe, bundleStandIn, bundleTag } from './bundle.ts';
import type { Result } from './cypress.ts';
import { recipes } from './document.ts';

async function addRunner(app: Hono, recipe: string): Promise<void> {
  script(app, '/stand-in.js', await bundleStandIn());
  script(app, '/spec.js', await bundleRecipe(recipe));
  app.get('/runner', (c) => c.html('<title>Runner</title><body><script type="module" src="/stand-in.js"></script><script type="module" src="/spec.js"></script>'));
}

describe('docs/TESTING.md: Cypress, by a stand-in', () => {
  let app: App;
  let browser: Browser;

  before(async () => {
    const [recipe = ''] = recipes('Cypress');
    const routes = appWithTag(await bundleTag());
    await addRunner(routes, recipe);
    app = await listen(routes);
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    app?.stop();
  });

  it('passes as it is written', async () => {
    const page = await browser.newPage();
    await page.goto(`${app.address}/runner`);
    const results = await page.evaluate(() => (globalThis as unknown as { runSpec(): Promise<Result[]> }).runSpec());
    assert.ok(results.length > 1, String(results.length));
    for (const { name, failure } of results) assert.equal(failure, null, name);
  });
});
