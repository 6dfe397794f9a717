import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import { buildBundle, type Bundle } from '../../demo/bundle.ts';
import { openSqliteStore, sameOrigin, sessionResource, Sessions } from '../../src/server/index.ts';

export interface SeenRequest {
  readonly method: string;
  readonly sid: string | undefined;
  /** Seconds. */
  readonly at: number;
}

let built: Promise<Bundle> | undefined;

/** As strict as a policy can be for a page that talks to its own server alone. */
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The files for a script tag, as they are built from the source at hand. */
export async function serveBundle(app: Hono): Promise<void> {
  for (const [name, code] of Object.entries(await (built ??= buildBundle()))) {
    app.get(`/${name}`, (c) => c.body(code, 200, { 'Content-Type': 'text/javascript' }));
  }
}

/**
 * The reference server on a clock that can be moved, with a page that browsers may keep in their back/forward cache. It
 * is the server's half of a laptop's sleep.
 */
export async function startSite(idle: number, attributes = '', absolute: number | null = null) {
  let ahead = 0;
  const store = openSqliteStore(':memory:', { now: () => Date.now() + ahead });
  const sessions = new Sessions({ store, lifetimes: { idle, absolute }, secret: 'test' });
  const app = new Hono();
  app.use(sameOrigin);
  const requests: SeenRequest[] = [];
  let delay = 0;
  app.use('/session', async (c, next) => {
    requests.push({ method: c.req.method, sid: getCookie(c, 'sid'), at: performance.now() / 1000 });
    await next();
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay * 1000).unref());
  });
  app.route('/session', sessionResource(sessions));
  await serveBundle(app);
  app.get('/locales/:file', async (c) =>
    c.body(await readFile(new URL(`../../dist/locales/${c.req.param('file')}`, import.meta.url), 'utf8'), 200, { 'Content-Type': 'text/javascript' }),
  );
  app.get('/other', (c) => c.html('<title>Other</title>'));
  const rules = JSON.stringify({ prerender: [{ urls: ['/page'], eagerness: 'immediate' }] });
  app.get('/prerenders', (c) => c.html(`<title>Prerenders</title><script type="speculationrules">${rules}</script><a href="/page">Page</a>`));
  const page = (content: ReturnType<typeof html>) => html`<!doctype html>
    <html lang="en">
      <title>Page</title>
      <script type="module" src="/idle-timeout.js"></script>
      <idle-timeout session-url="/session" ${raw(attributes)}></idle-timeout>
      ${content}
    </html>`;
  const headers = { 'Content-Security-Policy': POLICY };
  const form = html`<main><h1>Page</h1><p>Secret</p><label>Text <textarea></textarea></label></main>`;
  app.get('/page', (c) => c.html(page(form), 200, headers));
  app.get('/framing', (c) => c.html(page(html`${form}<iframe title="Frame" src="/page"></iframe>`), 200, headers));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    /** Signs somebody in: the value of the cookie `sid`. */
    signIn: async () => (await sessions.begin({ name: 'user1' })).sid,
    signOut: (sid: string) => sessions.end(sid),
    isAlive: async (sid: string) => (await sessions.peek(sid)) !== null,
    slide: (sid: string) => sessions.slide(sid),
    /** What was asked of the session so far. */
    requests: (method: string) => requests.filter((request) => request.method === method),
    /** Every answer takes so many seconds from now on. */
    delay: (seconds: number) => void (delay = seconds),
    sleep: (seconds: number) => void (ahead += seconds * 1000),
    async stop() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await store.close();
    },
  };
}
