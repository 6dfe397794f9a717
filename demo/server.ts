import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { openSqliteStore, Sessions, type SessionStore } from '../src/server/index.ts';
import { createApp } from './app.ts';
import { buildBundle } from './bundle.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { secretBeside } from './secret.ts';
import { authenticate } from './users.ts';

/** What the user can mend is said in one line; anything else is a bug, and keeps its stack. */
function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function attempt<T>(action: () => T, complaint: (error: Error) => string): T {
  try {
    return action();
  } catch (error) {
    return stop(complaint(error as Error));
  }
}

function openDatabase(path: string): SessionStore {
  const folder = dirname(path);
  if (!existsSync(folder)) mkdirSync(folder);
  return openSqliteStore(path);
}

function listenError(error: NodeJS.ErrnoException, { host, port }: Environment): string {
  if (error.code === 'EADDRINUSE') return `PORT: ${port} on ${host} is in use`;
  if (error.code === 'EACCES') return `PORT: ${port} needs rights that this user has not`;
  return `HOST: can't listen on ${host} (${error.code ?? error.message})`;
}

const environment = attempt(() => readEnvironment(process.env), (error) => error.message);
const { host, port, database, idleTimeout: idle, absoluteTimeout: absolute, countdown } = environment;
const unusable = ({ message }: Error) => `DATABASE: can't use ${database} (${message})`;
const store = attempt(() => openDatabase(database), unusable);
const secret = environment.sessionSecret ?? attempt(() => secretBeside(database), unusable);
const sessions = new Sessions({ store, secret, lifetimes: { idle, absolute }, roles: { admin: { idle: idle / 2 } } });
const bundle = await buildBundle();
const app = createApp({ sessions, bundle, countdown, authenticate, address: (c) => getConnInfo(c).remote.address ?? '' });

const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port }) => {
  console.log(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
});
server.on('error', (error) => stop(listenError(error, environment)));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => void store.close());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
