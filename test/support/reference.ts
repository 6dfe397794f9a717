import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../../demo/app.ts';
import { logRequests, openLog } from '../../demo/logging.ts';
import { createMetrics } from '../../demo/metrics.ts';
import { openMemoryStore, openRedisStore, openSqliteStore, Sessions } from '../../src/server/index.ts';

// The demo as a process of its own with all that it has in production, log and figures too; but anybody may sign in, and
// there is no bundle, which takes seconds to build.
const { DATABASE, REDIS_URL, IDLE_TIMEOUT = '1800', ABSOLUTE_TIMEOUT = '43200' } = process.env;
const store = REDIS_URL ? await openRedisStore(REDIS_URL, { report() {} }) : DATABASE ? openSqliteStore(DATABASE) : openMemoryStore();
const metrics = createMetrics(store);
const lifetimes = { idle: Number(IDLE_TIMEOUT), absolute: Number(ABSOLUTE_TIMEOUT) };
const sessions = new Sessions({ store, lifetimes, secret: 'test', observe: metrics.observeSessions });
const log = pino(openLog('/dev/null'));
const address = () => 'here';
const app = createApp({
  sessions,
  bundle: {},
  countdown: '30s',
  authenticate: async (name) => ({ name }),
  address,
  observers: [logRequests(log, address), metrics.observeRequests],
  report: (error) => log.error(error),
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
