import { openMemoryStore, openRedisStore, openSqliteStore, type SessionStore } from '../../src/server/index.ts';
import { startRedis, withoutRedis } from './redis.ts';

export interface StoreAtHand {
  readonly store: SessionStore;
  /** Lets time pass for it. */
  pass(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  /** Why it can't be tested here. */
  readonly skip: string | false;
  open(): Promise<StoreAtHand>;
}

/** The stores, each on a clock that tests can move. */
export const STORES: readonly StoreKind[] = [
  { name: 'memory', skip: false, open: async () => onClock((now) => openMemoryStore({ now })) },
  { name: 'SQLite', skip: false, open: async () => onClock((now) => openSqliteStore(':memory:', { now })) },
  { name: 'Redis', skip: withoutRedis, open: openRedis },
];

function onClock(open: (now: () => number) => SessionStore): StoreAtHand {
  let now = 1_700_000_000_000;
  const store = open(() => now);
  return { store, pass: async (seconds) => void (now += seconds * 1000), stop: () => store.close() };
}

/** Redis goes by its own clock, which nobody can move: everything in it grows older instead. */
const GROW_OLDER = `
for _, key in ipairs(redis.call('KEYS', '*session:*')) do
  for _, name in ipairs({ 'createdAt', 'lastActive', 'absoluteAt' }) do
    local at = redis.call('HGET', key, name)
    if at then redis.call('HSET', key, name, string.format('%.3f', at - ARGV[1])) end
  end
  redis.call('PEXPIREAT', key, redis.call('PEXPIRETIME', key) - ARGV[1])
end`;

async function openRedis(): Promise<StoreAtHand> {
  const server = await startRedis();
  const store = await openRedisStore(server.url);
  return {
    store,
    async pass(seconds) {
      await store.link.client.eval(GROW_OLDER, { arguments: [String(seconds * 1000)] });
    },
    async stop() {
      await store.close();
      await server.stop();
    },
  };
}
