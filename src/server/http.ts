import type { Context, ErrorHandler, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import { StoreUnavailable } from './store.ts';

/** What handlers behind {@link requireSession} find in the context. */
export interface SessionEnv {
  readonly Variables: { readonly session: Session };
}

const COOKIE_OPTIONS = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;

/** `__Host-sid` everywhere but on http://localhost, where browsers would not keep it. */
function cookieName(c: Context): { name: string; secure: boolean } {
  const { protocol, hostname } = new URL(c.req.url);
  const local = protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return local ? { name: 'sid', secure: false } : { name: '__Host-sid', secure: true };
}

/** The session id that the browser sent, or an empty string, which is no session's id. */
export function sessionId(c: Context): string {
  return getCookie(c, cookieName(c).name) ?? '';
}

/** Without an age: the cookie ends with the browser. */
export function keepSessionId(c: Context, sid: string): void {
  const { name, secure } = cookieName(c);
  setCookie(c, name, sid, { ...COOKIE_OPTIONS, secure });
}

export function dropSessionId(c: Context): void {
  const { name, secure } = cookieName(c);
  deleteCookie(c, name, { ...COOKIE_OPTIONS, secure });
}

/** The user's own sign-out leaves nothing; an expiry leaves what drafts need. */
export function clearSiteData(c: Context, everything: boolean): void {
  c.header('Clear-Site-Data', everything ? '"cookies", "storage"' : '"cookies"');
}

/**
 * Lets unsafe methods through from pages of this origin alone: by `Sec-Fetch-Site`, or by `Origin` where the browser
 * sends none.
 */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
  if (safe || comesFromHere(c)) return next();
  return c.json({ error: 'csrf' }, 403);
};

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = URL.parse(c.req.header('origin') ?? '');
  const here = new URL(c.req.url);
  // Behind a proxy that ends TLS, this server speaks http where the browser says https. Never the other way round.
  return origin?.host === here.host && (origin.protocol === here.protocol || origin.protocol === 'https:');
}

/** For the app's `onError`: 503 while the store is down, and where to look for anything else. */
export const onServerError: ErrorHandler = (error, c) => {
  const down = error instanceof StoreUnavailable;
  console.warn(down ? `${error.message}: ${String(error.cause)}` : error);
  if (down) c.header('Retry-After', '2');
  return c.json({ error: down ? 'unavailable' : 'internal' }, down ? 503 : 500);
};

export interface GuardOptions {
  /** Whether a request slides the session, unless it {@link isBackground}. Default: true. */
  readonly slides?: boolean;
}

/** Whether an app asks by itself, with nobody behind it: such a request never slides. */
export function isBackground(c: Context): boolean {
  return c.req.header('x-background') === '1';
}

/** Lets only requests of a living session through: others are sent to sign in, or told 401 where they speak JSON. */
export function requireSession(sessions: Sessions, { slides = true }: GuardOptions = {}): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    const sid = sessionId(c);
    const session = await (slides && !isBackground(c) ? sessions.slide(sid) : sessions.peek(sid));
    if (session) {
      c.set('session', session);
      return next();
    }
    const accept = c.req.header('accept') ?? '';
    if (accept.includes('json') && !accept.includes('html')) return c.json({ active: false }, 401);
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`, 303);
  };
}

/** Where to go after sign-in: only within this origin, whatever somebody put into the link. */
export function safeNext(next: string | undefined, fallback: string): string {
  const here = 'http://here.invalid';
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return fallback;
  const { origin, pathname, search, hash } = new URL(next, here);
  // What is left of `/.//evil.example` once its dots are resolved is another host's address.
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : fallback;
}
