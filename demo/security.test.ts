import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { setUp, signedIn } from '../test/support/world.ts';
import { openMemoryStore, type NewSession } from '../src/server/index.ts';

describe('every answer', () => {
  const ANSWERS = [
    ['GET', '/', {}, 200],
    ['GET', '/login', {}, 200],
    ['GET', '/report', {}, 200],
    ['GET', '/account', {}, 200],
    ['GET', '/session', {}, 200],
    ['POST', '/session', {}, 403],
    ['POST', '/session', { 'sec-fetch-site': 'cross-site' }, 403],
    ['DELETE', '/session', {}, 403],
    ['GET', '/assets/style.css', {}, 200],
    ['GET', '/nowhere', {}, 404],
    ['POST', '/login', { 'content-length': '100000' }, 413],
  ] as const;
  for (const [method, path, headers, status] of ANSWERS) {
    it(`is framed, sniffed, cached and extended by nobody: ${method} ${path}, ${status}`, async () => {
      const { user } = await signedIn();
      const response = await user.ask(method, path, { headers: { ...headers }, ...(status === 413 && { body: 'x'.repeat(100_000) }) });
      assert.equal(response.status, status);
      const policy = response.headers.get('content-security-policy') ?? '';
      for (const directive of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "require-trusted-types-for 'script'"]) {
        assert.ok(policy.split('; ').includes(directive), directive);
      }
      assert.doesNotMatch(policy, /unsafe/);
      assert.equal(policy.includes('frame-src'), path === '/', 'frames are shown by the playground alone');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('referrer-policy'), 'same-origin');
      assert.equal(response.headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(response.headers.get('strict-transport-security'), 'max-age=31536000');
      assert.match(response.headers.get('cache-control') ?? '', /no-store/);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
    });
  }
});

it('the playground’s pages are framed by this origin alone', async () => {
  const { user } = await signedIn();
  const policy = (await user.ask('GET', '/playground/tab.html')).headers.get('content-security-policy') ?? '';
  assert.ok(policy.split('; ').includes("frame-ancestors 'self'"), policy);
});

describe('the cookie', () => {
  const body = new URLSearchParams({ username: 'user1', password: 'user1_secret' });
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  const cookieAt = async (origin: string) => {
    const response = await setUp().app.request(`${origin}/login`, { method: 'POST', headers, body: body.toString() });
    return response.headers.get('set-cookie') ?? '';
  };

  for (const origin of ['https://app.example', 'http://app.example', 'https://localhost', 'http://localhost.evil.example', 'http://10.0.0.1:3000']) {
    it(`belongs to this host alone, is for https and for no script, at ${origin}`, async () => {
      assert.match(await cookieAt(origin), /^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    });
  }

  for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]']) {
    it(`does without https where browsers would not keep it, at ${origin}`, async () => {
      assert.match(await cookieAt(origin), /^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    });
  }

  it('is stored nowhere: the store has its SHA-256', async () => {
    const created: NewSession[] = [];
    const store = openMemoryStore();
    const { sessions } = setUp({ store: { ...store, create: (session) => (created.push(session), store.create(session)) } });
    const { sid } = await sessions.begin({ name: 'user1' });
    assert.ok(!JSON.stringify(created).includes(sid));
    assert.match(created[0]?.key ?? '', /^[\w-]{43}$/);
  });

  it('is not in what a session tells of itself', async () => {
    const session = await setUp().sessions.begin({ name: 'user1' });
    assert.ok(!JSON.stringify(session).includes(session.sid));
    assert.ok(!inspect(session).includes(session.sid));
  });

  it('has 256 random bits', async () => {
    const { sessions } = setUp();
    const sids = await Promise.all(Array.from({ length: 1000 }, async () => (await sessions.begin({ name: 'user1' })).sid));
    assert.equal(new Set(sids).size, 1000);
    assert.ok(sids.every((sid) => Buffer.from(sid, 'base64url').length === 32));
  });

  it('is worth nothing after the sign-out, in whosever hands', async () => {
    const { user, browser } = await signedIn();
    const headers = { cookie: user.cookie };
    await user.end();
    const thief = browser();
    assert.deepEqual(await (await thief.ask('GET', '/session', { headers })).json(), { active: false });
    assert.equal((await thief.ask('GET', '/report', { headers })).status, 303);
  });

  it('that somebody planted is not taken over at sign-in', async () => {
    const { browser } = setUp();
    const planted = 'sid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const victim = browser();
    await victim.ask('POST', '/login', { headers: { ...headers, cookie: planted }, body: body.toString() });
    assert.notEqual(victim.cookie, planted);
    assert.deepEqual(await (await browser().ask('GET', '/session', { headers: { cookie: planted } })).json(), { active: false });
  });
});

describe('a link or an image', () => {
  it('signs nobody out: safe methods change nothing', async () => {
    const { user } = await signedIn();
    for (const path of ['/logout', '/account/sign-out', '/account/shared-computer']) {
      assert.equal((await user.ask('GET', path, { headers: { 'sec-fetch-site': 'cross-site' } })).status, 404);
    }
    assert.equal((await user.status()).active, true);
  });
});
