import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { draftKey } from '../../src/server/draft-key.ts';
import { startServer, type Running } from '../support/demo.ts';
import { python, withoutDjango, withoutFlask } from '../support/python.ts';
import { freePort, startRedis, withoutRedis, type RedisServer } from '../support/redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-verify-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
}

/** The command as it is packed. */
function verify(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn('node', ['dist/verify/cli.js', 'verify', ...args]);
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (out += chunk));
    child.on('close', (code) => resolve({ code, out }));
  });
}

const login = ({ address }: Running, user: string) => ['--login', `${address}/login`, user, `${user}_secret`];

describe('npx idle-timeout-element verify', { concurrency: true }, () => {
  let redis: RedisServer | undefined;
  before(async () => void (redis = withoutRedis ? undefined : await startRedis()));
  after(() => redis?.stop());

  const stores: Record<string, () => Record<string, string>> = {
    memory: () => ({}),
    SQLite: () => ({ DATABASE: join(folder, 'sessions.db') }),
    Redis: () => ({ REDIS_URL: redis?.url ?? '' }),
  };
  for (const [name, env] of Object.entries(stores)) {
    it(`has nothing against the reference server with its sessions in ${name}`, { skip: name === 'Redis' && withoutRedis }, async () => {
      const server = await startServer('node', ['test/support/reference.ts'], { ...env(), IDLE_TIMEOUT: '5', ABSOLUTE_TIMEOUT: '60' });
      const { code, out } = await verify(`${server.address}/session`, ...login(server, 'user1'));
      await server.stop();
      assert.match(out, /20 ok, 0 wrong, 0 not looked at/);
      assert.equal(code, 0, out);
    });
  }

  it('has nothing against Express with the recipe of docs/SERVERS.md, as it stands there', async () => {
    const server = await startServer('node', ['test/support/express.js'], {});
    const { code, out } = await verify(`${server.address}/session`, ...login(server, 'user1'));
    await server.stop();
    assert.match(out, /20 ok, 0 wrong, 0 not looked at/);
    assert.equal(code, 0, out);
  });

  it('has nothing against Django with the recipe of docs/SERVERS.md, as it stands there', { skip: withoutDjango }, async () => {
    const server = await startServer(python, ['test/support/django_app.py'], {});
    const { code, out } = await verify(`${server.address}/session`, ...login(server, 'user1'));
    await server.stop();
    assert.match(out, /20 ok, 0 wrong, 0 not looked at/);
    assert.equal(code, 0, out);
  });

  it('can do with a cookie alone, and says what it could not look at', async () => {
    const server = await startServer('node', ['test/support/reference.ts'], {});
    const response = await fetch(`${server.address}/login`, { method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }, body: '{"username": "user1", "password": "user1_secret"}' });
    const [cookie = ''] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const { code, out } = await verify(`${server.address}/session`, '--cookie', cookie);
    await server.stop();
    assert.match(out, /18 ok, 0 wrong, 2 not looked at/);
    assert.equal(code, 0, out);
  });

  it('has nothing against the Flask app with session_resource.py', { skip: withoutFlask }, async () => {
    const env = { PORT: String(await freePort()), DATABASE: join(folder, 'flask.db') };
    const server = await startServer(python, ['demo/flask/app_with_resource.py'], env);
    const { code, out } = await verify(`${server.address}/session`, ...login(server, '1'));
    await server.stop();
    assert.match(out, /20 ok, 0 wrong, 0 not looked at/);
    assert.equal(code, 0, out);
  });

  it('says of the plain Flask app what the tag can do with it, and that a signed-out cookie lives on', { skip: withoutFlask }, async () => {
    const server = await startServer(python, ['demo/flask/app.py'], { PORT: String(await freePort()) });
    const addresses = ['--keepalive-url', `${server.address}/`, '--keepalive-method', 'GET', '--logout-url', `${server.address}/logout`, '--logout-method', 'GET'];
    const { code, out } = await verify(...addresses, ...login(server, '1'));
    await server.stop();
    assert.equal(code, 1, out);
    assert.match(out, /^ok +the keepalive succeeds while signed in/m);
    assert.match(out, /^ok +the keepalive is refused without a session/m);
    assert.match(out, /^WRONG +the sign-out ends the session for good +a copy of the cookie still works/m);
    assert.match(out, /What to expect of the tag with this server:/);
  });

  it('says why, and what to do, where a server does not speak the protocol', { skip: withoutFlask }, async () => {
    const server = await startServer(python, ['demo/flask/app.py'], { PORT: String(await freePort()) });
    const { code, out } = await verify(`${server.address}/session`, ...login(server, '1'));
    await server.stop();
    assert.equal(code, 1);
    assert.match(out, /^WRONG +GET tells the whole status +a session that was signed in is not active here: 404/m);
    assert.match(out, /^ {2}why {4}The tag/m);
    assert.match(out, /^ {2}mend {3}Answer 200/m);
  });

  for (const [args, line] of [
    [['/session', '--cookie', 'a=b'], 'session-url: "/session" is not an address that begins with http:// or https://'],
    [['http://127.0.0.1/session'], '--login or --cookie: one of them is needed'],
    [['http://127.0.0.1/session', '--login', 'http://127.0.0.1/login', 'user1'], '--login: wants 3 values'],
    [['http://127.0.0.1/session', '--cookie', 'a=b', '--patience', 'long'], '--patience: "long" is not a duration such as 90s or 5m'],
    [['http://127.0.0.1/session', '--fast'], '--fast: there is no such option'],
    [['--cookie', 'a=b'], 'session-url: is missing, and so is --keepalive-url'],
  ] as const) {
    it(`${args.join(' ')}: ends with 2 and one line that names the argument`, async () => {
      assert.deepEqual(await verify(...args), { code: 2, out: `${line}\n` });
    });
  }

  it('ends with 2 where the server can’t be reached, or lets nobody in', async () => {
    const port = await freePort();
    assert.deepEqual(await verify(`http://127.0.0.1:${port}/session`, '--cookie', 'a=b'), { code: 2, out: `connect ECONNREFUSED 127.0.0.1:${port}\n` });
  });
});

describe('session_resource.py', () => {
  it('has 60 lines at most', () => {
    assert.ok(readFileSync('demo/flask/session_resource.py', 'utf8').trimEnd().split('\n').length <= 60);
  });

  it('runs in Python', { skip: withoutFlask }, () => {
    assert.equal(spawnSync(python, ['-m', 'py_compile', 'demo/flask/session_resource.py']).status, 0);
  });

  it('makes the reference server’s key for drafts, and those of former secrets', { skip: withoutFlask }, () => {
    const lines = [
      'from app_with_resource import app',
      'app.secret_key, app.config["SECRET_KEY_FALLBACKS"] = "now", ["before", b"long before"]',
      'client = app.test_client()',
      'client.post("/login", data={"username": "7", "password": "7_secret"})',
      'print(client.get("/session/draft-key").get_data(as_text=True))',
    ];
    const env = { ...process.env, DATABASE: join(folder, 'keys.db') };
    const { stdout, stderr } = spawnSync(python, ['-c', lines.join('\n')], { cwd: 'demo/flask', env, encoding: 'utf8' });
    assert.equal(stderr, '');
    const { key, previous } = JSON.parse(stdout) as { key: string; previous: string[] };
    assert.deepEqual([key, ...previous], ['now', 'before', 'long before'].map((secret) => draftKey(secret, '7')));
  });
});
