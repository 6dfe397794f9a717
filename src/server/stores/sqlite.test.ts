import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createApp } from '../../../demo/app.ts';
import { Sessions } from '../sessions.ts';
import { openSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));

it('a locked database is answered with 503 and Retry-After within 2 s, and with the session when it is free again', async () => {
  const path = join(folder, 'locked.db');
  const store = openSqliteStore(path);
  const sessions = new Sessions({ store, lifetimes: { idle: 60, absolute: null }, secret: 'test' });
  const authenticate = async () => null;
  const app = createApp({ sessions, bundle: '', countdown: '30s', authenticate, address: () => 'here' });
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
  other.exec('ROLLBACK');
  other.close();
  assert.equal((await slide()).status, 200);
  await store.close();
});
