import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { EXAMPLES } from '../../demo/examples/catalogue.ts';
import { exampleRoutes } from '../../demo/examples.ts';
import { openMemoryStore, Sessions } from '../../src/server/index.ts';
import { setUp, signedIn } from '../support/world.ts';

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

describe('the examples’ routes', () => {
  it('list each example, with its source', async () => {
    const { browser } = setUp();
    const list = await (await browser().ask('GET', '/examples/')).text();
    for (const [name, { title, line }] of Object.entries(EXAMPLES)) {
      for (const shown of [`href="/examples/${name}/"`, `href="/examples/${name}/source"`, title, line]) assert.ok(list.includes(shown), shown);
      assert.equal((await browser().ask('GET', `/examples/${name}/source`)).status, 200);
    }
  });

  it('ask to sign in, and lead on', async () => {
    const { browser } = setUp();
    for (const path of ['/examples/html/', '/examples/iframe/frame.html', '/examples/notes']) {
      const response = await browser().ask('GET', path);
      assert.equal(response.headers.get('location'), `/login?next=${encodeURIComponent(path)}`);
    }
    assert.equal((await browser().ask('GET', '/examples/notes', { headers: { accept: 'application/json' } })).status, 401);
  });

  it('fill in what was saved, as text', async () => {
    const { user } = await signedIn();
    assert.equal((await user.ask('PUT', '/examples/notes', { body: 'notes=x' })).status, 403);
    const saved = await user.post('/examples/notes', { notes: '</textarea>"&' });
    assert.equal(saved.status, 303);
    const page = await (await user.ask('GET', '/examples/html/')).text();
    assert.ok(page.includes('rows="7">&#60;/textarea&#62;&#34;&#38;</textarea>'), page);
    assert.doesNotMatch(page, /\{\{/);
    assert.equal(await (await user.ask('GET', '/examples/notes')).text(), '</textarea>"&');
  });

  it('keep to the demo’s policy, but for a frame and for the style of Turbo', async () => {
    const { user } = await signedIn();
    const strict = policyOf(await user.ask('GET', '/report'));
    for (const name of Object.keys(EXAMPLES)) {
      const policy = policyOf(await user.ask('GET', `/examples/${name}/`));
      assert.doesNotMatch(policy, /unsafe/);
      if (name !== 'iframe' && name !== 'turbo') assert.equal(policy, strict, name);
    }
    assert.equal(policyOf(await user.ask('GET', '/examples/iframe/frame.html')), `${strict.replace("ancestors 'none'", "ancestors 'self'")}; frame-src 'self'`);
    const nonces = await Promise.all([1, 2].map(async () => /'nonce-([^']{24})'/.exec(policyOf(await user.ask('GET', '/examples/turbo/')))?.[1]));
    assert.equal(new Set(nonces).size, 2);
  });

  it('know no other files', async () => {
    const { user } = await signedIn();
    for (const path of ['html/nothing.html', 'html/%2e%2e%2fbuild.ts', 'none/', 'none/source', 'constructor/source', 'lit-ssr/server.ts', 'react/index.css']) {
      assert.equal((await user.ask('GET', `/examples/${path}`)).status, 404, path);
    }
  });

  it('say so and tell the log when they can’t be built, and try again', async () => {
    const reports: Error[] = [];
    const sessions = new Sessions({ store: openMemoryStore(), lifetimes: { idle: 60, absolute: null }, secret: 'test' });
    const outcomes = [Promise.reject(new Error('no such plugin')), Promise.resolve({ scripts: new Map([['react/App.tsx', 'built']]), renderPage: async () => '' })];
    outcomes[0]?.catch(() => {});
    const app = new Hono().route('/examples/', exampleRoutes(sessions, (error) => reports.push(error), () => outcomes.shift() ?? Promise.reject(new Error('twice'))));
    const { sid } = await sessions.begin({ name: 'user1' });
    const broken = await app.request('http://localhost/examples/html/', { headers: { cookie: `sid=${sid}` } });
    assert.equal(broken.status, 500);
    assert.match(await broken.text(), /The examples can’t be built/);
    assert.deepEqual(reports.map(({ cause }) => String(cause)), ['Error: no such plugin']);
    assert.equal(await (await app.request('http://localhost/examples/react/App.tsx')).text(), 'built');
    assert.equal((await app.request('http://localhost/examples/react/App.tsx')).status, 200);
  });
});

describe('an example', () => {
  const folder = new URL('../../demo/examples/', import.meta.url);
  const lines = (path: string) => readFileSync(new URL(path, folder), 'utf8').trimEnd().split('\n').length;
  /** A file to copy as it is, which the example shows the use of. */
  const TO_COPY = 'useIdleTimeout.ts';

  for (const name of Object.keys(EXAMPLES)) {
    it(`is a screenful: ${name}`, () => {
      const own = readdirSync(new URL(name, folder)).filter((file) => file !== TO_COPY);
      const count = own.reduce((sum, file) => sum + lines(`${name}/${file}`), 0);
      assert.ok(count <= 45, `${count} lines`);
    });
  }

  it('has a hook of half a screenful', () => assert.ok(lines(`react-hook/${TO_COPY}`) <= 25));
});
