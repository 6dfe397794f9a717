import { existsSync, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname } from 'node:path';
import { serve } from '@hono/node-server';
import { pino, type Logger } from 'pino';
import {
  limitsInMemory,
  limitsInRedis,
  openRedisStore,
  openSqliteStore,
  Sessions,
  type AttemptLimits,
  type SessionStore,
} from '../src/server/index.ts';
import { clientAddress } from './address.ts';
import { createApp } from './app.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { logRequests, openLog } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { secretBeside } from './secret.ts';
import { authenticate } from './users.ts';

/** Of those whom the server remembers, in seconds, where the environment asks for no longer ones. */
const REMEMBERED = { idle: 7 * 86_400, absolute: 30 * 86_400 };
/** Milliseconds that requests under way have when the server is to end. */
const LAST_WORDS = 10_000;

/** What the user can mend is said in one line; anything else is a bug, and keeps its stack. */
function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

async function attempt<T>(action: () => T, complaint: (error: Error) => string): Promise<Awaited<T>> {
  try {
    return await action();
  } catch (error) {
    return stop(complaint(error as Error));
  }
}

async function openStore({ redisUrl, database }: Environment, log: Logger): Promise<{ store: SessionStore; limits: AttemptLimits }> {
  if (redisUrl !== undefined) {
    const store = await openRedisStore(redisUrl, { report: (message) => log.warn(message) });
    return { store, limits: limitsInRedis(store) };
  }
  return { store: openSqliteStore(database), limits: limitsInMemory() };
}

/** Of the database and its secret; a whole path that is not there is rather a mistake. */
function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path);
}

function listenError(error: NodeJS.ErrnoException, variable: string, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `${variable}: ${port} on ${host} is in use`;
  if (error.code === 'EACCES') return `${variable}: ${port} needs rights that this user has not`;
  return `HOST: can't listen on ${host} (${error.code ?? error.message})`;
}

const environment = await attempt(() => readEnvironment(process.env), (error) => error.message);
const { host, port, metricsPort, database, redisUrl, idleTimeout: idle, absoluteTimeout: absolute, countdown } = environment;
const output = openLog();
const log = pino({ name: 'idle-timeout' }, output);
const unusable = ({ message }: Error) => `DATABASE: can't use ${database} (${message})`;
await attempt(() => makeFolder(dirname(database)), unusable);
const secret = environment.sessionSecret ?? (await attempt(() => secretBeside(database), unusable));
const { store, limits } = await attempt(() => openStore(environment, log), unusable);
if (redisUrl !== undefined && environment.sessionSecret === undefined) {
  log.warn('SESSION_SECRET is not set: servers on other machines need the same, or refuse what pages of this one send');
}
const metrics = createMetrics(store);
const sessions = new Sessions({
  store,
  secret,
  previousSecrets: environment.previousSessionSecret === undefined ? [] : [environment.previousSessionSecret],
  lifetimes: { idle, absolute },
  remember: { idle: Math.max(idle, REMEMBERED.idle), absolute: Math.max(absolute, REMEMBERED.absolute) },
  roles: { admin: { idle: idle / 2 } },
  observe: metrics.observeSessions,
});
// Only now: what is wrong with the environment is to be said at once.
const { buildBundle } = await import('./bundle.ts');
const bundle = await buildBundle();
const address = (c: Parameters<typeof clientAddress>[0]) => clientAddress(c, environment.trustedProxies);
const app = createApp({
  sessions,
  bundle,
  countdown,
  authenticate,
  address,
  limits,
  observers: [logRequests(log, address), metrics.observeRequests],
  report: (error) => log.error(error),
});

const open = (fetch: typeof app.fetch, variable: string, port: number, path = '') => {
  const server = serve({ fetch, hostname: host, port }, ({ port }) => {
    console.log(`http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`);
  });
  server.on('error', (error) => stop(listenError(error, variable, host, port)));
  return server;
};
const servers = [open(app.fetch, 'PORT', port)];
if (metricsPort !== undefined) servers.push(open(metrics.app.fetch, 'METRICS_PORT', metricsPort, '/metrics'));

/** Requests under way are answered; then nothing is left that would keep the process. */
async function end(): Promise<void> {
  const each = (close: 'closeIdleConnections' | 'closeAllConnections') => servers.forEach((server) => close in server && (server as Server)[close]());
  // A connection is not idle before it has had its answer, and would be kept open for the next.
  const idle = setInterval(() => each('closeIdleConnections'), 50);
  const late = setTimeout(() => each('closeAllConnections'), LAST_WORDS);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  clearInterval(idle);
  clearTimeout(late);
  await store.close();
  output.flushSync();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
