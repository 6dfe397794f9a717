import type { Context, MiddlewareHandler } from 'hono';
import { pino, type Logger } from 'pino';
import { refusalOf } from '../src/server/index.ts';

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
export function logRequests(log: Logger, address: (c: Context) => string): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const { method, path } = c.req;
    const { status } = c.res;
    const ms = Math.round((performance.now() - start) * 100) / 100;
    log[status >= 500 ? 'error' : 'info']({ method, path, status, ms, from: address(c), refusal: refusalOf(c) }, 'request');
  };
}
