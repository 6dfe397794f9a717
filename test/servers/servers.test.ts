import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ask, signIn, type Asked, type SignedIn } from '../support/client.ts';
import { startDemo, startServer, type Running } from '../support/demo.ts';
import { startRedis, withoutRedis, type RedisServer } from '../support/redis.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const startReference = (env: Record<string, string>) => startServer('node', ['test/support/reference.ts'], env);

describe('a server that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-killed-'));
  const DATABASE = join(folder, 'sessions.db');
  let server: Running;
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('50 times at any moment under load, loses no session that was confirmed, revives none, and leaves the file intact', { timeout: 180_000 }, async () => {
    const alive = new Set<SignedIn>();
    const ended = new Set<SignedIn>();
    let signIns = 0;
    for (let kill = 0; kill < 50; kill += 1) {
      server = await startReference({ DATABASE });
      for (const [sessions, expected] of [[alive, true], [ended, false]] as const) {
        const answers = await Promise.all([...sessions].map((session) => ask(server.address, 'GET', session)));
        assert.ok(answers.every(({ body }) => body?.active === expected), `after ${kill} kills: a session is not ${expected ? 'alive' : 'over'}`);
      }
      let killed = false;
      const worker = async (id: number) => {
        while (!killed) {
          const session = await signIn(server.address, `user${id}`);
          signIns += 1;
          alive.add(session);
          await ask(server.address, 'POST', session);
          if (signIns % 2 === 0) continue;
          // From here until it is answered, nobody knows.
          alive.delete(session);
          if ((await ask(server.address, 'DELETE', session)).status === 204) ended.add(session);
        }
      };
      const load = Array.from({ length: 8 }, (_, id) => worker(id).catch(() => {}));
      // However slow the machine is, there is something to lose.
      const some = ended.size + 2;
      while (ended.size < some) await pause(2);
      await pause((kill * 37) % 40);
      process.kill(-server.pid, 'SIGKILL');
      killed = true;
      await Promise.all(load);
      const file = new DatabaseSync(DATABASE);
      assert.deepEqual({ ...file.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
      file.close();
    }
    assert.ok(alive.size >= 100 && ended.size >= 100, `${alive.size} alive and ${ended.size} ended: that was no load`);
  });
});

describe('two servers on one Redis, behind no stickiness', { skip: withoutRedis }, () => {
  let redis: RedisServer;
  let servers: Running[];
  let users: SignedIn[];

  before(async () => {
    redis = await startRedis({ durable: true });
    servers = await Promise.all([1, 2].map(() => startReference({ REDIS_URL: redis.url })));
    users = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn(servers[i % 2]?.address ?? '', `user${i}`)));
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  });

  let turn = 0;
  /** As a load balancer does it: each request to the next server, and to another where one is not there. */
  async function balanced(method: 'GET' | 'POST' | 'DELETE', user: SignedIn): Promise<Asked> {
    for (;;) {
      const server = servers[(turn += 1) % servers.length];
      try {
        return await ask(server?.address ?? '', method, user);
      } catch {
        // Refused or cut off: not answered, so to be asked elsewhere.
      }
    }
  }

  it('know each other’s sessions', async () => {
    for (const user of users) for (let i = 0; i < 3; i += 1) assert.equal((await balanced('POST', user)).status, 200);
    const [gone, ...others] = users;
    assert.ok(gone);
    assert.equal((await balanced('DELETE', gone)).status, 204);
    for (let i = 0; i < 2; i += 1) assert.equal((await balanced('POST', gone)).status, 401);
    users = others;
  });

  it('are one when the other is killed, and nobody notices', async () => {
    const statuses: number[] = [];
    const load = Promise.all(users.map(async (user) => {
      for (let i = 0; i < 30; i += 1) statuses.push((await balanced('POST', user)).status);
    }));
    await pause(30);
    const [killed] = servers;
    assert.ok(killed);
    process.kill(-killed.pid, 'SIGKILL');
    await load;
    assert.deepEqual([...new Set(statuses)], [200]);
    servers = [await startReference({ REDIS_URL: redis.url }), ...servers.slice(1)];
  });

  it('answer 503 while Redis is away, never 401, and go on with every session when it is back', async () => {
    const statuses = new Set<number>();
    let away = true;
    const load = Promise.all(users.map(async (user) => {
      while (away) statuses.add((await balanced('POST', user)).status);
    }));
    await redis.kill();
    await pause(300);
    await redis.restart();
    away = false;
    await load;
    assert.ok([...statuses].every((status) => status === 200 || status === 503), [...statuses].join());
    assert.ok(statuses.has(503));
    for (const user of users) {
      let last = await balanced('POST', user);
      for (const until = performance.now() + 5000; last.status === 503 && performance.now() < until; last = await balanced('POST', user)) await pause(20);
      assert.equal(last.status, 200);
    }
    for (const { pid } of servers) process.kill(pid, 0);
  });
});

describe('the demo on Redis', { skip: withoutRedis }, () => {
  let redis: RedisServer;
  let demo: Running;
  before(async () => {
    redis = await startRedis();
    demo = await startDemo({ REDIS_URL: redis.url, METRICS_PORT: '0' });
  });
  after(async () => {
    await demo.stop();
    await redis.stop();
  });

  it('keeps its sessions there, and shows figures on a port of their own alone', async () => {
    const user = await signIn(demo.address, 'user1');
    assert.equal((await ask(demo.address, 'POST', user)).status, 200);
    const [metrics = ''] = /http:\S+\/metrics/.exec(demo.output()) ?? [];
    assert.match(await (await fetch(metrics)).text(), /^idle_timeout_sessions\{state="alive"\} 1$/m);
    assert.equal((await fetch(`${demo.address}/metrics`)).status, 404);
    assert.equal((await fetch(`${new URL(metrics).origin}/session`)).status, 404);
  });

  it('says that it is unwell while Redis is away', async () => {
    const health = async () => (await fetch(`${demo.address}/healthz`)).status;
    assert.equal(await health(), 200);
    redis.pause();
    const start = performance.now();
    assert.equal(await health(), 503);
    assert.ok(performance.now() - start < 2000);
    redis.resume();
    for (const until = performance.now() + 5000; (await health()) !== 200; ) assert.ok(performance.now() < until);
  });

  it('answers who is waiting and ends at once when it is told to end, though connections are open', async () => {
    // Hashing the password takes a moment.
    const waiting = signIn(demo.address, 'user2');
    await pause(15);
    const start = performance.now();
    const ended = once(demo.process, 'close');
    process.kill(-demo.pid, 'SIGTERM');
    assert.match((await waiting).cookie, /^sid=./);
    await ended;
    assert.ok(performance.now() - start < 3000);
  });

  it('has written a line for each request, to the last', () => {
    const lines = demo.output().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = lines.filter(({ msg }) => msg === 'request');
    assert.ok(requests.some(({ path, status }) => path === '/healthz' && status === 503));
    assert.equal(requests.filter(({ path, status }) => path === '/login' && status === 200).length, 2);
    assert.ok(lines.some(({ msg }) => String(msg).startsWith('SESSION_SECRET is not set')));
  });
});
