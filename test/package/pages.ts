import assert from 'node:assert/strict';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { build } from 'vite';
import { BLOCKS } from '../documents/pages.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Consumer } from './consumer.ts';

const TAG = '<idle-timeout timeout="2s" countdown="1s" keepalive-url="/ping" keepalive-method="GET"></idle-timeout>';
const page = (scripts: string) => `<!doctype html><html lang="de"><meta charset="utf-8"><title>Seite</title>${scripts}${TAG}</html>`;
const module = (src: string) => `<script type="module" src="${src}"></script>`;

/** The README's examples in a language, as they stand there. */
export function readme(language: string): readonly string[] {
  return BLOCKS.filter((block) => block.where.startsWith('README') && block.language === language).map(({ text }) => text);
}

/** Pages of the consumer's own, as its users' browsers would load them. */
export function writePages({ write }: Consumer): void {
  const dist = '/node_modules/idle-timeout-element/dist';
  write('script-tag.html', page(module(`${dist}/idle-timeout.js`) + module(`${dist}/locales/de.js`)));
  const start = "import 'idle-timeout-element';\nimport 'idle-timeout-element/locales/de';\nconst saveOnThisDevice = async () => {};\n";
  write('main.js', start + readme('js').join('\n'));
  write('index.html', page(module('/main.js')));
}

/** What Vite makes of the consumer's page, with no word of configuration: the names of its files. */
export async function buildWithVite({ folder }: Consumer): Promise<readonly string[]> {
  const built = await build({ root: folder, base: '/built/', configFile: false, logLevel: 'error', build: { outDir: 'built' } });
  return [built].flat().flatMap((result) => ('output' in result ? result.output.map(({ fileName }) => fileName) : []));
}

/** What the user of a page reads when its countdown begins, in a page whose scripts all ran. */
export async function countdownIn({ folder }: Consumer, path: string): Promise<string> {
  const app = new Hono();
  app.get('/ping', (c) => c.body(null, 204));
  app.use('*', serveStatic({ root: folder }));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const errors: unknown[] = [];
    tab.on('pageerror', (error) => errors.push(error));
    await tab.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${path}`);
    const heading = await tab.waitForSelector('idle-timeout >>> dialog[open] [part=heading]', { timeout: 10_000 });
    assert.deepEqual(errors, []);
    return (await heading?.evaluate(({ textContent }) => textContent)) ?? '';
  } finally {
    await browser.close();
    server.close();
  }
}
