import { after, describe } from 'node:test';
import { appWithTag, hastyDemo, listen } from './app.ts';
import { bundleTag } from './bundle.ts';
import { recipes } from './document.ts';
import { loadRecipe } from './modules.ts';
import { closeBrowser, configure } from './playwright.ts';

describe('docs/TESTING.md: Playwright', async () => {
  const tag = await bundleTag();
  const app = await listen(appWithTag(tag));
  const demo = await listen(hastyDemo(tag));
  const [faked = '', real = ''] = recipes('Playwright');

  after(async () => {
    await closeBrowser();
    app.stop();
    demo.stop();
  });

  configure(app.address);
  await loadRecipe(faked);
  configure(demo.address);
  await loadRecipe(real);
});
