import type { RedisClientType, RedisFunctions, RedisModules, RedisScripts } from '@redis/client';
import { StoreUnavailable } from '../store.ts';

/** Milliseconds. Whoever waits is told within 2 s. */
const PATIENCE = 1000;
const SILENCE = 3000;
const QUEUE = 10_000;

export type RedisClient<Scripts extends RedisScripts> = RedisClientType<RedisModules, RedisFunctions, Scripts>;

/** A connection that comes back by itself, and on which nobody waits for long. */
export interface RedisLink<Scripts extends RedisScripts> {
  /** The client itself: whoever asks it may wait for long. */
  readonly client: RedisClient<Scripts>;
  /** @throws StoreUnavailable where there is no answer in time. */
  ask<T>(question: (client: RedisClient<Scripts>) => Promise<T>): Promise<T>;
  /** Lets go at once: who still waits is told that Redis can't be asked. */
  close(): Promise<void>;
}

/** @throws TypeError where the address can't be read. */
export async function linkRedis<Scripts extends RedisScripts>(
  url: string,
  scripts: Scripts,
  report: (message: string) => void,
): Promise<RedisLink<Scripts>> {
  // Only who wants Redis needs its client.
  const { createClient } = await import('@redis/client');
  const client: RedisClient<Scripts> = createClient({ url, scripts, ...CONNECTION });
  let answeredAt = performance.now();
  reportOnce(client, report);
  client.on('ready', () => (answeredAt = performance.now()));
  // Whether Redis or this process starts first should not matter: it goes on trying in the background.
  await inTime(client.connect()).catch(() => {});

  return {
    client,
    async ask(question) {
      try {
        const answer = await inTime(question(client));
        answeredAt = performance.now();
        return answer;
      } catch (cause) {
        const vanished = cause instanceof TooLate && performance.now() - answeredAt > SILENCE;
        if (vanished || isDemoted(cause)) reconnect(client);
        throw new StoreUnavailable('Redis can’t be asked', { cause });
      }
    },
    async close() {
      if (client.isOpen) client.destroy();
    },
  };
}

const CONNECTION = {
  socket: {
    connectTimeout: PATIENCE,
    // Half a second at most, so that a restarted server is found soon; the jitter spreads many processes.
    reconnectStrategy: (retries: number) => Math.min(500, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
  },
  disableOfflineQueue: true,
  commandsQueueMaxLength: QUEUE,
} as const;

class TooLate extends Error {
  override readonly message = `no answer within ${PATIENCE} ms`;
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), PATIENCE);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}

/** One line when it is lost and one when it is found, not one for every attempt. */
function reportOnce(client: RedisClient<RedisScripts>, report: (message: string) => void): void {
  let lost = false;
  client.on('error', (error: Error) => {
    if (!lost) report(`Redis is out of reach, still trying: ${error.message || String(error)}`);
    lost = true;
  });
  client.on('ready', () => {
    if (lost) report('Redis is in reach again');
    lost = false;
  });
}

/** A server that became a replica takes no writes: its name may lead to another by now. */
function isDemoted(error: unknown): boolean {
  return error instanceof Error && /^(READONLY|MASTERDOWN)\b/.test(error.message);
}

/** A machine that vanished without a word leaves a connection that TCP gives up after a quarter of an hour only. */
function reconnect(client: RedisClient<RedisScripts>): void {
  if (!client.isReady) return;
  client.destroy();
  client.connect().catch(() => {});
}
