import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setUp, signedIn } from '../../test/support/world.ts';
import type { SessionStatus } from '../session/protocol.ts';

describe('signing in', () => {
  it('leads on, sets a cookie for the browser’s session, and never the same id twice', async () => {
    const { browser } = setUp();
    const user = browser();
    const response = await user.signIn('user1', { next: '/report?a=1#b' });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), '/report?a=1#b');
    assert.match(response.headers.get('set-cookie') ?? '', /^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const first = user.cookie;
    await user.signIn();
    assert.notEqual(user.cookie, first);
    assert.match(first, /^sid=/);
  });

  it('ends the session that was there before', async () => {
    const { user, browser } = await signedIn();
    const old = user.cookie;
    await user.signIn('user2');
    const thief = browser();
    const response = await thief.ask('GET', '/session', { headers: { cookie: old } });
    assert.deepEqual(await response.json(), { active: false });
  });

  it('answers JSON with the status', async () => {
    const { browser } = setUp();
    const response = await browser().ask('POST', '/login', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'user20', password: 'user20_secret' }),
    });
    assert.equal(response.status, 200);
    const status = (await response.json()) as SessionStatus;
    assert.deepEqual([status.active, status.user, status.expires_in, status.idle_timeout], [true, 'user20', 60, 60]);
  });

  it('fails with 401 for a wrong name, a wrong password, and in no other way', async () => {
    const { browser } = setUp();
    for (const [username, password] of [['user1', 'wrong'], ['user21', 'user21_secret'], ['', ''], ['user1', 'user2_secret']]) {
      const body = new URLSearchParams({ username: username ?? '', password: password ?? '' }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await browser().ask('POST', '/login', { headers, body });
      assert.equal(response.status, 401);
      assert.match(await response.text(), /Login failed/);
      assert.equal(response.headers.get('set-cookie'), null);
    }
  });

  it('is refused after ten failures with one name, with Retry-After, and others are not', async () => {
    const { browser } = setUp();
    const headers = { 'content-type': 'application/json' };
    const attempt = (username: string, password: string) =>
      browser().ask('POST', '/login', { headers, body: JSON.stringify({ username, password }) });
    for (let i = 0; i < 10; i += 1) assert.equal((await attempt('user1', 'wrong')).status, 401);
    const refused = await attempt('user1', 'user1_secret');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal((await attempt('user2', 'user2_secret')).status, 200);
  });

  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '\t//evil.example', '/\t/evil.example', '/.//evil.example', '/x/..//evil.example', '/%2e//evil.example', 'report', '']) {
    it(`never leads to ${JSON.stringify(next)}`, async () => {
      const { browser } = setUp();
      const response = await browser().signIn('user1', { next });
      assert.equal(response.headers.get('location'), '/report');
    });
  }
});

describe('GET /session', () => {
  it('tells the whole status and never slides', async () => {
    const { user, pass } = await signedIn();
    pass(20);
    const { id, csrf_token, ...status } = await user.status();
    assert.deepEqual(status, {
      active: true,
      user: 'user1',
      expires_in: 40,
      idle_for: 20,
      idle_timeout: 60,
      absolute_expires_in: 580,
    });
    assert.match(id ?? '', /^[\w-]{22}$/);
    assert.ok(csrf_token);
    assert.ok(!user.cookie.includes(id ?? ''));
    pass(40);
    assert.deepEqual(await user.status(), { active: false });
  });

  it('is never stored, nor is a refusal', async () => {
    const { user } = await signedIn();
    assert.equal((await user.ask('GET', '/session')).headers.get('cache-control'), 'no-store');
    const refused = await user.ask('POST', '/session', { headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(refused.headers.get('cache-control'), 'no-store');
  });
});

describe('POST /session', () => {
  it('slides, counted from the activity', async () => {
    const { user, pass } = await signedIn();
    pass(30);
    const response = await user.slide('{"idle_for": 12.5}');
    const { expires_in, idle_for } = (await response.json()) as SessionStatus;
    assert.deepEqual([response.status, expires_in, idle_for], [200, 47.5, 12.5]);
  });

  it('counts from now where nothing else is said', async () => {
    const { user, pass } = await signedIn();
    pass(30);
    assert.equal(((await (await user.slide()).json()) as SessionStatus).expires_in, 60);
  });

  it('does not slide for an app that asks in the background', async () => {
    const { user, pass } = await signedIn();
    pass(30);
    const { csrf_token = '' } = await user.status();
    const response = await user.ask('POST', '/session', { headers: { 'x-csrf-token': csrf_token, 'x-background': '1' } });
    assert.equal(((await response.json()) as SessionStatus).expires_in, 30);
  });

  it('never shortens', async () => {
    const { user, pass } = await signedIn();
    pass(10);
    assert.equal(((await (await user.slide('{"idle_for": 50}')).json()) as SessionStatus).expires_in, 50);
  });

  it('never goes past the absolute timeout', async () => {
    const { user, pass } = await signedIn({ absolute: 100 });
    for (let i = 0; i < 9; i += 1) {
      pass(10);
      await user.slide();
    }
    assert.equal((await user.status()).expires_in, 10);
    pass(10);
    assert.equal((await user.slide()).status, 401);
  });

  it('never revives', async () => {
    const { user, pass } = await signedIn();
    const { csrf_token = '' } = await user.status();
    pass(60);
    const response = await user.ask('POST', '/session', { headers: { 'x-csrf-token': csrf_token } });
    assert.equal(response.status, 401);
    assert.deepEqual(await response.json(), { active: false });
  });

  it('needs the token and a page of this origin', async () => {
    const { user } = await signedIn();
    const { csrf_token = '' } = await user.status();
    const status = async (headers: Record<string, string>) => (await user.ask('POST', '/session', { headers })).status;
    assert.equal(await status({}), 403);
    assert.equal(await status({ 'x-csrf-token': 'x'.repeat(csrf_token.length) }), 403);
    assert.equal(await status({ 'x-csrf-token': csrf_token, 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await status({ 'x-csrf-token': csrf_token, 'sec-fetch-site': 'same-site' }), 403);
    assert.equal(await status({ 'x-csrf-token': csrf_token }), 200);
  });

  it('goes by Origin where the browser sends no Sec-Fetch-Site', async () => {
    const { user } = await signedIn();
    const { csrf_token = '' } = await user.status();
    const status = async (origin: string) =>
      (await user.ask('POST', '/session', { headers: { 'x-csrf-token': csrf_token, origin } })).status;
    assert.equal(await status('https://evil.example'), 403);
    assert.equal(await status('null'), 403);
    assert.equal(await status(''), 403);
    assert.equal(await status('http://localhost:81'), 403);
    assert.equal(await status('http://localhost'), 200);
  });

  for (const body of ['{', '[]', '"x"', 'null', '{"idle_for": -1}', '{"idle_for": "1"}', '{"idle_for": null}', '{"idle_for": 1e999}']) {
    it(`answers 400 to ${body}`, async () => {
      const { user } = await signedIn();
      assert.equal((await user.slide(body)).status, 400);
    });
  }
});

describe('DELETE /session', () => {
  it('ends the session, clears what the user leaves, and may be repeated', async () => {
    const { user } = await signedIn();
    const response = await user.end({ reason: 'user' });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('clear-site-data'), '"cookies", "storage"');
    assert.equal(user.cookie, '');
    assert.equal((await user.end()).status, 204);
  });

  it('leaves drafts be when time ran out', async () => {
    const { user } = await signedIn();
    assert.equal((await user.end({ reason: 'absolute' })).headers.get('clear-site-data'), '"cookies"');
  });

  it('spares a session that was in use elsewhere more than 2 s later', async () => {
    const { user, pass } = await signedIn();
    pass(50);
    await user.slide();
    pass(10);
    const response = await user.end({ reason: 'idle', idle_for: 60 });
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as SessionStatus).expires_in, 50);
    assert.equal((await user.end({ reason: 'idle', idle_for: 8.5 })).status, 204);
  });

  it('needs the token while there is a session', async () => {
    const { user } = await signedIn();
    assert.equal((await user.ask('DELETE', '/session')).status, 403);
    assert.equal((await user.status()).active, true);
  });
});

describe('pages', () => {
  it('of the signed-in alone send others to sign in, and tell JSON 401', async () => {
    const { browser } = setUp();
    const response = await browser().ask('GET', '/report?day=1');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), '/login?next=%2Freport%3Fday%3D1');
    assert.equal((await browser().ask('GET', '/report', { headers: { accept: 'application/json' } })).status, 401);
  });

  it('slide the session, unless an app asks in the background', async () => {
    const { user, pass } = await signedIn();
    pass(30);
    await user.ask('GET', '/report', { headers: { 'x-background': '1' } });
    assert.equal((await user.status()).expires_in, 30);
    await user.ask('GET', '/report');
    assert.equal((await user.status()).expires_in, 60);
  });

  it('give a role its own lifetime', async () => {
    const { browser } = setUp();
    const admin = browser();
    await admin.signIn('admin');
    assert.equal((await admin.status()).idle_timeout, 30);
  });

  it('/check says who is there, and never slides', async () => {
    const { user, browser, pass } = await signedIn();
    pass(30);
    assert.equal(await (await user.ask('GET', '/check')).text(), 'Logged in as user1');
    assert.equal((await user.status()).expires_in, 30);
    assert.equal(await (await browser().ask('GET', '/check')).text(), 'No active session');
  });

  it('/logout ends the session by form, with the token', async () => {
    const { user } = await signedIn();
    const { csrf_token = '' } = await user.status();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await user.ask('POST', '/logout', { headers, body: 'csrf_token=wrong' })).status, 403);
    const response = await user.ask('POST', '/logout', { headers, body: new URLSearchParams({ csrf_token }).toString() });
    assert.equal(response.status, 303);
    assert.equal((await user.status()).active, false);
  });

  it('write what a visitor typed as text', async () => {
    const { browser } = setUp();
    const html = await (await browser().ask('GET', '/login?next=%22%3E%3Cscript%3E')).text();
    assert.ok(!html.includes('"><script>'));
  });
});
