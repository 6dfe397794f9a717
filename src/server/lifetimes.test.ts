import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setUp, signedIn } from '../../test/support/world.ts';
import { Sessions } from './sessions.ts';
import { openMemoryStore } from './stores/memory.ts';

const DAY = 86_400;
const remember = { idle: 7 * DAY, absolute: 30 * DAY };

describe('a session that is to be remembered', () => {
  it('has a cookie that outlives the browser’s closing, and longer lifetimes that the status tells', async () => {
    const { browser } = setUp({ remember });
    const user = browser();
    const response = await user.signIn('user1', { remember: 'on' });
    assert.match(response.headers.get('set-cookie') ?? '', /; Max-Age=2592000;/);
    const { idle_timeout, expires_in, absolute_expires_in } = await user.status();
    assert.deepEqual([idle_timeout, expires_in, absolute_expires_in], [7 * DAY, 7 * DAY, 30 * DAY]);
  });

  it('is asked for in JSON, too', async () => {
    const { browser } = setUp({ remember });
    const body = JSON.stringify({ username: 'user1', password: 'user1_secret', remember: true });
    const response = await browser().ask('POST', '/login', { headers: { 'content-type': 'application/json' }, body });
    assert.match(response.headers.get('set-cookie') ?? '', /; Max-Age=2592000;/);
  });

  it('still ends at its idle timeout, and nothing brings it back', async () => {
    const { browser, pass } = setUp({ remember });
    const user = browser();
    await user.signIn('user1', { remember: 'on' });
    pass(7 * DAY);
    assert.equal((await user.ask('GET', '/report')).status, 303);
    assert.deepEqual(await user.status(), { active: false });
  });

  it('does not get around the shorter timeout of a role', async () => {
    const { browser } = setUp({ remember });
    const admin = browser();
    await admin.signIn('admin', { remember: 'on' });
    assert.equal((await admin.status()).idle_timeout, 30);
  });

  it('is not had without asking', async () => {
    const { browser } = setUp({ remember });
    for (const fields of [{}, { remember: '' }, { remember: 'off' }]) {
      const user = browser();
      const response = await user.signIn('user1', fields);
      assert.doesNotMatch(response.headers.get('set-cookie') ?? '', /Max-Age|Expires/);
      assert.equal((await user.status()).idle_timeout, 60);
    }
  });

  it('keeps the cookie for 400 days where it has no absolute timeout', async () => {
    const { browser } = setUp({ absolute: null });
    const response = await browser().signIn('user1', { remember: 'on' });
    assert.match(response.headers.get('set-cookie') ?? '', /; Max-Age=34560000;/);
  });
});

describe('the lifetime of one session', () => {
  it('is made shorter by what its user does, without counting as activity', async () => {
    const { user, pass } = await signedIn();
    assert.equal((await user.status()).idle_timeout, 60);
    pass(20);
    await user.post('/account/shared-computer');
    const { idle_timeout, expires_in } = await user.status();
    assert.deepEqual([idle_timeout, expires_in], [30, 30]);
    pass(30);
    assert.deepEqual(await user.status(), { active: false });
  });

  it('can be made longer or shorter, from sign-in on where it is absolute, and never revived', async () => {
    const { sessions, pass } = setUp();
    const { sid } = await sessions.begin({ name: 'user1' });
    pass(10);
    assert.equal((await sessions.setLifetime(sid, { idle: 900 }))?.status.expires_in, 590);
    assert.equal((await sessions.setLifetime(sid, { absolute: 100 }))?.status.expires_in, 90);
    assert.equal((await sessions.setLifetime(sid, { absolute: null }))?.status.expires_in, 890);
    pass(890);
    assert.equal(await sessions.setLifetime(sid, { idle: 9000 }), null);
  });

  it('is refused where it can’t be right', async () => {
    const { sessions } = setUp();
    const { sid } = await sessions.begin({ name: 'user1' });
    for (const lifetimes of [{ idle: 0 }, { idle: NaN }, { absolute: -1 }, { idle: undefined as unknown as number }]) {
      await assert.rejects(sessions.setLifetime(sid, lifetimes), RangeError);
    }
  });
});

describe('what an app keeps in a session', () => {
  it('is there at the next request, with what other requests keep', async () => {
    const { sessions } = setUp();
    const { sid } = await sessions.begin({ name: 'user1' });
    await Promise.all([sessions.set(sid, 'cart', ['a', 1, null]), sessions.set(sid, 'theme', 'dark')]);
    const session = await sessions.peek(sid);
    assert.deepEqual([session?.get('cart'), session?.get('theme'), session?.get('toString')], [['a', 1, null], 'dark', undefined]);
    await session?.set('theme', undefined);
    assert.equal((await sessions.peek(sid))?.get('theme'), undefined);
  });

  it('is refused where JSON can’t tell it', async () => {
    const { sessions } = setUp();
    const { sid } = await sessions.begin({ name: 'user1' });
    await assert.rejects(sessions.set(sid, 'f', () => {}), TypeError);
  });

  it('goes by words, so that no name means more than itself', async () => {
    const { sessions } = setUp();
    const { sid } = await sessions.begin({ name: 'user1' });
    for (const name of ['', 'a.b', '__proto__', '"', '1', 'a b']) await assert.rejects(sessions.set(sid, name, 1), RangeError);
  });
});

describe('options that can’t be right', () => {
  for (const [options, name] of [
    [{ lifetimes: { idle: 0, absolute: null } }, 'lifetimes.idle'],
    [{ lifetimes: { idle: NaN, absolute: null } }, 'lifetimes.idle'],
    [{ lifetimes: { idle: 60, absolute: -1 } }, 'lifetimes.absolute'],
    [{ lifetimes: { idle: 60 } }, 'lifetimes.absolute'],
    [{ remember: { idle: 59 } }, 'remember.idle'],
    [{ remember: { absolute: 0 } }, 'remember.absolute'],
    [{ roles: { admin: { idle: Infinity } } }, 'roles.admin.idle'],
    [{ roles: { admin: { idle: undefined } } }, 'roles.admin.idle'],
    [{ secret: '' }, 'secret'],
  ] as const) {
    it(`${JSON.stringify(options)} is refused by name`, () => {
      const good = { store: openMemoryStore(), lifetimes: { idle: 60, absolute: null }, secret: 'test' };
      const given = { ...good, ...options } as ConstructorParameters<typeof Sessions>[0];
      assert.throws(() => new Sessions(given), (error: Error) => error instanceof RangeError && error.message.startsWith(`${name}:`));
    });
  }
});
