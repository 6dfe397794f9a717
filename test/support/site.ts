import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import { buildBundle } from '../../demo/bundle.ts';
import { openSqliteStore, sameOrigin, sessionResource, Sessions } from '../../src/server/index.ts';

export interface SeenRequest {
  readonly method: string;
  readonly sid: string | undefined;
  /** Seconds. */
  readonly at: number;
}

/**
 * The reference server on a clock that can be moved, with a page that browsers may keep in their back/forward cache. It
 * is the server's half of a laptop's sleep.
 */
export async function startSite(idle: number, attributes = '') {
  let ahead = 0;
  const store = openSqliteStore(':memory:');
  const sessions = new Sessions({ store, lifetimes: { idle, absolute: null }, secret: 'test', now: () => Date.now() + ahead });
  const bundle = await buildBundle();
  const app = new Hono();
  app.use(sameOrigin);
  const requests: SeenRequest[] = [];
  let delay = 0;
  app.use('/session', async (c, next) => {
    requests.push({ method: c.req.method, sid: getCookie(c, 'sid'), at: performance.now() / 1000 });
    await next();
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay * 1000));
  });
  app.route('/session', sessionResource(sessions));
  app.get('/idle-timeout.js', (c) => c.body(bundle, 200, { 'Content-Type': 'text/javascript' }));
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
  app.get('/page', (c) => c.html(page(html`<p>Secret</p><textarea></textarea>`)));
  app.get('/framing', (c) => c.html(page(html`<textarea></textarea><iframe src="/page"></iframe>`)));
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
