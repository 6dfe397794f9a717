import { Hono, type Context } from 'hono';
import type { EndRequest, SlideRequest } from '../session/protocol.ts';
import { clearSiteData, dropSessionId, hasToken, isBackground, limitBody, refuse, sessionId } from './http.ts';
import type { Sessions } from './sessions.ts';

/** The session as a resource: GET peeks, POST slides, DELETE ends it; below it the user's key for drafts. To be mounted behind {@link sameOrigin}. */
export function sessionResource(sessions: Sessions): Hono {
  const gone = { active: false } as const;

  return new Hono()
    .use(limitBody, (c, next) => {
      c.header('Cache-Control', 'no-store');
      return next();
    })
    .get('/', async (c) => {
      const session = await sessions.peek(sessionId(c));
      return c.json(session?.status ?? gone);
    })
    .get('/draft-key', async (c) => {
      const session = await sessions.peek(sessionId(c));
      if (!session) return refuse(c, 'gone', 401, gone);
      const [key, ...previous] = sessions.draftKeys(session.user);
      return c.json({ key, ...(previous[0] && { previous }), id: session.status.id });
    })
    .post('/', async (c) => {
      const sid = sessionId(c);
      const body = await readBody(c, isSlide);
      if (!body) return refuse(c, 'unreadable', 400, { error: 'idle_for: a number of seconds, not negative' });
      const allowed = await hasToken(c, sessions, sid);
      const slides = allowed && !isBackground(c);
      const session = await (slides ? sessions.slide(sid, body.idle_for) : sessions.peek(sid));
      if (!session) return refuse(c, 'gone', 401, gone);
      return allowed ? c.json(session.status) : refuse(c, 'csrf', 403, { error: 'csrf' });
    })
    .delete('/', async (c) => {
      const sid = sessionId(c);
      const body = await readBody(c, isEnd);
      if (!body) {
        return refuse(c, 'unreadable', 400, { error: 'reason: user, idle or absolute; idle_for: a number of seconds, not negative' });
      }
      if (await sessions.peek(sid)) {
        if (!(await hasToken(c, sessions, sid))) return refuse(c, 'csrf', 403, { error: 'csrf' });
        const spared = await sessions.end(sid, body);
        if (spared) return c.json(spared.status);
      }
      dropSessionId(c);
      clearSiteData(c, (body.reason ?? 'user') === 'user');
      return c.body(null, 204);
    });
}

/** The body as JSON, `{}` where there is none, `undefined` where it is not what it should be. */
async function readBody<T extends object>(c: Context, is: (value: unknown) => value is T): Promise<T | undefined> {
  const text = await c.req.text();
  try {
    const value: unknown = text ? JSON.parse(text) : {};
    return is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSlide(value: unknown): value is SlideRequest {
  return isRecord(value) && isSpan(value.idle_for);
}

function isEnd(value: unknown): value is EndRequest {
  return isRecord(value) && isSpan(value.idle_for) && [undefined, 'user', 'idle', 'absolute'].includes(value.reason as string);
}

function isSpan(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
