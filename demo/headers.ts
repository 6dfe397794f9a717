import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Scripts, styles and requests of this origin alone, in no frame, and nothing left in any cache (ASVS 3.4, 14.3.2). */
const HEADERS = Object.entries({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    ...['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'].map((name) => `${name} 'self'`),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  // Browsers heed it by https alone: https://datatracker.ietf.org/doc/html/rfc6797#section-8.1
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
});

/** Set before the answer is made, which costs a tenth of changing it afterwards. */
export const secureHeaders: MiddlewareHandler = (c, next) => {
  for (const [name, value] of HEADERS) c.header(name, value);
  return next();
};

const MAX_BODY = 64 * 1024;
const refuse = bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json({ error: 'too large' }, 413) });

/** Bodies that say their length are refused by it, unread; only those that come in pieces have to be counted. */
export const limitBody: MiddlewareHandler = (c, next) => {
  const counted = c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > MAX_BODY;
  return counted ? refuse(c, next) : next();
};
