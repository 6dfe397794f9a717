import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type Running } from '../test/support/demo.ts';
import { freePort, startRedis } from '../test/support/redis.ts';
import { installPeers } from './bundle.ts';
import { bytesASession } from './bytes.ts';

/**
 * Keepalives on one machine: how many a second, how long they take, and what each costs the server's processor; and how
 * much room a session takes. All servers run at once and are asked in turn, so that what else the machine does strikes
 * all alike; the figures are medians of the rounds.
 */
const ROUNDS = 8;
const SECONDS = 2;
const CONNECTIONS = 32;
const SESSIONS = 200;
const TICKS_A_SECOND = 100;

interface Result {
  readonly requests: { readonly total: number; readonly average: number };
  readonly latency: { readonly p99: number };
  readonly non2xx: number;
}
type Autocannon = (options: object) => Promise<Result>;
interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
interface Contestant {
  readonly name: string;
  readonly server: Running;
  readonly requests: readonly Request[];
  readonly rounds: { readonly rate: number; readonly p99: number; readonly microseconds: number }[];
}

if (!existsSync('/proc/self/stat')) throw new Error('what a process used is read from /proc: this runs on Linux alone');
installPeers();
const { default: autocannon } = (await import(new URL('node_modules/autocannon/autocannon.js', import.meta.url).href)) as { default: Autocannon };
const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-bench-'));
const redis = await startRedis();
const REDIS_URL = redis.url;
const reference = 'test/support/reference.ts';
const flaskPort = String(await freePort());
const gunicorn = ['--bind', `127.0.0.1:${flaskPort}`, '--worker-class', 'gthread', '--workers', '1', '--threads', '4', '--keep-alive', '5', '--chdir', 'bench/servers', 'flask_sliding:app'];

const contestants: Contestant[] = [];
try {
  await enterAll();
  await race();
  report();
  console.log('\nbytes a session, at 100,000 sessions');
  for (const [name, bytes] of await bytesASession(100_000, folder, REDIS_URL)) console.log(name.padEnd(34) + bytes.toFixed(0).padStart(14));
} finally {
  await Promise.all(contestants.map(({ server }) => server.stop()));
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function enterAll(): Promise<void> {
  await enter('bare node:http, no session', await startServer('node', ['bench/servers/bare.js'], {}), async () => ({}));
  await enter('reference, SQLite', await startServer('node', [reference], { DATABASE: join(folder, 'sessions.db') }), signInByJson);
  await enter('reference, Redis', await startServer('node', [reference], { REDIS_URL }), signInByJson);
  await enter('reference, memory', await startServer('node', [reference], {}), signInByJson);
  await enter('express-session, connect-redis', await startServer('node', ['bench/servers/express.js'], { REDIS_URL }), signInByJson);
  await enter('Flask, gunicorn (4 threads)', await startServer('gunicorn', gunicorn, {}), signInByForm);
}

async function race(): Promise<void> {
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { name, server, requests, rounds } of contestants) {
      const before = processorSeconds(server.pid);
      const { requests: done, latency, non2xx } = await autocannon({ url: server.address, connections: CONNECTIONS, duration: SECONDS, requests });
      if (non2xx > 0) throw new Error(`${name}: ${non2xx} keepalives were refused`);
      const used = processorSeconds(server.pid) - before;
      // The first round warms up.
      if (round >= 0) rounds.push({ rate: done.average, p99: latency.p99, microseconds: (used / done.total) * 1e6 });
    }
  }
}

function report(): void {
  const bare = contestants[0];
  const flask = contestants.at(-1);
  const heads = ['a second', 'of bare', 'p99, ms', 'CPU, µs', 'a CPU second', 'of Flask'];
  console.log(`\n${'keepalives'.padEnd(34)}${heads.map((head) => head.padStart(14)).join('')}`);
  for (const contestant of contestants) {
    const { rate, p99, microseconds } = medians(contestant);
    const share = bare ? `${Math.round((rate / medians(bare).rate) * 100)} %` : '';
    const times = flask ? `${(medians(flask).microseconds / microseconds).toFixed(1)} x` : '';
    const cells = [rate.toFixed(0), share, p99.toFixed(0), microseconds.toFixed(0), (1e6 / microseconds).toFixed(0), times];
    console.log(contestant.name.padEnd(34) + cells.map((cell) => cell.padStart(14)).join(''));
  }
}

async function enter(name: string, server: Running, signIn: (address: string, i: number) => Promise<Record<string, string>>): Promise<void> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const requests = await Promise.all(
    Array.from({ length: SESSIONS }, async (_, i) => {
      return { method: 'POST', path: '/session', headers: { ...headers, ...(await signIn(server.address, i)) }, body: '{"idle_for":0.5}' };
    }),
  );
  contestants.push({ name, server, requests, rounds: [] });
}

async function signInByJson(address: string, i: number): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const body = JSON.stringify({ username: `user${i}`, password: 'x' });
  const response = await fetch(`${address}/login`, { method: 'POST', headers, body });
  const { csrf_token } = (await response.json()) as { csrf_token?: string };
  return { cookie: cookieOf(response), ...(csrf_token && { 'x-csrf-token': csrf_token }) };
}

async function signInByForm(address: string): Promise<Record<string, string>> {
  const response = await fetch(`${address}/login`, { method: 'POST', body: new URLSearchParams({ username: '1', password: '1_secret' }), redirect: 'manual' });
  return { cookie: cookieOf(response) };
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Of a process and all that it started. */
function processorSeconds(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  return ((user ?? 0) + (system ?? 0)) / TICKS_A_SECOND + children.reduce((sum, child) => sum + processorSeconds(Number(child)), 0);
}

function medians({ rounds }: Contestant) {
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  return {
    rate: median(rounds.map(({ rate }) => rate)),
    p99: median(rounds.map(({ p99 }) => p99)),
    microseconds: median(rounds.map(({ microseconds }) => microseconds)),
  };
}
