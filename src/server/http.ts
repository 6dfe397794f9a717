import type { Context, ErrorHandler, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import { StoreUnavailable } from './store.ts';

/** What handlers behind {@link requireSession} find in the context. */
export interface SessionEnv {
  /** `c.get('session')`: the session of this request, slid already where the request slides it. */
  readonly Variables: { readonly session: Session };
}

/**
 * Why a request was refused, for logs and figures: it came from another `origin` or without the token (`csrf`), its session is
 * `gone`, its name or password wrong (`credentials`), its attempts too many (`limit`), its body `unreadable` or too `large`, the
 * store `unavailable`; `internal`: something that was not foreseen.
 */
export type Refusal = 'origin' | 'csrf' | 'gone' | 'credentials' | 'limit' | 'unreadable' | 'large' | 'unavailable' | 'internal';

/** An answer in JSON that says no, and is counted by its reason. */
export function refuse(c: Context, reason: Refusal, status: ContentfulStatusCode, body: object): Response {
  noteRefusal(c, reason);
  return c.json(body, status);
}

/** Has {@link refusalOf} tell the reason, where the answer itself is made elsewhere. */
export function noteRefusal(c: Context, reason: Refusal): void {
  c.set('refusal', reason);
}

/** Why this request was refused, if it was. */
export function refusalOf(c: Context): Refusal | undefined {
  return c.get('refusal') as Refusal | undefined;
}

const COOKIE_OPTIONS = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
const LOCAL = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;
/** Seconds. Browsers keep no cookie for longer: https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html */
const LONGEST = 400 * 24 * 3600;

/** `__Host-sid` everywhere but on http://localhost, where browsers would not keep it (ASVS 3.3.1). */
function cookieName(c: Context): { name: string; secure: boolean } {
  return LOCAL.test(c.req.url) ? { name: 'sid', secure: false } : { name: '__Host-sid', secure: true };
}

/** The session id that the browser sent, or an empty string, which is no session's id. */
export function sessionId(c: Context): string {
  return getCookie(c, cookieName(c).name) ?? '';
}

/**
 * Gives the browser its cookie: until it is closed, or for as long as the session can last where it is to be remembered, 400 days at
 * most. `__Host-sid` (ASVS 3.3.1), and plain `sid` on http://localhost.
 */
export function keepSessionId(c: Context, { sid, remembered, status }: Session): void {
  const { name, secure } = cookieName(c);
  const maxAge = Math.ceil(Math.min(status.absolute_expires_in ?? LONGEST, LONGEST));
  setCookie(c, name, sid, { ...COOKIE_OPTIONS, secure, ...(remembered && { maxAge }) });
}

/** Has the browser forget its cookie. */
export function dropSessionId(c: Context): void {
  const { name, secure } = cookieName(c);
  deleteCookie(c, name, { ...COOKIE_OPTIONS, secure });
}

/** The user's own sign-out leaves nothing; an expiry leaves what drafts need (ASVS 14.3.1). */
export function clearSiteData(c: Context, everything: boolean): void {
  c.header('Clear-Site-Data', everything ? '"cookies", "storage"' : '"cookies"');
}

/**
 * Lets unsafe methods through from pages of this origin alone: by `Sec-Fetch-Site`, or by `Origin` where the browser
 * sends none (ASVS 3.5.1). Others are answered 403.
 */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (isSafe(c) || comesFromHere(c)) return next();
  return refuse(c, 'origin', 403, { error: 'csrf' });
};

function isSafe(c: Context): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
}

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = URL.parse(c.req.header('origin') ?? '');
  const here = new URL(c.req.url);
  // Behind a proxy that ends TLS, this server speaks http where the browser says https. Never the other way round.
  return origin?.host === here.host && (origin.protocol === here.protocol || origin.protocol === 'https:');
}

const MAX_BODY = 64 * 1024;
const count = bodyLimit({ maxSize: MAX_BODY, onError: (c) => refuse(c, 'large', 413, { error: 'too large' }) });

/** 64 KiB at most, else 413. Bodies that say their length are refused by it, unread; only those that come in pieces have to be counted. */
export const limitBody: MiddlewareHandler = (c, next) => {
  const counted = c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > MAX_BODY;
  return counted ? count(c, next) : next();
};

/** Whether the request carries the session's token (ASVS 3.5.1). A form can't send a header, so it has it in a field. */
export async function hasToken(c: Context, sessions: Sessions, sid: string): Promise<boolean> {
  const token = c.req.header('x-csrf-token') ?? (await formFields(c)).csrf_token;
  return token !== undefined && sessions.verifyToken(sid, token);
}

/** The texts of a form; none where the body is no form. */
export async function formFields(c: Context): Promise<Partial<Record<string, string>>> {
  const body = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string'));
}

/**
 * For the app's `onError`: 503 with `Retry-After` (RFC 9110, 10.2.3) while the store is down, 500 for what was not foreseen.
 *
 * @param report Hears of both. Default: `console.warn`.
 */
export function onServerError(report: (error: Error) => void = console.warn): ErrorHandler {
  return (error, c) => {
    report(error);
    if (!(error instanceof StoreUnavailable)) return refuse(c, 'internal', 500, { error: 'internal' });
    c.header('Retry-After', '2');
    return refuse(c, 'unavailable', 503, { error: 'unavailable' });
  };
}

/** How requests of a route count. */
export interface GuardOptions {
  /** Whether a request slides the session, unless it {@link isBackground}. Default: true. */
  readonly slides?: boolean;
}

/** Whether an app asks by itself, with nobody behind it (`X-Background: 1`): such a request never slides. */
export function isBackground(c: Context): boolean {
  return c.req.header('x-background') === '1';
}

/**
 * Lets only requests of a living session through: others are sent to sign in (303), or told 401 where they speak JSON. Unsafe
 * ones need the session's token, in `X-CSRF-Token` or a form's `csrf_token`, else 403. What they get is stored nowhere (ASVS 14.3.2).
 */
export function requireSession(sessions: Sessions, { slides = true }: GuardOptions = {}): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    const sid = sessionId(c);
    const allowed = isSafe(c) || (await hasToken(c, sessions, sid));
    const session = await (allowed && slides && !isBackground(c) ? sessions.slide(sid) : sessions.peek(sid));
    if (!session) return askToSignIn(c);
    if (!allowed) return refuse(c, 'csrf', 403, { error: 'csrf' });
    c.set('session', session);
    c.header('Cache-Control', 'no-store');
    return next();
  };
}

function askToSignIn(c: Context): Response {
  const accept = c.req.header('accept') ?? '';
  if (accept.includes('json') && !accept.includes('html')) return refuse(c, 'gone', 401, { active: false });
  noteRefusal(c, 'gone');
  const { pathname, search } = new URL(c.req.url);
  const here = pathname + search;
  // What was sent is lost to a redirect: back to the page that it was sent from, as far as that is known.
  const next = isSafe(c) ? here : safeNext(pathOf(c.req.header('referer')), here);
  return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
}

function pathOf(address: string | undefined): string | undefined {
  const url = URL.parse(address ?? '');
  return url ? url.pathname + url.search : undefined;
}

/** Where to go after sign-in: only within this origin (ASVS 3.7.2), whatever somebody put into the link; else to `fallback`. */
export function safeNext(next: string | undefined, fallback: string): string {
  const here = 'http://here.invalid';
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return fallback;
  const { origin, pathname, search, hash } = new URL(next, here);
  // What is left of `/.//evil.example` once its dots are resolved is another host's address.
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : fallback;
}
