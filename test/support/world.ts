import { createApp, type AppOptions } from '../../demo/app.ts';
import { openMemoryStore, Sessions, type SessionEvent, type SessionStore } from '../../src/server/index.ts';
import type { SessionStatus } from '../../src/session/protocol.ts';

/** As the demo's users, without the cost of hashing. */
async function authenticate(name: string, password: string) {
  if (!/^(user([1-9]|1\d|20)|admin)$/.test(name) || password !== `${name}_secret`) return null;
  return { name, role: name === 'admin' ? 'admin' : undefined };
}

export interface WorldOptions {
  /** Seconds. */
  readonly idle?: number;
  readonly absolute?: number | null;
  readonly remember?: { readonly idle: number; readonly absolute: number };
  /** Default: one in memory, whose clock {@link setUp}'s `pass` moves. */
  readonly store?: SessionStore;
  readonly observers?: AppOptions['observers'] & object;
  readonly report?: (error: Error) => void;
  readonly observe?: (event: SessionEvent) => void;
}

/** The demo's server in process, on a clock of its own, and a browser's jar of cookies. */
export function setUp({ idle = 60, absolute = 600, remember, store, observe = () => {}, ...options }: WorldOptions = {}) {
  let now = 1_700_000_000_000;
  const kept = store ?? openMemoryStore({ now: () => now });
  const roles = { admin: { idle: idle / 2 } };
  const sessions = new Sessions({ store: kept, lifetimes: { idle, absolute }, ...(remember && { remember }), roles, secret: 'test', observe });
  const app = createApp({ sessions, bundle: {}, countdown: '30s', authenticate, address: () => 'here', ...options });

  function browser() {
    let cookie = '';
    const self = {
      get cookie() {
        return cookie;
      },
      async ask(method: string, path: string, { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {}) {
        const jar = cookie ? { cookie } : {};
        const response = await app.request(`http://localhost${path}`, {
          method,
          headers: { ...(headers.origin === undefined && { 'sec-fetch-site': 'same-origin' }), ...jar, ...headers },
          ...(body === undefined ? {} : { body }),
        });
        const set = response.headers.get('set-cookie');
        if (set) cookie = /Max-Age=0/.test(set) ? '' : (set.split(';')[0] ?? '');
        return response;
      },
      signIn: (name = 'user1', fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
        self.ask('POST', '/login', {
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: new URLSearchParams({ username: name, password: `${name}_secret`, ...fields }).toString(),
        }),
      /** Sends a form with the session's token. */
      async post(path: string, fields: Record<string, string> = {}) {
        const { csrf_token = '' } = await self.status();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        return self.ask('POST', path, { headers, body: new URLSearchParams({ csrf_token, ...fields }).toString() });
      },
      async status() {
        return (await (await self.ask('GET', '/session')).json()) as SessionStatus;
      },
      async slide(body?: string) {
        const { csrf_token = '' } = await self.status();
        return self.ask('POST', '/session', { headers: { 'x-csrf-token': csrf_token }, ...(body === undefined ? {} : { body }) });
      },
      async end(body?: unknown) {
        const { csrf_token = '' } = await self.status();
        return self.ask('DELETE', '/session', { headers: { 'x-csrf-token': csrf_token }, body: JSON.stringify(body) });
      },
    };
    return self;
  }

  return { app, sessions, browser, pass: (seconds: number) => void (now += seconds * 1000) };
}

export async function signedIn(options: WorldOptions = {}) {
  const world = setUp(options);
  const browser = world.browser();
  await browser.signIn();
  return { ...world, user: browser };
}
