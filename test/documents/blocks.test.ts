import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { transform, type Loader } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { buildBundle } from '../../demo/bundle.ts';
import { launchChromium } from '../support/chromium.ts';
import { BLOCKS, root, type Block } from './pages.ts';

/** Blocks out of the running examples are compared with them in `test/demos/frameworks.test.ts`: all but Angular's. */
const own = BLOCKS.filter(({ where, section }) => !where.startsWith('docs/FRAMEWORKS') || section === 'Angular');
const of = (...languages: string[]) => own.filter(({ language }) => languages.includes(language));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };

/** Looked at elsewhere: exchanges with the real server, what stands in the examples, and what needs another machine. */
const ELSEWHERE = ['http', 'console', 'svelte', 'ruby', 'java'];

/** A piece out of the middle of something: what it returns is returned by a function around it. */
function whole(text: string): string {
  const imports = text.match(/^import .*$/gm) ?? [];
  return /^return /m.test(text) ? `${imports.join('\n')}\nasync () => {\n${text.replace(/^import .*$/gm, '')}\n};` : text;
}

describe('code in documents', () => {
  it('says what language it is in, and none goes unlooked at', () => {
    const looked = ['html', 'js', 'ts', 'jsx', 'tsx', 'css', 'json', 'python', 'sql', 'sh', ...ELSEWHERE];
    assert.deepEqual(BLOCKS.filter(({ language }) => !looked.includes(language)).map(({ where, language }) => `${where} ${language}`), []);
  });

  for (const { where, language, text } of of('js', 'ts', 'jsx', 'tsx', 'css')) {
    it(`can be read: ${where}, ${language}`, async () => {
      const { warnings } = await transform(language === 'css' ? text : whole(text), { loader: language as Loader, jsx: 'preserve' });
      assert.deepEqual(warnings.map((warning) => warning.text), []);
    });
  }

  for (const { where, text } of of('json')) {
    it(`can be read: ${where}, JSON`, () => assert.doesNotThrow(() => JSON.parse(text)));
  }

  it('slides what is alive, and nothing else: the SQL of docs/PROTOCOL.md, in SQLite', () => {
    const [slide] = of('sql');
    const db = new DatabaseSync(':memory:');
    db.exec("CREATE TABLE sessions (key TEXT, began REAL, active REAL); INSERT INTO sessions VALUES ('a', 0, 100)");
    const at = (now: number, idleFor: number, absolute: number | null) =>
      db.prepare(slide?.text ?? '').get({ now, idle_for: idleFor, key: 'a', idle_timeout: 60, absolute_timeout: absolute })?.active;
    assert.equal(at(150, 10, null), 140, 'slides to the activity');
    assert.equal(at(160, 50, null), 140, 'never shortens');
    assert.equal(at(170, 0, 165), undefined, 'not past the absolute timeout');
    assert.equal(at(300, 0, null), undefined, 'never revives');
  });

  for (const { where, text } of of('python')) {
    it(`can be read: ${where}, Python`, () => {
      execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: text });
    });
  }

  for (const { where, text } of of('sh').filter(({ where }) => !where.startsWith('docs/PROTOCOL'))) {
    it(`names commands that are there: ${where}`, () => {
      const lines = text.split('\n').map((line) => line.replace(/\s*#.*$/, '').trim()).filter(Boolean);
      assert.deepEqual(lines.filter((line) => !isCommand(line)), []);
    });
  }
});

function isCommand(line: string): boolean {
  const [, script, file, bin] = /^(?:npm (?:run )?([\w:]+)|node ([\w./-]+)|npx ([\w-]+))/.exec(line) ?? [];
  if (script) return script in scripts || ['install', 'pack', 'ci'].includes(script);
  if (file) return existsSync(root + file);
  return bin === 'idle-timeout-element';
}

describe('tags in documents, in a browser', () => {
  let browser: Browser;
  let page: Page;
  const warnings: string[] = [];
  const tagged = own.filter(({ language, text }) => language === 'html' && text.includes('<idle-timeout'));

  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('console', (message) => warnings.push(message.text()));
    const bundle = await buildBundle();
    // Locks and storage need an origin; no server is asked for anything but the code.
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const code = bundle[new URL(request.url()).pathname.slice(1)];
      if (request.isNavigationRequest()) void request.respond({ contentType: 'text/html', body: '<!doctype html><title>Page</title>' });
      else void request.respond(code ? { contentType: 'text/javascript', body: code } : { status: 404 });
    });
    await page.goto('http://localhost/');
    await page.addScriptTag({ type: 'module', url: '/idle-timeout.js' });
    await page.waitForFunction(() => customElements.get('idle-timeout'));
  });

  after(() => browser?.close());

  /** What the element has against the block: attributes that it doesn't know, values that it can't read. */
  async function complaints({ text }: Block): Promise<readonly string[]> {
    warnings.length = 0;
    const unknown = await page.evaluate(async (text) => {
      const known = (customElements.get('idle-timeout') as unknown as { observedAttributes: string[] }).observedAttributes;
      const holder = document.createElement('div');
      holder.innerHTML = text.replace(/<script.*?<\/script>/gs, '');
      const all = [...holder.querySelectorAll('idle-timeout')].flatMap((element) => {
        // No request leaves before it is looked at.
        return element.getAttributeNames().filter((name) => !known.includes(name) && !/^(id|class|lang|[@:[(].*|(data|hx)-.*)$/.test(name));
      });
      document.body.append(holder);
      await new Promise((resolve) => setTimeout(resolve, 30));
      holder.remove();
      return all;
    }, text);
    return [...unknown, ...warnings.filter((warning) => warning.includes('<idle-timeout>') && !/can’t be reached|shorter than/.test(warning))];
  }

  it('are many', () => assert.ok(tagged.length > 6, String(tagged.length)));

  for (const block of tagged) {
    it(`say nothing that the element does not know: ${block.where}`, async () => assert.deepEqual(await complaints(block), []));
  }
});
