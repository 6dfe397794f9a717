import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../../demo/app.ts';
import { logRequests, openLog } from '../../demo/logging.ts';
import { createMetrics } from '../../demo/metrics.ts';
import { limitsInMemory, openMemoryStore, openRedisStore, openSqliteStore, Sessions } from '../../src/server/index.ts';

// The demo with all that it has in production, log and figures too, but for the bundle, which takes seconds to build.
const { DATABASE, REDIS_URL, LOG = '/dev/null', PORT = '0', IDLE_TIMEOUT = '1800' } = process.env;
const store = REDIS_URL ? await openRedisStore(REDIS_URL) : DATABASE ? openSqliteStore(DATABASE) : openMemoryStore();
const metrics = createMetrics(store);
const lifetimes = { idle: Number(IDLE_TIMEOUT), absolute: 43_200 };
const sessions = new Sessions({ store, lifetimes, secret: 'bench', observe: metrics.observeSessions });
const log = pino(openLog(LOG));
const address = () => 'here';
const app = createApp({
  sessions,
  bundle: '',
  countdown: '30s',
  authenticate: async (name) => ({ name }),
  address,
  limits: limitsInMemory(),
  observers: [logRequests(log, address), metrics.observeRequests],
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
process.once('SIGINT', () => process.exit());
