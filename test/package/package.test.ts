import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { createConsumer, root, type Consumer } from './consumer.ts';
import { startServer } from '../support/demo.ts';
import { buildWithVite, countdownIn, readme, writePages } from './pages.ts';

const NAME = 'idle-timeout-element';
const { exports, bin, ...own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'exports' | 'bin', Record<string, unknown>> & Record<string, string>;

/** What each entry point gives to whoever imports it. `types/*` is for compilers alone. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  '.': ['ExpireEvent', 'ExtendEvent', 'IdleTimeoutElement', 'KeepaliveErrorEvent', 'KeepaliveEvent', 'RestoreEvent', 'SignOutEvent', 'TickEvent', 'WarnEvent'],
  './define.js': [],
  './session': ['ACTIVITY_EVENTS', 'MAX_DURATION', 'NOTHING', 'createSession', 'parseDuration', 'systemClock'],
  './server': ['Sessions', 'openSqliteStore', 'openRedisStore', 'openMemoryStore', 'sessionResource', 'loginRoutes', 'requireSession', 'sameOrigin'],
  './drafts': ['createDrafts'],
  './testing': ['createFakeClock', 'createFakeSession'],
  './locales/*.js': [],
  './locales/*': [],
  './custom-elements.json': ['default'],
  './package.json': ['default'],
};

describe('the package, as it would be published', () => {
  let consumer: Consumer;
  const installed = (path: string) => join(consumer.folder, 'node_modules', NAME, path);

  before(() => {
    consumer = createConsumer();
    writePages(consumer);
  });

  after(() => consumer.remove());

  it('is under 150 kB', () => {
    const { size } = statSync(consumer.tarball);
    assert.ok(size < 150_000, `${size} bytes`);
  });

  it('is sound to publint', async () => {
    const { buffer } = readFileSync(consumer.tarball);
    const { messages } = await publint({ pack: { tarball: buffer as ArrayBuffer }, strict: true });
    assert.deepEqual(messages.map(({ code, path }) => `${code} ${path.join('.')}`), []);
  });

  it('has the right types for every entry point, to whoever imports modules', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(consumer.tarball))));
    assert.ok(analysis.types, 'no types at all');
    const problems = analysis.problems.filter((problem) => !('resolutionKind' in problem && /node10|node16-cjs/.test(problem.resolutionKind)));
    assert.deepEqual(problems, []);
  });

  it('says what it is made of where editors and tools look', () => {
    for (const path of [own.customElements, own['web-types'], 'dist/vscode.html-custom-data.json', 'dist/vscode.css-custom-data.json', 'LICENSE', 'README.md', 'CHANGELOG.md']) {
      assert.ok(path && existsSync(installed(path)), `${path} is missing`);
    }
    assert.ok(!existsSync(installed('src')), 'the source is shipped');
  });

  it('every file that it names is there', () => {
    const named = JSON.stringify([exports, bin]).match(/"(\.\/)?dist\/[^"]+"/g) ?? [];
    for (const each of named.map((quoted) => quoted.slice(1, -1))) {
      const [folder = '', end = ''] = each.split('*');
      const found = each.includes('*') ? readdirSync(installed(folder)).filter((name) => name.endsWith(end)) : [each].filter((path) => existsSync(installed(path)));
      assert.ok(found.length > 0, `${each} is missing`);
    }
  });

  for (const [entry, names] of Object.entries(NAMES)) {
    it(`Node imports ${entry}`, () => {
      const specifier = NAME + entry.replace('*', 'de').slice(1);
      const attributes = entry.endsWith('.json') ? ", { with: { type: 'json' } }" : '';
      const code = `console.log(JSON.stringify(Object.keys(await import('${specifier}'${attributes}))))`;
      consumer.write('look.js', code);
      const found = JSON.parse(execFileSync(process.execPath, ['look.js'], { cwd: consumer.folder, encoding: 'utf8' })) as string[];
      assert.deepEqual(names.filter((name) => !found.includes(name)), []);
      if (names.length === 0) assert.deepEqual(found, []);
    });
  }

  it('no entry point goes untried', () => {
    assert.deepEqual(Object.keys(exports).filter((entry) => !(entry in NAMES)), ['./types/*']);
  });

  it('its command runs', () => {
    const said = execFileSync(join(consumer.folder, 'node_modules/.bin', NAME), ['--help'], { encoding: 'utf8' });
    assert.match(said, /Usage: idle-timeout-element verify/);
  });

  it('the README’s server runs as it stands there: it knows nobody, signs somebody in, and slides', async () => {
    const around = [
      "import type { LoginOptions } from 'idle-timeout-element/server';",
      "const authenticate: LoginOptions['authenticate'] = async (name, password) => (password === 'secret' ? { name } : null);",
      "const page: LoginOptions['page'] = (c) => c.html('<form method=post></form>');",
      "const address: LoginOptions['address'] = () => 'here';",
    ];
    const anyPort = "serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`));";
    consumer.write('templates/server.ts', [...around, readme('ts').join('\n').replace('serve(app);', anyPort).replace('sessions.db', ':memory:')].join('\n'));
    const server = await startServer(process.execPath, [join(consumer.folder, 'templates/server.ts')], { SESSION_SECRET: 'test' });
    try {
      const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
      assert.deepEqual(await (await fetch(`${server.address}/session`)).json(), { active: false });
      const signedIn = await fetch(`${server.address}/login`, { method: 'POST', headers, body: '{"username": "anna", "password": "secret"}' });
      const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      assert.equal(await (await fetch(server.address, { headers: { cookie } })).text(), 'Hello anna');
    } finally {
      await server.stop();
    }
  });

  for (const resolution of ['bundler', 'nodenext']) {
    it(`types, and tags in templates of React, Preact, Solid, Vue and Svelte, are understood (${resolution})`, () => {
      cpSync(join(root, 'test/package/templates'), join(consumer.folder, 'templates'), { recursive: true });
      const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
      const compilerOptions = { strict: true, noEmit: true, jsx: 'react-jsx', module, moduleResolution: resolution, lib: ['ES2024', 'DOM', 'DOM.Iterable'], skipLibCheck: true, exactOptionalPropertyTypes: true, types: ['node'] };
      consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['templates'] }));
      try {
        execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', consumer.folder], { encoding: 'utf8' });
      } catch (error) {
        assert.fail((error as { stdout: string }).stdout);
      }
    });
  }

  it('a script tag is enough: the countdown appears, in the language of a second one', async () => {
    assert.equal(await countdownIn(consumer, '/script-tag.html'), 'Sind Sie noch da?');
  });

  it('Vite makes a page of it as it is, and leaves drafts for later', async () => {
    const files = await buildWithVite(consumer);
    assert.ok(files.some((name) => /drafts/.test(name)), `${files.join(', ')}`);
    assert.equal(await countdownIn(consumer, '/built/index.html'), 'Sind Sie noch da?');
  });
});
