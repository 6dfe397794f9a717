import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startDemo } from '../support/demo.ts';

const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs npm start until it ends by itself. */
function start(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, DATABASE: join(folder, 'x.db'), ...env }, timeout: 20_000 };
    const child = execFile('npm', ['start', '--silent'], options, (_, out, error) => {
      resolve({ code: child.exitCode, lines: `${out}${error}`.trim().split('\n') });
    });
  });
}

describe('npm start', () => {
  writeFileSync(join(folder, 'text.db'), 'This is no database, and long enough not to be taken for an empty one.');

  for (const [name, value] of [
    ['PORT', 'http'],
    ['IDLE_TIMEOUT', 'soon'],
    ['ABSOLUTE_TIMEOUT', '0'],
    ['COUNTDOWN', '-1'],
    ['HOST', '192.0.2.1'],
    ['DATABASE', join(folder, 'text.db')],
    ['DATABASE', join(folder, 'no', 'such', 'place.db')],
    ['SESSION_SECRET', ''],
  ] as const) {
    it(`stops at ${name}=${JSON.stringify(value)} with one line that names it`, async () => {
      const { code, lines } = await start({ [name]: value });
      assert.equal(code, 1);
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.ok(lines[0]?.startsWith(`${name}: `), lines[0]);
    });
  }

  it('makes the folder of its database, as on a fresh clone', async () => {
    const demo = await startDemo({ DATABASE: join(folder, 'made', 'sessions.db') });
    await demo.stop();
    assert.ok(existsSync(join(folder, 'made', 'sessions.db.secret')));
  });

  it('says so when its port is in use', async () => {
    const demo = await startDemo();
    const { port } = new URL(demo.address);
    const { code, lines } = await start({ PORT: port });
    await demo.stop();
    assert.equal(code, 1);
    assert.deepEqual(lines, [`PORT: ${port} on 127.0.0.1 is in use`]);
  });

  it('keeps sessions over a restart, and its secret for its owner alone', async () => {
    const env = { DATABASE: join(folder, 'kept.db') };
    const first = await startDemo(env);
    const headers = { 'content-type': 'application/json', origin: first.address };
    const body = JSON.stringify({ username: 'user1', password: 'user1_secret' });
    const signedIn = await fetch(`${first.address}/login`, { method: 'POST', headers, body });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { id, csrf_token } = (await signedIn.json()) as Record<string, string>;
    await first.stop();
    const second = await startDemo(env);
    const response = await fetch(`${second.address}/session`, { headers: { cookie } });
    const status = (await response.json()) as Record<string, string>;
    await second.stop();
    assert.deepEqual([status.id, status.csrf_token], [id, csrf_token]);
    assert.equal(statSync(`${env.DATABASE}.secret`).mode & 0o777, 0o600);
  });
});
