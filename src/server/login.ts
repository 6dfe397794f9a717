import { Hono, type Context } from 'hono';
import {
  clearSiteData,
  dropSessionId,
  formFields,
  hasToken,
  keepSessionId,
  limitBody,
  noteRefusal,
  refuse,
  safeNext,
  sessionId,
  type Refusal,
} from './http.ts';
import { limitsInMemory, type AttemptLimits } from './limits.ts';
import type { Sessions, User } from './sessions.ts';

/** What the sign-in page shows, and shows again after a failure. Texts come from the browser as they are: to be escaped. */
export interface LoginForm {
  /** Where to go after sign-in, to be sent along as `next`; empty: nowhere in particular. It is checked only then. */
  readonly next: string;
  /** What was given as `username`; empty at first. */
  readonly name: string;
  /** Whether "remember me" (`remember`) was ticked. */
  readonly remember: boolean;
  /** Why it failed, in English; `null` at first. */
  readonly failed: string | null;
}

/** What signing in takes from the app. */
export interface LoginOptions {
  /** Where sessions begin and end. */
  readonly sessions: Sessions;
  /** The user of this name and password, `null` if there is none. Should take equally long for both (ASVS 6.3.8): `verifyPassword` does. */
  authenticate(name: string, password: string): Promise<User | null>;
  /** The sign-in page. The status of a failure is set already. */
  page(c: Context, form: LoginForm): Response | Promise<Response>;
  /** The path to go to after sign-in without a `next`. */
  readonly home: string;
  /** Whom to count attempts against. */
  address(c: Context): string;
  /** What counts attempts. Default: {@link limitsInMemory}, in this process. */
  readonly limits?: AttemptLimits;
  /** What the browser is to be called in its user's list of sessions. Default: nothing. */
  device?(c: Context): string | null;
}

/**
 * `GET` and `POST /login`, `POST /logout`: by form or JSON. To be mounted behind {@link sameOrigin}. Each sign-in has a new id, and ends
 * the session that the browser came with (ASVS 7.2.4). A failure is answered 401, one too many 429 with `Retry-After` (RFC 9110, 10.2.3).
 */
export function loginRoutes(options: LoginOptions): Hono {
  const { sessions, authenticate, page, home, address, limits = limitsInMemory(), device = () => null } = options;

  return new Hono()
    .use('/login', limitBody)
    .use('/logout', limitBody)
    .get('/login', (c) => page(c, { next: c.req.query('next') ?? '', name: '', remember: false, failed: null }))
    .post('/login', async (c) => {
      const { username: name, password, next = '', remember = '' } = await readFields(c);
      const fail = async (status: 400 | 401 | 429, reason: Refusal, failed: string) => {
        if (isJson(c)) return refuse(c, reason, status, { error: failed });
        noteRefusal(c, reason);
        c.status(status);
        return page(c, { next, name: name ?? '', remember: isOn(remember), failed });
      };
      if (name === undefined || password === undefined) return fail(400, 'unreadable', 'Login failed');
      const wait = await limits.count(address(c), name);
      if (wait > 0) {
        c.header('Retry-After', String(wait));
        return fail(429, 'limit', 'Too many attempts, try again later');
      }
      const user = await authenticate(name, password);
      if (!user) return fail(401, 'credentials', 'Login failed');
      await limits.forgive(address(c), name);
      // Whatever id the browser came with, nobody else may know the new one (session fixation, ASVS 7.2.4).
      await sessions.end(sessionId(c));
      const session = await sessions.begin(user, { remember: isOn(remember), device: device(c) });
      keepSessionId(c, session);
      return isJson(c) ? c.json(session.status) : c.redirect(safeNext(next, home), 303);
    })
    .post('/logout', async (c) => {
      const sid = sessionId(c);
      if ((await sessions.peek(sid)) && !(await hasToken(c, sessions, sid))) return refuse(c, 'csrf', 403, { error: 'csrf' });
      await sessions.end(sid);
      dropSessionId(c);
      clearSiteData(c, true);
      return isJson(c) ? c.body(null, 204) : c.redirect('/login', 303);
    });
}

function isJson(c: Context): boolean {
  return c.req.header('content-type')?.includes('json') ?? false;
}

function isOn(remember: string): boolean {
  return ['on', 'true', '1'].includes(remember);
}

/** The fields of a form or of a JSON object; texts, and what is said with `true`. */
async function readFields(c: Context): Promise<Partial<Record<string, string>>> {
  if (!isJson(c)) return formFields(c);
  const body: unknown = await c.req.json().catch(() => null);
  const fields = Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string' || value === true);
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}
