import assert from 'node:assert/strict';
import { createServer, connect, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { startRedis, withoutRedis, type RedisServer } from '../../../test/support/redis.ts';
import { StoreUnavailable, type NewSession } from '../store.ts';
import { openRedisStore, type RedisStore } from './redis.ts';

const SESSION: NewSession = { key: 'one', user: 'user1', role: null, device: null, remembered: false, idle: 60_000, absolute: null };

/** Tries until it succeeds, for a few seconds at most. */
async function soon<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + 5000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe('a store in Redis', { skip: withoutRedis }, () => {
  let redis: RedisServer;
  let store: RedisStore;
  const said: string[] = [];

  before(async () => void (redis = await startRedis({ durable: true })));
  after(() => redis.stop());
  beforeEach(async () => {
    said.length = 0;
    store = await openRedisStore(redis.url, { report: (message) => said.push(message) });
    await store.create(SESSION);
  });
  afterEach(() => store.close());

  async function refusedWithin2s() {
    const start = performance.now();
    await assert.rejects(store.peek('one'), StoreUnavailable);
    assert.ok(performance.now() - start < 2000);
  }

  it('says within 2 s that it is gone, once in the log, and comes back by itself with everything in it', async () => {
    await redis.kill();
    for (let i = 0; i < 20; i += 1) await refusedWithin2s();
    assert.equal(said.length, 1, said.join('\n'));
    await redis.restart();
    assert.equal((await soon(() => store.peek('one')))?.user, 'user1');
    assert.deepEqual(said.slice(1), ['Redis is in reach again']);
  });

  it('says within 2 s that it hangs, and goes on when it answers', async () => {
    redis.pause();
    await Promise.all(Array.from({ length: 50 }, refusedWithin2s));
    redis.resume();
    assert.ok(await soon(() => store.slide('one', 0)));
  });

  it('can be opened before Redis is there', async () => {
    await redis.kill();
    const early = await openRedisStore(redis.url, { report: () => {} });
    await assert.rejects(early.peek('one'), StoreUnavailable);
    await redis.restart();
    assert.ok(await soon(() => early.peek('one')));
    await early.close();
  });

  it('connects anew where the other side vanished without a word', { timeout: 15_000 }, async () => {
    const line = await startLine(redis.url);
    const far = await openRedisStore(line.url, { report: () => {} });
    assert.ok(await far.peek('one'));
    line.cut();
    assert.ok(await soon(() => far.peek('one')));
    await far.close();
    line.stop();
  });

  it('connects anew where the server became a replica, and its name leads to another', async () => {
    const [first, second] = [await startRedis(), await startRedis()];
    const line = await startLine(first.url);
    const far = await openRedisStore(line.url, { report: () => {} });
    await far.create(SESSION);
    await far.link.client.sendCommand(['REPLICAOF', '127.0.0.1', new URL(second.url).port]);
    line.lead(second.url);
    await assert.rejects(far.slide('one', 0), StoreUnavailable);
    assert.ok(await soon(() => far.create(SESSION)));
    await far.close();
    line.stop();
    await Promise.all([first.stop(), second.stop()]);
  });

  it('keeps sessions of two apps apart by their prefix', async () => {
    const other = await openRedisStore(redis.url, { prefix: 'other:' });
    assert.equal(await other.peek('one'), null);
    assert.equal((await other.count()).alive, 0);
    await other.close();
  });

  it('forgets what is over, and strikes it off its owner’s list', async () => {
    const { client } = store.link;
    for (let i = 0; i < 40; i += 1) await store.create({ ...SESSION, key: `brief${i}`, user: 'guest', idle: 1 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (let i = 0; i < 20; i += 1) await store.create({ ...SESSION, key: `long${i}`, user: 'guest' });
    const listed = await client.sCard('idle-timeout:user:guest');
    assert.ok(listed >= 20 && listed < 25, `${listed} for 20 that live`);
    await store.create({ ...SESSION, key: 'last', user: 'guest', idle: 1 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal((await store.list('guest')).length, 20);
    assert.equal(await client.sCard('idle-timeout:user:guest'), 20);
    assert.ok((await client.ttl('idle-timeout:user:guest')) > 0);
    assert.equal(await client.exists('idle-timeout:session:brief0'), 0);
  });

  it('lets people in where their older sessions can’t be looked at', async () => {
    const { client } = store.link;
    await client.sendCommand(['ACL', 'SETUSER', 'default', '-exists']);
    assert.equal((await store.create({ ...SESSION, key: 'two' })).user, 'user1');
    await client.sendCommand(['ACL', 'SETUSER', 'default', '+exists']);
  });

  it('is estimated where it is large', async () => {
    const { client } = store.link;
    await client.eval(`for i = 1, 30000 do redis.call('SET', 'something:' .. i, '') redis.call('SET', 'idle-timeout:session:' .. i, '') end`);
    const { alive } = await store.count();
    assert.ok(alive > 27_000 && alive < 33_000, `${alive}`);
    await client.flushDb();
  });

  it('refuses an address that can’t be read', async () => {
    await assert.rejects(openRedisStore('http://localhost'), TypeError);
  });
});

/** A line to a server that can be cut as by pulling a plug: what is connected hears nothing more, what connects anew does. */
async function startLine(url: string) {
  let { hostname, port } = new URL(url);
  const ends: Socket[] = [];
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    ends.push(near, far);
    for (const end of [near, far]) end.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => line.once('listening', resolve));
  const address = line.address();
  return {
    url: `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** What connects anew is led elsewhere. */
    lead: (to: string) => void ({ hostname, port } = new URL(to)),
    cut: () => {
      for (const end of ends) end.unpipe();
    },
    stop() {
      for (const end of ends) end.destroy();
      line.close();
    },
  };
}
