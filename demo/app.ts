import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import bowser from 'bowser';
import { Hono, type Context } from 'hono';
import {
  formFields,
  limitBody,
  loginRoutes,
  onServerError,
  requireSession,
  sameOrigin,
  sessionId,
  sessionResource,
  type LoginOptions,
  type Sessions,
} from '../src/server/index.ts';
import { accountRoutes, type AccountOptions } from './account.ts';
import type { Bundle } from './bundle.ts';
import { exampleRoutes } from './examples.ts';
import { secureHeaders } from './headers.ts';
import { observe, type Answered } from './observe.ts';
import { loginPage, reportPage } from './pages.ts';
import { playgroundRoutes } from './playground.ts';

export interface AppOptions extends AccountOptions {
  readonly sessions: Sessions;
  /** The element's code, for a script tag. */
  readonly bundle: Bundle;
  /** For the tag in the pages. */
  readonly countdown: string;
  readonly authenticate: LoginOptions['authenticate'];
  /** Whom to count attempts to sign in against. */
  readonly address: (c: Context) => string;
  /** What sees every request: a log, figures. */
  readonly observers?: readonly ((answered: Answered) => void)[];
  /** Hears of errors. Default: `console.warn`. */
  readonly report?: (error: Error) => void;
}

const folder = new URL('.', import.meta.url);

/** The demo: a public page, a sign-in page, protected pages with the tag, and the session as a resource. */
export function createApp(options: AppOptions): Hono {
  const { sessions, bundle, countdown, authenticate, address, limits, observers = [], report } = options;
  const home = '/report';
  const app = new Hono();

  app.onError(onServerError(report));
  app.use(observe(observers));
  app.use(secureHeaders, limitBody, sameOrigin);
  for (const [name, code] of Object.entries(bundle)) {
    app.get(`/${name}`, (c) => c.body(code, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  }
  app.use('/assets/*', serveStatic({ root: fileURLToPath(folder) }));
  app.get('/healthz', async (c) => {
    await sessions.peek('');
    return c.json({ status: 'ok' });
  });
  app.route('/session', sessionResource(sessions));
  app.route(
    '/',
    loginRoutes({
      sessions,
      authenticate,
      home,
      page: (c, form) => c.html(loginPage(form)),
      address,
      device: deviceName,
      ...(limits && { limits }),
    }),
  );
  app.route('/', playgroundRoutes());
  app.route('/account', accountRoutes(options));
  app.get('/examples', (c) => c.redirect('/examples/'));
  app.route('/examples/', exampleRoutes(sessions, report));
  app.get('/check', async (c) => {
    const session = await sessions.peek(sessionId(c));
    return c.text(session ? `Logged in as ${session.user}` : 'No active session');
  });
  app
    .use(home, requireSession(sessions))
    .get(home, (c) => c.html(reportPage(c.get('session'), countdown)))
    .post(home, async (c) => {
      const { story = '', place = '', day = '', injured } = await formFields(c);
      await c.get('session').set('report', { story, place, day, injured: injured !== undefined });
      return c.redirect(home, 303);
    });
  return app;
}

/** "Firefox on Linux", as far as the browser says. */
function deviceName(c: Context): string | null {
  const agent = c.req.header('user-agent');
  if (!agent) return null;
  const { browser, os } = bowser.parse(agent);
  return [browser.name, os.name].filter(Boolean).join(' on ') || null;
}
