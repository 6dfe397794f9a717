import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { after, describe, it } from 'node:test';
import { setUp } from '../../../test/support/world.ts';
import type { NewSession } from '../store.ts';
import { openSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const SESSION: NewSession = { key: 'one', user: 'user1', role: null, device: null, remembered: false, idle: 60_000, absolute: null };

describe('a store in a file', () => {
  it('that is locked is answered with 503 and Retry-After within 2 s, and with the session when it is free again', async () => {
    const path = join(folder, 'locked.db');
    const store = openSqliteStore(path);
    const said: Error[] = [];
    const { app, sessions } = setUp({ store, report: (error) => said.push(error) });
    const { sid, status } = await sessions.begin({ name: 'user1' });
    const headers = { cookie: `sid=${sid}`, 'x-csrf-token': status.csrf_token ?? '', 'sec-fetch-site': 'same-origin' };
    const slide = () => app.request('http://localhost/session', { method: 'POST', headers });

    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    const start = performance.now();
    const refused = await slide();
    assert.ok(performance.now() - start < 2000);
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.match(String(said[0]?.cause), /database is locked/);
    other.exec('ROLLBACK');
    other.close();
    assert.equal((await slide()).status, 200);
    await store.close();
  });

  it('is shared by processes of one machine', async () => {
    const path = join(folder, 'shared.db');
    const [here, there] = [openSqliteStore(path), openSqliteStore(path)];
    await here.create(SESSION);
    assert.ok(await there.slide('one', 0));
    await there.end('one');
    assert.equal(await here.slide('one', 0), null);
    await Promise.all([here.close(), there.close()]);
  });

  it('keeps what was confirmed at once, and closes with what waits', async () => {
    const path = join(folder, 'kept.db');
    const store = openSqliteStore(path);
    const created = store.create(SESSION);
    await store.close();
    await created;
    const again = openSqliteStore(path);
    assert.ok(await again.peek('one'));
    await again.close();
  });

  it('lets a write that fails spoil none that share its transaction', async () => {
    const store = openSqliteStore(':memory:');
    const results = await Promise.allSettled([store.create(SESSION), store.create(SESSION), store.create({ ...SESSION, key: 'two' })]);
    assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
    assert.ok((await store.peek('one')) && (await store.peek('two')));
    await store.close();
  });

  it('whose disk is full keeps all or nothing of what was written together, and says why', async () => {
    const path = join(folder, 'full.db');
    const store = openSqliteStore(path);
    const database = new DatabaseSync(path);
    database.exec('CREATE TRIGGER full BEFORE INSERT ON sessions WHEN NEW.user = \'too much\' BEGIN SELECT RAISE(ROLLBACK, \'database or disk is full\'); END');
    database.close();
    const writes = ['one', 'two', 'three'].map((key, i) => store.create({ ...SESSION, key, user: i === 1 ? 'too much' : 'user1' }));
    for (const result of await Promise.allSettled(writes)) {
      assert.match(String(result.status === 'rejected' && (result.reason as Error).cause), /disk is full/);
    }
    for (const key of ['one', 'two', 'three']) assert.equal(await store.peek(key), null);
    await store.close();
  });

  it('sweeps away what is over, 10,000 at once, while requests hardly wait', async () => {
    const path = join(folder, 'swept.db');
    let now = 0;
    const store = openSqliteStore(path, { now: () => now, sweepSeconds: 0.02 });
    const keys = Array.from({ length: 10_000 }, (_, i) => `key${i}`);
    await Promise.all(keys.map((key, i) => store.create({ ...SESSION, key, idle: i === 7 ? 90_000 : 60_000 })));
    now = 60_000;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    let left = await store.count();
    for (const until = performance.now() + 20_000; left.expired > 0 && performance.now() < until; left = await store.count()) {
      assert.ok(await store.slide('key7', 0));
    }
    delay.disable();
    assert.deepEqual(left, { alive: 1, expired: 0 });
    assert.ok(delay.percentile(99) / 1e6 < 100, `p99 of the delay: ${delay.percentile(99) / 1e6} ms`);
    await store.close();
  });

  it('of the first version is brought up to date, with all that is in it', async () => {
    const path = join(folder, 'old.db');
    const old = new DatabaseSync(path);
    old.exec(`CREATE TABLE sessions (key TEXT PRIMARY KEY, user TEXT NOT NULL, role TEXT, createdAt REAL NOT NULL, lastActive REAL NOT NULL,
      idle REAL NOT NULL, absoluteAt REAL, endsAt REAL AS (min(lastActive + idle, coalesce(absoluteAt, 9e999))) VIRTUAL) STRICT, WITHOUT ROWID;
      CREATE INDEX sessions_by_end ON sessions (endsAt);
      INSERT INTO sessions (key, user, createdAt, lastActive, idle) VALUES ('one', 'user1', 1000, 5000, 60000)`);
    old.close();
    const store = openSqliteStore(path, { now: () => 6000 });
    const { device, remembered, age, idleFor } = (await store.peek('one')) ?? {};
    assert.deepEqual([device, remembered, age, idleFor], [null, false, 5000, 1000]);
    await store.close();
  });

  it('of a later version is left alone', () => {
    const path = join(folder, 'new.db');
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    assert.throws(() => openSqliteStore(path), /a later version/);
    const again = new DatabaseSync(path);
    again.exec('CREATE TABLE nobodyHoldsALock (x)');
    again.close();
  });
});
