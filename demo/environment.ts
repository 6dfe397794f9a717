import { fileURLToPath } from 'node:url';
import { parseDuration } from '../src/session/index.ts';

export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Seconds. */
  readonly idleTimeout: number;
  /** Seconds. */
  readonly absoluteTimeout: number;
  /** As written, for the tag in the demo's pages. */
  readonly countdown: string;
  /** A file, or `:memory:`. */
  readonly database: string;
  /** Redis or Valkey, instead of the file. */
  readonly redisUrl: string | undefined;
  readonly sessionSecret: string | undefined;
  /** The one before, for a day after a change: what it signed and sealed is still good. */
  readonly previousSessionSecret: string | undefined;
  /** For figures, apart from the public port. */
  readonly metricsPort: number | undefined;
  /** How many proxies stand in front of the server and tell it whom they speak for. */
  readonly trustedProxies: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws Error with one line that names the variable and says what it may be. */
export function readEnvironment(env: Variables): Environment {
  const countdown = env.COUNTDOWN ?? '30s';
  duration({ COUNTDOWN: countdown }, 'COUNTDOWN', countdown);
  return {
    port: port('PORT', env.PORT ?? '3000'),
    host: text(env, 'HOST', '127.0.0.1'),
    idleTimeout: duration(env, 'IDLE_TIMEOUT', '1m'),
    absoluteTimeout: duration(env, 'ABSOLUTE_TIMEOUT', '12h'),
    countdown,
    database: text(env, 'DATABASE', fileURLToPath(new URL('data/sessions.db', import.meta.url))),
    redisUrl: env.REDIS_URL === undefined ? undefined : redisUrl(env.REDIS_URL),
    sessionSecret: env.SESSION_SECRET === undefined ? undefined : text(env, 'SESSION_SECRET', ''),
    previousSessionSecret: env.PREVIOUS_SESSION_SECRET === undefined ? undefined : text(env, 'PREVIOUS_SESSION_SECRET', ''),
    metricsPort: env.METRICS_PORT === undefined ? undefined : port('METRICS_PORT', env.METRICS_PORT),
    trustedProxies: count(env, 'TRUSTED_PROXIES', '0'),
  };
}

function port(name: string, value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new Error(`${name}: ${JSON.stringify(value)} is not a port (0 to 65535)`);
}

function duration(env: Variables, name: string, fallback: string): number {
  const value = env[name] ?? fallback;
  const seconds = parseDuration(value);
  if (seconds === undefined) {
    throw new Error(`${name}: ${JSON.stringify(value)} is not a duration such as 90, 90s, 15m or 1h30m, up to 400d`);
  }
  return seconds;
}

function text(env: Variables, name: string, fallback: string): string {
  const value = env[name] ?? fallback;
  if (value.trim() === '') throw new Error(`${name}: must not be empty`);
  return value;
}

function count(env: Variables, name: string, fallback: string): number {
  const value = env[name] ?? fallback;
  if (/^\d$/.test(value)) return Number(value);
  throw new Error(`${name}: ${JSON.stringify(value)} is not a number from 0 to 9`);
}

/** Not repeated in the complaint: there may be a password in it. */
function redisUrl(value: string): string {
  if (/^rediss?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw new Error('REDIS_URL: not an address such as redis://127.0.0.1:6379 or rediss://user:password@host:6379/0');
}
