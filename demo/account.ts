import { Hono, type Context } from 'hono';
import {
  formFields,
  limitsInMemory,
  noteRefusal,
  requireSession,
  type AttemptLimits,
  type LoginOptions,
  type SessionEnv,
  type Sessions,
} from '../src/server/index.ts';
import { accountPage } from './pages.ts';

export interface AccountOptions {
  readonly sessions: Sessions;
  readonly authenticate: LoginOptions['authenticate'];
  readonly address: (c: Context) => string;
  readonly limits?: AttemptLimits | undefined;
  /** For the tag in the page. */
  readonly countdown: string;
}

/** One's own sessions: to see them, to end one or all others, and to give this one a shorter life. */
export function accountRoutes({ sessions, authenticate, address, limits = limitsInMemory(), countdown }: AccountOptions): Hono<SessionEnv> {
  const page = async (c: Context<SessionEnv>, said: string | null = null) => {
    const session = c.get('session');
    return c.html(accountPage(session, await sessions.list(session.user), countdown, said));
  };
  /** Ending sessions asks for the password again (ASVS 7.5.2): a stolen session is not to throw its owner out. */
  const refuseOthers = async (c: Context<SessionEnv>, password: string) => {
    const { user } = c.get('session');
    const wait = await limits.count(address(c), user);
    if (wait > 0) {
      noteRefusal(c, 'limit');
      c.status(429);
      c.header('Retry-After', String(wait));
      return page(c, 'Too many attempts, try again later.');
    }
    if (!(await authenticate(user, password))) {
      noteRefusal(c, 'credentials');
      c.status(403);
      return page(c, 'The password is not right.');
    }
    await limits.forgive(address(c), user);
    return null;
  };

  return new Hono<SessionEnv>()
    .use(requireSession(sessions))
    .get('/', (c) => page(c))
    .post('/sign-out', async (c) => {
      const { user, sid } = c.get('session');
      const { id, password = '' } = await formFields(c);
      const refusal = await refuseOthers(c, password);
      if (refusal) return refusal;
      if (id === undefined) await sessions.endAll(user, sid);
      else await sessions.endListed(user, id);
      return c.redirect('/account', 303);
    })
    .post('/shared-computer', async (c) => {
      const session = c.get('session');
      await session.setLifetime({ idle: (session.status.idle_timeout ?? 60) / 2 });
      return c.redirect('/account', 303);
    });
}
