import type { Context, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { refusalOf } from '../src/server/index.ts';

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
