import type { Context } from 'hono';
import { pino, type Logger } from 'pino';
import type { Answered } from './observe.ts';

/**
 * In the background and some lines at once, a second late at most: who does not read the log must not hold requests up.
 *
 * @param dest A file. Default: standard output.
 */
export function openLog(dest?: string): ReturnType<typeof pino.destination> {
  const output = pino.destination({ sync: false, minLength: 4096, maxLength: 1024 * 1024, ...(dest && { dest }) });
  setInterval(() => output.flush(), 1000).unref();
  return output;
}

/** One line a request. Never what a cookie, a body or a query says: secrets are there (ASVS 16.2.5). */
export function logRequests(log: Logger, address: (c: Context) => string): (answered: Answered) => void {
  return ({ c, status, ms, refusal }) => {
    const { method, path } = c.req;
    const line = { method, path, status, ms: Math.round(ms * 100) / 100, from: address(c), refusal };
    if (status >= 500) log.error(line, 'request');
    else log.info(line, 'request');
  };
}
