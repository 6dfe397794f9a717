import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { html, raw } from 'hono/html';
import { keepSessionId, openSqliteStore, requireSession, sameOrigin, sessionResource, Sessions, type SessionEnv } from '../../src/server/index.ts';
import { POLICY, serveBundle } from './site.ts';

/** A form-associated custom element, as component libraries have them. */
const STARS = `customElements.define('my-stars', class extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #value = 0;
  get value() { return this.#value; }
  set value(value) { this.#value = value; this.#internals.setFormValue(String(value)); this.textContent = '*'.repeat(value); }
  connectedCallback() {
    this.tabIndex = 0;
    this.onkeydown = ({ key }) => { this.value = Number(key); this.dispatchEvent(new Event('change', { bubbles: true })); };
  }
});`;

/** Every kind of field, as a server would fill it in. */
export const FORM = `<form id="report" method="post" action="/report">
  <input type="hidden" name="token" value="hidden">
  <label>Story <textarea name="story">Once</textarea></label>
  ${['text', 'search', 'tel', 'url', 'email', 'number', 'date', 'month', 'week', 'time', 'datetime-local'].map((type) => `<label>${type} <input type="${type}" name="${type}"></label>`).join('\n')}
  <label>Range <input type="range" name="range"></label>
  <label>Colour <input type="color" name="color"></label>
  <label>Agree <input type="checkbox" name="agree"></label>
  <label>News <input type="checkbox" name="news" checked></label>
  <label>Tea <input type="checkbox" name="drinks" value="tea" checked></label>
  <label>Milk <input type="checkbox" name="drinks" value="milk"></label>
  <label>Air <input type="radio" name="way" value="air" checked></label>
  <label>Sea <input type="radio" name="way" value="sea"></label>
  <label>Size <select name="size"><option>S</option><option selected>M</option><option>L</option></select></label>
  <label>Extras <select name="extras" multiple><option selected>bag</option><option>box</option><option>bow</option></select></label>
  <label>Line <input name="line"></label><label>Line <input name="line"></label>
  <label>No name <input></label>
  <my-stars name="stars"></my-stars>
  <label>Password <input type="password" name="password"></label>
  <label>Code <input name="code" autocomplete="one-time-code"></label>
  <label>Card <input name="card" autocomplete="section-a billing cc-number"></label>
  <label>Private <input name="private" data-no-draft></label>
  <fieldset data-no-draft><label>More <input name="more"></label></fieldset>
  <label>File <input type="file" name="file"></label>
  <button>Send</button>
</form>`;

export interface DeskOptions {
  readonly idle: number;
  readonly absolute?: number | null;
  readonly attributes?: string;
  /** What the form's page holds. */
  readonly content?: string;
}

/**
 * A site with forms, behind a sign-in that asks for no more than a name. Its clock can be moved, it can be gone for a
 * while, and it remembers all that was sent to it.
 */
export async function startDesk({ idle, absolute = null, attributes = '', content = FORM }: DeskOptions) {
  let ahead = 0;
  const store = openSqliteStore(':memory:', { now: () => Date.now() + ahead });
  const open = (secret: string, previousSecrets: readonly string[]) => new Sessions({ store, lifetimes: { idle, absolute }, secret, previousSecrets });
  let sessions = open('test', []);
  const traffic: string[] = [];
  const app = new Hono<SessionEnv>();
  app.use(async (c, next) => {
    const { method, url } = c.req;
    traffic.push(`${method} ${url} ${JSON.stringify(c.req.header())} ${method === 'GET' ? '' : await c.req.raw.clone().text()}`);
    await next();
  });
  app.use(sameOrigin);
  app.get('/session/draft-key', (c, next) => (c.req.header('referer')?.includes('keyless') ? Promise.resolve(c.notFound()) : next()));
  // What the page has to remove by itself, the server does not remove for it.
  app.use('/session', async (c, next) => {
    await next();
    c.res.headers.delete('Clear-Site-Data');
  });
  // Made anew where its secrets change.
  app.all('/session/*', (c) => new Hono().route('/session', sessionResource(sessions)).fetch(c.req.raw));
  app.all('/session', (c) => new Hono().route('/session', sessionResource(sessions)).fetch(c.req.raw));
  let codeHeld = Promise.resolve();
  let releaseCode = () => {};
  app.get('/idle-timeout-drafts.js', async (_, next) => {
    await codeHeld;
    await next();
  });
  await serveBundle(app as unknown as Hono);
  app.get('/stars.js', (c) => c.body(STARS, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/locales/:file{.+}', async (c) =>
    c.body(await readFile(new URL(`../../dist/locales/${c.req.param('file')}`, import.meta.url), 'utf8'), 200, { 'Content-Type': 'text/javascript' }),
  );
  const page = (c: Context, content: string, lang = 'en') =>
    c.html(
      html`<!doctype html>
        <html lang="${lang}">
          <title>Desk</title>
          <script type="module" src="/stars.js"></script>
          <script type="module" src="/locales/all.js"></script>
          <script type="module" src="/idle-timeout.js"></script>
          <idle-timeout session-url="/session" expired-url="/login?next={next}" drafts ${raw(attributes.includes('countdown') ? attributes : `countdown="1s" ${attributes}`)}></idle-timeout>
          ${raw(content)}
        </html>`,
      200,
      { 'Content-Security-Policy': POLICY },
    );
  app.get('/login', async (c) => {
    const { as, next = '/report' } = c.req.query();
    if (!as) return c.html('<title>Sign in</title>');
    keepSessionId(c, await sessions.begin({ name: as }));
    return c.redirect(next);
  });
  const guard = (c: Context<SessionEnv>, next: () => Promise<void>) => requireSession(sessions)(c, next);
  app.get('/report', guard, (c) => page(c, content));
  app.get('/other', guard, (c) => page(c, content));
  app.post('/report', (c) => c.redirect('/thanks', 303));
  app.get('/thanks', guard, (c) => page(c, '<h1>Thanks</h1>'));
  app.get('/open', (c) => page(c, content));
  app.get('/german', guard, (c) => page(c, content, 'de'));
  app.get('/unkeyed', guard, (c) =>
    c.html(html`<script type="module" src="/idle-timeout.js"></script>
      <idle-timeout status-url="/session" keepalive-url="/session" logout-url="/session" logout-method="DELETE" countdown="1s" drafts></idle-timeout>${raw(content)}`),
  );
  app.get('/without', guard, (c) => c.html(html`<script type="module" src="/idle-timeout.js"></script><idle-timeout session-url="/session"></idle-timeout>${raw(content)}`));
  app.get('/plain', (c) => c.html('<title>Plain</title>'));

  let port = 0;
  const listen = async () => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
    return server;
  };
  let server = await listen();
  const hangUp = () => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  };
  return {
    address: `http://127.0.0.1:${port}`,
    /** All that browsers sent, headers and bodies. */
    traffic,
    /** What the form's page holds from now on. */
    serve: (html: string) => void (content = html),
    sleep: (seconds: number) => void (ahead += seconds * 1000),
    rotate: (secret: string, previousSecrets: readonly string[]) => void (sessions = open(secret, previousSecrets)),
    /** Pages get the code of drafts only once it is released. */
    holdCode: () => void (codeHeld = new Promise((resolve) => (releaseCode = resolve))),
    releaseCode: () => releaseCode(),
    goAway: hangUp,
    comeBack: async () => void (server = await listen()),
    async stop() {
      hangUp();
      await store.close();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;
