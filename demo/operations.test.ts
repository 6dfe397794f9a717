import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { pino } from 'pino';
import { signedIn } from '../test/support/world.ts';
import { openMemoryStore, StoreUnavailable, type SessionStore } from '../src/server/index.ts';
import { clientAddress, network } from './address.ts';
import { logRequests } from './logging.ts';
import { createMetrics } from './metrics.ts';

/** A store that goes away and comes back. */
function unreliableStore() {
  const store = openMemoryStore();
  let down = false;
  const handler: ProxyHandler<SessionStore> = {
    get: (target, name, receiver) => (down ? async () => Promise.reject(new StoreUnavailable('gone')) : Reflect.get(target, name, receiver)),
  };
  return { store: new Proxy(store, handler), fail: (now: boolean) => void (down = now) };
}

describe('the log', () => {
  async function logged() {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const world = await signedIn({ observers: [logRequests(log, () => '192.0.2.7')] });
    return { ...world, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
  }

  it('has one line a request, with what was refused and why', async () => {
    const { user, lines, last } = await logged();
    const before = lines.length;
    await user.ask('GET', '/session');
    assert.equal(lines.length, before + 1);
    const { method, path, status, from, msg, ms } = last();
    assert.deepEqual([method, path, status, from, msg, typeof ms], ['GET', '/session', 200, '192.0.2.7', 'request', 'number']);
    await user.ask('POST', '/session');
    assert.deepEqual([last().status, last().refusal], [403, 'csrf']);
    await user.ask('POST', '/session', { headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(last().refusal, 'origin');
    await user.ask('GET', '/nowhere');
    assert.deepEqual([last().status, last().refusal], [404, undefined]);
  });

  it('has no secret in it: no cookie, no token, no password, no query', async () => {
    const { user, lines } = await logged();
    const { csrf_token = '' } = await user.status();
    await user.signIn('user1', { password: 'hunter2' });
    await user.ask('GET', '/login?next=/private&token=opensesame');
    await user.slide();
    await user.post('/account/sign-out', { password: 'swordfish' });
    const log = lines.join('');
    for (const secret of [user.cookie.split('=')[1] ?? '?', csrf_token, 'hunter2', 'swordfish', 'opensesame', 'private', 'user1_secret']) {
      assert.ok(!log.includes(secret), secret);
    }
  });
});

describe('the figures', () => {
  async function measured() {
    const { store, fail } = unreliableStore();
    const metrics = createMetrics(store);
    const world = await signedIn({ store, observers: [metrics.observeRequests], observe: metrics.observeSessions, report: () => {} });
    const read = async () => (await metrics.app.request('/metrics')).text();
    return { ...world, read, fail };
  }

  it('tell sessions by state, slides, peeks, refusals by reason and how long requests take', async () => {
    const { user, browser, read } = await measured();
    await user.slide();
    await browser().ask('POST', '/session');
    await browser().signIn('user1', { password: 'wrong' });
    await user.end();
    const text = await read();
    for (const line of [
      'idle_timeout_sessions{state="alive"} 0',
      'idle_timeout_sessions{state="expired"} 0',
      'idle_timeout_sessions_begun_total 1',
      'idle_timeout_sessions_ended_total{reason="user"} 1',
      'idle_timeout_slides_total 1',
      'idle_timeout_refusals_total{reason="gone"} 1',
      'idle_timeout_refusals_total{reason="credentials"} 1',
      'http_request_duration_seconds_count{method="POST",route="/session",status="200"} 1',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    }
    assert.match(text, /idle_timeout_peeks_total [1-9]/);
  });

  it('have one label for all addresses that are not there', async () => {
    const { user, read } = await measured();
    for (let i = 0; i < 50; i += 1) await user.ask('GET', `/nowhere/${i}`);
    assert.doesNotMatch(await read(), /nowhere/);
  });

  it('say nothing of sessions while the store is down, and are there all the same', async () => {
    const { read, fail } = await measured();
    fail(true);
    const text = await read();
    assert.doesNotMatch(text, /idle_timeout_sessions\{/);
    assert.match(text, /process_cpu_seconds_total/);
  });
});

describe('while the store is down', () => {
  const routes = [
    ['GET', '/session'], ['POST', '/session'], ['DELETE', '/session'], ['GET', '/report'], ['GET', '/account'],
    ['GET', '/check'], ['POST', '/login'], ['POST', '/logout'], ['GET', '/healthz'],
  ] as const;
  for (const [method, path] of routes) {
    it(`${method} ${path} answers 503 with Retry-After, and as ever afterwards`, async () => {
      const { store, fail } = unreliableStore();
      const { user } = await signedIn({ store, report: () => {} });
      const { csrf_token = '' } = await user.status();
      const form = path === '/login' ? new URLSearchParams({ username: 'user1', password: 'user1_secret' }).toString() : '{}';
      const headers = { 'x-csrf-token': csrf_token, ...(path === '/login' && { 'content-type': 'application/x-www-form-urlencoded' }) };
      const ask = () => user.ask(method, path, { headers, ...(method !== 'GET' && { body: form }) });
      fail(true);
      const refused = await ask();
      assert.equal(refused.status, 503);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      assert.equal(refused.headers.get('set-cookie'), null);
      fail(false);
      assert.ok((await ask()).status < 400);
    });
  }
});

describe('whom attempts are counted against', () => {
  it('is what the nearest trusted proxy says, whatever a client wrote before it', async () => {
    const app = new Hono().get('/', (c) => c.text(clientAddress(c, 2)));
    const headers = { 'x-forwarded-for': '203.0.113.9, 192.0.2.7, 198.51.100.1' };
    assert.equal(await (await app.request('/', { headers })).text(), '192.0.2.7');
  });

  it('is the address, or the network of one where everybody has many', () => {
    assert.equal(network('192.0.2.7'), '192.0.2.7');
    assert.equal(network('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(network('2001:db8:1:2:3:4:5:6'), network('2001:db8:1:2::9'));
    assert.notEqual(network('2001:db8:1:2::9'), network('2001:db8:1:3::9'));
    assert.equal(network('::1'), network('::2'));
    assert.equal(network('unknown'), 'unknown');
  });
});
