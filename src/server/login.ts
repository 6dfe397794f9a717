import { Hono, type Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clearSiteData, dropSessionId, keepSessionId, safeNext, sessionId } from './http.ts';
import { hasToken } from './resource.ts';
import type { Sessions, User } from './sessions.ts';

/** What the sign-in page shows again after a failure. */
export interface LoginForm {
  readonly next: string;
  readonly name: string;
  readonly failed: string | null;
}

export interface LoginOptions {
  readonly sessions: Sessions;
  /** The user of this name and password, `null` if there is none. Should take equally long for both. */
  authenticate(name: string, password: string): Promise<User | null>;
  /** The sign-in page. */
  page(c: Context, form: LoginForm): Response | Promise<Response>;
  /** Where to go after sign-in without a `next`. */
  readonly home: string;
  /** Whom to count attempts against. */
  address(c: Context): string;
}

const QUARTER_HOUR = 15 * 60;
const FAILED = 'Login failed';

/** `GET` and `POST /login`, `POST /logout`: by form or JSON. To be mounted behind {@link sameOrigin}. */
export function loginRoutes({ sessions, authenticate, page, home, address }: LoginOptions): Hono {
  const perName = new RateLimiterMemory({ points: 10, duration: QUARTER_HOUR });
  const perAddress = new RateLimiterMemory({ points: 100, duration: QUARTER_HOUR });

  return new Hono()
    .get('/login', (c) => page(c, { next: c.req.query('next') ?? '', name: '', failed: null }))
    .post('/login', async (c) => {
      const json = isJson(c);
      const { username, password, next } = await readFields(c);
      const refuse = async (status: 400 | 401 | 429) => {
        c.status(status);
        const failed = status === 429 ? 'Too many attempts, try again later' : FAILED;
        return json ? c.json({ error: failed }) : page(c, { next: next ?? '', name: username ?? '', failed });
      };
      if (username === undefined || password === undefined) return refuse(400);
      const from = address(c);
      const name = JSON.stringify([from, username]);
      try {
        await perAddress.consume(from);
        await perName.consume(name);
      } catch (limit) {
        if (!(limit instanceof RateLimiterRes)) throw limit;
        c.header('Retry-After', String(Math.ceil(limit.msBeforeNext / 1000)));
        return refuse(429);
      }
      const user = await authenticate(username, password);
      if (!user) return refuse(401);
      await Promise.all([perName.delete(name), perAddress.reward(from)]);
      // Whatever id the browser came with, nobody else may know the new one (session fixation).
      await sessions.end(sessionId(c));
      const session = await sessions.begin(user);
      keepSessionId(c, session.sid);
      return json ? c.json(session.status) : c.redirect(safeNext(next, home), 303);
    })
    .post('/logout', async (c) => {
      const sid = sessionId(c);
      const { csrf_token } = await readFields(c);
      if ((await sessions.peek(sid)) && !hasToken(c, sessions, sid, csrf_token)) return c.json({ error: 'csrf' }, 403);
      await sessions.end(sid);
      dropSessionId(c);
      clearSiteData(c, true);
      return isJson(c) ? c.body(null, 204) : c.redirect('/login', 303);
    });
}

function isJson(c: Context): boolean {
  return c.req.header('content-type')?.includes('json') ?? false;
}

/** The fields that are texts; none where the body is no form and no JSON object. */
async function readFields(c: Context): Promise<Partial<Record<string, string>>> {
  const body: unknown = await (isJson(c) ? c.req.json() : c.req.parseBody()).catch(() => null);
  const fields = Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(fields) as Record<string, string>;
}
