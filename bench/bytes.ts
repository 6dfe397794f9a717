import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openMemoryStore, openRedisStore, openSqliteStore, Sessions, type SessionStore } from '../src/server/index.ts';

/** The room that a session takes in each store, with what is kept to find it by its user. */
export async function bytesASession(count: number, folder: string, redisUrl: string): Promise<readonly (readonly [string, number])[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };

  const path = join(folder, 'bytes.db');
  const sqlite = openSqliteStore(path);
  await fill(sqlite, count);
  await sqlite.close();

  const redis = await openRedisStore(redisUrl);
  const used = async () => Number(/used_memory:(\d+)/.exec(String(await redis.link.client.info('memory')))?.[1]);
  const usedBefore = await used();
  await fill(redis, count);
  const usedAfter = await used();
  await redis.close();

  const heapBefore = heap();
  const memory = openMemoryStore();
  await fill(memory, count);
  const heapAfter = heap();
  await memory.close();

  return [
    ['SQLite, in the file', statSync(path).size / count],
    ['Redis, in memory', (usedAfter - usedBefore) / count],
    ['memory', (heapAfter - heapBefore) / count],
  ];
}

async function fill(store: SessionStore, count: number): Promise<void> {
  const sessions = new Sessions({ store, lifetimes: { idle: 1800, absolute: 43_200 }, secret: 'bench' });
  for (let i = 0; i < count; i += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, j) => sessions.begin({ name: `user${i + j}` }, { device: 'Firefox on Linux' })));
  }
}
