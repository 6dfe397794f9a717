import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setUp, signedIn } from '../../test/support/world.ts';
import { openMemoryStore, sessionResource, Sessions, type SessionsOptions } from './index.ts';

const PATH = '/session/draft-key';

interface Keys {
  readonly key: string;
  readonly previous?: readonly string[];
  readonly id: string;
}

/** A server with nothing but sessions. */
function serve(options: Partial<SessionsOptions> = {}) {
  const sessions = new Sessions({ store: openMemoryStore(), lifetimes: { idle: 60, absolute: 600 }, secret: 'now', ...options });
  const app = sessionResource(sessions);
  return {
    sessions,
    async keys(sid: string) {
      const response = await app.request('http://localhost/draft-key', { headers: { cookie: `sid=${sid}` } });
      return (await response.json()) as Keys;
    },
    async keysOf(user: string) {
      return this.keys((await sessions.begin({ name: user })).sid);
    },
    slide: (sid: string, token: string) =>
      app.request('http://localhost/', { method: 'POST', headers: { cookie: `sid=${sid}`, 'x-csrf-token': token, 'sec-fetch-site': 'same-origin' } }),
  };
}

describe('GET /session/draft-key', () => {
  it('gives a living session 32 bytes and the id of its status', async () => {
    const { user } = await signedIn();
    const response = await user.ask('GET', PATH);
    const { key, ...others } = (await response.json()) as Keys;
    assert.equal(response.status, 200);
    assert.match(key, /^[\w-]{43}$/);
    assert.equal(Buffer.from(key, 'base64url').length, 32);
    assert.deepEqual(others, { id: (await user.status()).id });
  });

  it('is answered 401 where nobody is signed in, after a sign-out, and when time ran out', async () => {
    const { user, browser, pass } = await signedIn();
    const copy = { headers: { cookie: user.cookie } };
    const refused = async (response: Response) => {
      assert.equal(response.status, 401);
      assert.deepEqual(await response.json(), { active: false });
    };
    await refused(await browser().ask('GET', PATH));
    await user.end();
    await refused(await browser().ask('GET', PATH, copy));
    await user.signIn();
    pass(60);
    await refused(await user.ask('GET', PATH));
  });

  it('never slides', async () => {
    const { user, pass } = await signedIn();
    for (const idle of [20, 40]) {
      pass(20);
      assert.equal((await user.ask('GET', PATH)).status, 200);
      assert.equal((await user.status()).idle_for, idle);
    }
    pass(20);
    assert.equal((await user.ask('GET', PATH)).status, 401);
  });

  it('is never stored, nor is a refusal', async () => {
    const { user, browser } = await signedIn();
    for (const response of [await user.ask('GET', PATH), await browser().ask('GET', PATH)]) {
      assert.equal(response.headers.get('cache-control'), 'no-store');
    }
  });

  it('gives nothing to any other method', async () => {
    const { user } = await signedIn();
    const { csrf_token = '' } = await user.status();
    for (const method of ['POST', 'DELETE', 'PUT']) {
      assert.equal((await user.ask(method, PATH, { headers: { 'x-csrf-token': csrf_token } })).status, 404);
    }
    assert.equal((await user.status()).active, true);
  });
});

describe('a key for drafts', () => {
  it('is the same in all sessions of a user, one after the other and at once', async () => {
    const { browser } = setUp();
    const [one, other] = [browser(), browser()];
    const key = async () => ((await (await one.ask('GET', PATH)).json()) as Keys).key;
    await one.signIn();
    const first = await key();
    await one.signIn();
    assert.equal(await key(), first);
    await other.signIn();
    assert.equal(((await (await other.ask('GET', PATH)).json()) as Keys).key, first);
  });

  it('is the same on every machine with that secret, whatever store it has', async () => {
    assert.equal((await serve().keysOf('user1')).key, (await serve().keysOf('user1')).key);
  });

  it('is another for another user, and under another secret', async () => {
    const { key } = await serve().keysOf('user1');
    assert.notEqual((await serve().keysOf('user2')).key, key);
    assert.notEqual((await serve({ secret: 'other' }).keysOf('user1')).key, key);
  });

  it('is HKDF-SHA256 (RFC 5869), as a server in another language would make it', async () => {
    // Python: session_resource.py with the same secret.
    assert.equal((await serve().keysOf('1')).key, 'Z3QTbiWStAntGIwdaivuG3K-3EebSnAW4qKgAYoHj_g');
  });
});

describe('a new secret', () => {
  it('brings a new key, and those of the secrets before it, in their order', async () => {
    const [older, old] = [await serve({ secret: 'older' }).keysOf('user1'), await serve({ secret: 'old' }).keysOf('user1')];
    const now = await serve({ previousSecrets: ['old', 'older'] }).keysOf('user1');
    assert.equal(now.key, (await serve().keysOf('user1')).key);
    assert.deepEqual(now.previous, [old.key, older.key]);
  });

  it('lets a page go on with the token that it was given under the one before', async () => {
    const store = openMemoryStore();
    const { sid, status } = await serve({ store, secret: 'old' }).sessions.begin({ name: 'user1' });
    const slide = async (options: Partial<SessionsOptions>) => (await serve({ store, ...options }).slide(sid, status.csrf_token ?? '')).status;
    assert.equal(await slide({ previousSecrets: ['old'] }), 200);
    assert.equal(await slide({ previousSecrets: ['older'] }), 403);
    assert.equal(await slide({}), 403);
  });

  it('makes the tokens given from now on', async () => {
    const store = openMemoryStore();
    const { sid } = await serve({ store, secret: 'old' }).sessions.begin({ name: 'user1' });
    const fresh = await serve({ store, previousSecrets: ['old'] }).sessions.peek(sid);
    assert.equal((await serve({ store }).slide(sid, fresh?.status.csrf_token ?? '')).status, 200);
  });

  it('is refused where the one before is empty', () => {
    assert.throws(() => serve({ previousSecrets: ['old', ''] }), new RangeError('previousSecrets: none may be empty'));
  });
});
