import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import ts from 'typescript';
import { launchChromium } from '../support/chromium.ts';
import { BLOCKS, root } from './pages.ts';

const [block] = BLOCKS.filter(({ where, section }) => where.startsWith('docs/FRAMEWORKS') && section === 'Angular');

/** An app's `main.ts` around the component, and time and server that are told what to do. */
const MAIN = `
  import '@angular/compiler';
  import { bootstrapApplication } from '@angular/platform-browser';
  import { provideRouter } from '@angular/router';
  import { createFakeClock, createFakeSession } from './src/testing/index.ts';
  import { App } from 'app';

  const clock = createFakeClock();
  clock.install();
  createFakeSession({ clock, idleTimeout: 60 }).install();
  window.pass = (seconds) => clock.tickAsync(seconds);
  window.app = bootstrapApplication(App, { providers: [provideRouter([])] });
`;

/** What the compiler has against a component, with the project's own strictness. */
function complaints(code: string): readonly string[] {
  const path = `${root}test/documents/app.ts`;
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as { config: unknown };
  const options = { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, experimentalDecorators: true };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? code : readFile(name));
  host.getSourceFile = (name, target) => (name === path ? ts.createSourceFile(name, code, target) : getSourceFile(name, target));
  return ts.getPreEmitDiagnostics(ts.createProgram([path], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the component of docs/FRAMEWORKS.md in Angular', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    const { outputFiles } = await build({
      stdin: { contents: MAIN, resolveDir: root },
      plugins: [
        {
          name: 'app',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^app$/ }, () => ({ path: 'app', namespace: 'document' }));
            onLoad({ filter: /.*/, namespace: 'document' }, () => ({ contents: block?.text ?? '', loader: 'ts', resolveDir: root }));
          },
        },
      ],
      alias: { 'idle-timeout-element': `${root}src/index.ts` },
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
      bundle: true,
      format: 'esm',
      write: false,
    });
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => ['error', 'warn'].includes(message.type()) && problems.push(message.text()));
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const body = '<!doctype html><title>App</title><link rel="icon" href="data:,"><app-root></app-root>';
      void request.respond(request.isNavigationRequest() ? { contentType: 'text/html', body } : { status: 404 });
    });
    await page.goto('http://localhost/');
    await page.addScriptTag({ type: 'module', content: outputFiles[0]?.text ?? '' });
    await page.waitForSelector('idle-timeout');
  });

  after(() => browser?.close());

  const pass = (seconds: number) => page.evaluate((seconds) => (window as unknown as { pass: (seconds: number) => Promise<void> }).pass(seconds), seconds);
  const reads = (text: string) => page.waitForFunction((text) => document.body.innerText.includes(text), { timeout: 5000 }, text);

  it('is typed as the package says', () => assert.deepEqual(complaints(block?.text ?? ''), []));

  it('gives the tag its attributes and properties, braces and all', async () => {
    const given = await page.$eval('idle-timeout', ({ sessionUrl, countdown, expiredUrl, titleCountdown, drafts }) => [sessionUrl, countdown, expiredUrl, titleCountdown, drafts]);
    assert.deepEqual(given, ['/session', 30, '/login?next={next}', true, true]);
  });

  it('hears the tag’s events, and says so on the page', async () => {
    await pass(1);
    await pass(30);
    await reads('Asked with 30 s left.');
    assert.match(await page.title(), /^0:(30|29) App$/);
    await pass(1);
    await page.locator('idle-timeout >>> [part=stay]').click();
    await pass(1);
    await reads('Stayed, by user.');
  });

  it('has nothing to say in the console', () => assert.deepEqual(problems, []));
});
