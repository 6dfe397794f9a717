import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import {
  loginRoutes,
  onServerError,
  requireSession,
  sameOrigin,
  sessionId,
  sessionResource,
  type LoginOptions,
  type Sessions,
} from '../src/server/index.ts';
import { loginPage, reportPage } from './pages.ts';

export interface AppOptions {
  readonly sessions: Sessions;
  /** The element's code, for a script tag. */
  readonly bundle: string;
  /** For the tag in the pages. */
  readonly countdown: string;
  readonly authenticate: LoginOptions['authenticate'];
  /** Whom to count attempts to sign in against. */
  readonly address: (c: Context) => string;
}

const folder = new URL('.', import.meta.url);

/** The demo: a public page, a sign-in page, a protected page with the tag, and the session as a resource. */
export function createApp({ sessions, bundle, countdown, authenticate, address }: AppOptions): Hono {
  const landing = readFileSync(new URL('../index.html', folder), 'utf8');
  const home = '/report';
  const app = new Hono();

  app.onError(onServerError);
  app.use(
    async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
    },
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        ...Object.fromEntries(['scriptSrc', 'styleSrc', 'imgSrc', 'connectSrc', 'formAction'].map((name) => [name, ["'self'"]])),
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      // By http on localhost it would make browsers refuse everything else there.
      strictTransportSecurity: false,
    }),
    bodyLimit({ maxSize: 64 * 1024, onError: (c) => c.json({ error: 'too large' }, 413) }),
    sameOrigin,
  );
  app.get('/', (c) => c.html(landing));
  app.get('/idle-timeout.js', (c) => c.body(bundle, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.use('/assets/*', serveStatic({ root: fileURLToPath(folder) }));
  app.route('/session', sessionResource(sessions));
  app.route(
    '/',
    loginRoutes({
      sessions,
      authenticate,
      home,
      page: (c, form) => c.html(loginPage(form)),
      address,
    }),
  );
  app.get('/check', async (c) => {
    const session = await sessions.peek(sessionId(c));
    return c.text(session ? `Logged in as ${session.user}` : 'No active session');
  });
  app.get(home, requireSession(sessions), (c) => c.html(reportPage(c.get('session'), countdown)));
  return app;
}
