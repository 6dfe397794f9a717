import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { createApp } from '../../demo/app.ts';
import { openMemoryStore, Sessions } from '../../src/server/index.ts';

export interface App {
  readonly address: string;
  stop(): void;
}

export async function listen(app: Hono): Promise<App> {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

/** Somebody's app with the tag. It has no sessions: those are what the recipes fake. */
export function appWithTag(tag: string): Hono {
  const app = new Hono();
  script(app, '/idle-timeout.js', tag);
  // Cypress puts the like into each page.
  script(app, '/before-load.js', 'window.parent.beforeLoad?.(window)');
  app.get('/account', (c) =>
    c.html(html`<!doctype html>
      <html lang="en">
        <title>Account</title>
        <script src="/before-load.js"></script>
        <script type="module" src="/idle-timeout.js"></script>
        <idle-timeout session-url="/session" expired-url="/login?next={next}"></idle-timeout>
        <h1>Account</h1>
      </html>`),
  );
  app.get('/login', (c) => c.html('<title>Sign in</title><script src="/before-load.js"></script><h1>Sign in</h1>'));
  return app;
}

export function script(app: Hono, path: string, code: string): void {
  app.get(path, (c) => c.body(code, 200, { 'Content-Type': 'text/javascript' }));
}

/** The demo as `IDLE_TIMEOUT=6s COUNTDOWN=3s npm start` serves it, in this process. */
export function hastyDemo(tag: string): Hono {
  const sessions = new Sessions({ store: openMemoryStore(), lifetimes: { idle: 6, absolute: 60 }, secret: 'test' });
  return createApp({ sessions, bundle: { 'idle-timeout.js': tag }, countdown: '3s', authenticate: async (name) => ({ name }), address: () => 'here' });
}
