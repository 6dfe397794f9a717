import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RedisStore } from './stores/redis.ts';

/**
 * Against guessing of passwords: by name and address, and by address (ASVS 6.3.1). Nobody can lock an account.
 *
 * @throws StoreUnavailable from each method, while what counts can't be asked.
 */
export interface AttemptLimits {
  /** Counts an attempt; for how many seconds to wait where there were too many, else 0. */
  count(address: string, name: string): Promise<number>;
  /** After a success: that attempt was none. */
  forgive(address: string, name: string): Promise<void>;
}

const QUARTER_HOUR = 15 * 60;
const PER_NAME = { points: 10, duration: QUARTER_HOUR };
const PER_ADDRESS = { points: 100, duration: QUARTER_HOUR };

/** For one process. In 15 minutes 10 attempts by name and address, 100 by address. */
export function limitsInMemory(): AttemptLimits {
  return limits(new RateLimiterMemory(PER_NAME), new RateLimiterMemory(PER_ADDRESS), (question) => question());
}

/** For all processes on one Redis with one prefix. As many as {@link limitsInMemory} allows, in all of them together. */
export function limitsInRedis({ link, prefix }: RedisStore): AttemptLimits {
  const shared = { storeClient: link.client, useRedisPackage: true };
  const perName = new RateLimiterRedis({ ...PER_NAME, ...shared, keyPrefix: `${prefix}login-name` });
  const perAddress = new RateLimiterRedis({ ...PER_ADDRESS, ...shared, keyPrefix: `${prefix}login-address` });
  return limits(perName, perAddress, link.ask);
}

function limits(
  perName: RateLimiterAbstract,
  perAddress: RateLimiterAbstract,
  ask: <T>(question: () => Promise<T>) => Promise<T>,
): AttemptLimits {
  const wait = (limiter: RateLimiterAbstract, key: string) => ask(() => secondsToWait(limiter, key));
  return {
    async count(address, name) {
      return (await wait(perAddress, address)) || (await wait(perName, together(address, name)));
    },
    async forgive(address, name) {
      await ask(() => Promise.all([perName.delete(together(address, name)), perAddress.reward(address)]));
    },
  };
}

async function secondsToWait(limiter: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

/** Hashed: people type their password where the name belongs. */
function together(address: string, name: string): string {
  return createHash('sha256').update(JSON.stringify([address, name])).digest('base64url');
}
