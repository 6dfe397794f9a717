import type { Context, MiddlewareHandler } from 'hono';
import { refusalOf, type Refusal } from '../src/server/index.ts';

/** A request that was answered. */
export interface Answered {
  readonly c: Context;
  readonly status: number;
  readonly ms: number;
  readonly refusal: Refusal | undefined;
}

/** Tells of each request when it is answered. */
export function observe(observers: readonly ((answered: Answered) => void)[]): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const answered = { c, status: c.res.status, ms: performance.now() - start, refusal: refusalOf(c) };
    for (const observer of observers) observer(answered);
  };
}
