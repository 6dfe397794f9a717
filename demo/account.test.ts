import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setUp, signedIn } from '../test/support/world.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

/** One user in three browsers, and another user. */
async function atHome() {
  const world = setUp();
  const [here, there, third, other] = [world.browser(), world.browser(), world.browser(), world.browser()];
  await there.signIn('user1', {}, { 'user-agent': FIREFOX });
  await third.signIn();
  await other.signIn('user2');
  world.pass(5);
  await here.signIn();
  return { ...world, here, there, third, other };
}

describe('the account page', () => {
  it('lists one’s own sessions, with device and when each was last seen', async () => {
    const { here } = await atHome();
    const page = await (await here.ask('GET', '/account')).text();
    assert.match(page, /Firefox on Linux/);
    assert.match(page, /Last seen 5 seconds ago/);
    assert.equal(page.match(/Last seen/g)?.length, 3);
    assert.equal(page.match(/this one/g)?.length, 1);
    assert.doesNotMatch(page, /user2/);
  });

  it('tells no cookie’s value', async () => {
    const { here, there } = await atHome();
    const page = await (await here.ask('GET', '/account')).text();
    for (const { cookie } of [here, there]) assert.ok(!page.includes(cookie.split('=')[1] ?? ''));
  });

  it('signs out everywhere else, with the password', async () => {
    const { here, there, third, other } = await atHome();
    assert.equal((await here.post('/account/sign-out', { password: 'user1_secret' })).status, 303);
    const states = await Promise.all([here, there, third, other].map(async (browser) => (await browser.status()).active));
    assert.deepEqual(states, [true, false, false, true]);
  });

  it('signs out in one place', async () => {
    const { here, there, third } = await atHome();
    const { id = '' } = await there.status();
    await here.post('/account/sign-out', { password: 'user1_secret', id });
    assert.deepEqual([(await there.status()).active, (await third.status()).active], [false, true]);
  });

  it('ends nobody else’s session', async () => {
    const { here, other } = await atHome();
    const { id = '' } = await other.status();
    await here.post('/account/sign-out', { password: 'user1_secret', id });
    assert.equal((await other.status()).active, true);
  });

  it('ends nothing without the password, however often it is guessed', async () => {
    const { here, there } = await atHome();
    for (let i = 0; i < 10; i += 1) assert.equal((await here.post('/account/sign-out', { password: `guess${i}` })).status, 403);
    assert.equal((await here.post('/account/sign-out', { password: 'user1_secret' })).status, 429);
    assert.equal((await there.status()).active, true);
  });

  it('changes nothing without the token', async () => {
    const { user } = await signedIn();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const path of ['/account/sign-out', '/account/shared-computer', '/report']) {
      const response = await user.ask('POST', path, { headers, body: 'password=user1_secret&csrf_token=x' });
      assert.equal(response.status, 403, path);
    }
    assert.equal((await user.status()).idle_timeout, 60);
  });
});

describe('the report', () => {
  it('is kept in the session, as it was typed', async () => {
    const { user } = await signedIn();
    await user.post('/report', { story: '</textarea><script>"&', place: '"Kitchen"', injured: 'on' });
    const page = await (await user.ask('GET', '/report')).text();
    assert.match(page, /&lt;\/textarea&gt;&lt;script&gt;&quot;&amp;<\/textarea>/);
    assert.match(page, /value="&quot;Kitchen&quot;"/);
    assert.match(page, /checked/);
  });

  it('that comes too late leads to the sign-in page and back to where it was written', async () => {
    const { user, pass } = await signedIn();
    pass(60);
    const headers = { referer: 'http://localhost/report?draft=1', 'content-type': 'application/x-www-form-urlencoded' };
    const response = await user.ask('POST', '/report', { headers, body: 'story=late' });
    assert.equal(response.headers.get('location'), '/login?next=%2Freport%3Fdraft%3D1');
  });
});
