import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRedis, withoutRedis, type RedisServer } from '../../test/support/redis.ts';
import { limitsInMemory, limitsInRedis, type AttemptLimits } from './limits.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { StoreUnavailable } from './store.ts';
import { openRedisStore } from './stores/redis.ts';

const attempts = async (limits: AttemptLimits, address: string, name: string, count: number) => {
  let wait = 0;
  for (let i = 0; i < count; i += 1) wait = await limits.count(address, name);
  return wait;
};

describe('guessing a password', () => {
  it('stops after ten attempts with one name from one address, and locks nobody else out', async () => {
    const limits = limitsInMemory();
    assert.equal(await attempts(limits, '192.0.2.1', 'user1', 10), 0);
    assert.ok((await attempts(limits, '192.0.2.1', 'user1', 1)) > 0);
    assert.equal(await attempts(limits, '192.0.2.1', 'user2', 1), 0);
    assert.equal(await attempts(limits, '192.0.2.2', 'user1', 1), 0);
  });

  it('stops after a hundred attempts from one address, whatever the names', async () => {
    const limits = limitsInMemory();
    for (let i = 0; i < 100; i += 1) assert.equal(await limits.count('192.0.2.1', `user${i}`), 0);
    assert.ok((await limits.count('192.0.2.1', 'user100')) > 0);
  });

  it('is not what somebody does who signs in, however often', async () => {
    const limits = limitsInMemory();
    for (let i = 0; i < 300; i += 1) {
      assert.equal(await limits.count('192.0.2.1', 'user1'), 0);
      await limits.forgive('192.0.2.1', 'user1');
    }
  });

  it('has no use for an account without a password, or with a spoilt one', async () => {
    for (const stored of ['', 'x', 'scrypt$16384$8$5', 'scrypt$16384$8$5$c2FsdA$', 'scrypt$16384$8$5$c2FsdA$AA', 'scrypt$a$b$c$c2FsdA$AAAA']) {
      for (const password of ['', 'anything']) assert.equal(await verifyPassword(password, stored), false, stored);
    }
  });

  it('takes as long for a name that is not there as for one that is', async () => {
    const stored = await hashPassword('right');
    const time = async (hash: string | undefined) => {
      const start = performance.now();
      assert.equal(await verifyPassword('wrong', hash), false);
      return performance.now() - start;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 7; i += 1) {
      known.push(await time(stored));
      unknown.push(await time(undefined));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[3] ?? NaN;
    const ratio = median(unknown) / median(known);
    assert.ok(ratio > 0.6 && ratio < 1.7, `${ratio} times as long`);
  });
});

describe('guessing a password at many machines', { skip: withoutRedis }, () => {
  let redis: RedisServer;
  before(async () => void (redis = await startRedis()));
  after(() => redis.stop());

  it('is counted by all of them together, under no name that could be read', async () => {
    const stores = await Promise.all([openRedisStore(redis.url), openRedisStore(redis.url)]);
    const [here, there] = stores.map(limitsInRedis) as [AttemptLimits, AttemptLimits];
    assert.equal(await attempts(here, '192.0.2.1', 'my password, by mistake', 5), 0);
    assert.equal(await attempts(there, '192.0.2.1', 'my password, by mistake', 5), 0);
    assert.ok((await attempts(here, '192.0.2.1', 'my password, by mistake', 1)) > 0);
    const keys = await stores[0].link.client.keys('*');
    assert.ok(keys.length > 0 && keys.every((key) => !key.includes('password')), keys.join());
    const another = await openRedisStore(redis.url, { prefix: 'another-app:' });
    assert.equal(await attempts(limitsInRedis(another), '192.0.2.1', 'my password, by mistake', 10), 0);
    await another.close();
    await here.forgive('192.0.2.1', 'my password, by mistake');
    assert.equal(await attempts(there, '192.0.2.1', 'my password, by mistake', 1), 0);
    await redis.kill();
    await assert.rejects(here.count('192.0.2.1', 'user1'), StoreUnavailable);
    await Promise.all(stores.map((store) => store.close()));
  });
});
