import { expect, fixtureCleanup } from '@open-wc/testing';
import { useFakeTimers, type SinonFakeTimers } from 'sinon';
import type { IdleTimeoutElement } from '../../src/index.ts';
import '../../src/index.ts';

/** One request as a server would see it. `at` in seconds since the test began. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly body: unknown;
  readonly token: string | null;
}

export type Reply = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'hang' | 'down';

/** A page with a fake clock and a fake network: time and faults are all that is faked here. */
export function setUpPage() {
  let channels = Math.random();
  const realFetch = window.fetch;
  const realWarn = console.warn;
  let clock: SinonFakeTimers;
  let reply: (request: Seen) => Reply;
  const page = {
    requests: [] as Seen[],
    warnings: [] as string[],
    /** What the server says from now on. */
    answer(next: (request: Seen) => Reply) {
      reply = next;
    },
    /** Lets seconds pass. */
    tick: (seconds: number) => clock.tickAsync(seconds * 1000),
    /** The same, without waiting for what it sets off. */
    tickSync: (seconds: number) => void clock.tick(seconds * 1000),
    seconds: () => clock.now / 1000,
    /** axe waits on timers, so time has to go on a little for it. */
    async expectAccessible(element: IdleTimeoutElement) {
      let running = true;
      const tested = Promise.resolve(expect(element).to.be.accessible()).finally(() => (running = false));
      while (running) await clock.tickAsync(1);
      await tested;
    },
    async mount(html: string): Promise<IdleTimeoutElement> {
      const holder = document.createElement('div');
      holder.className = 'holder';
      // Other tests run in other tabs of this browser, each at a time of its own.
      channels += 1;
      holder.innerHTML = html.replaceAll('<idle-timeout', `<idle-timeout channel="${channels}"`);
      document.body.append(holder);
      await clock.tickAsync(0);
      return holder.querySelector('idle-timeout') as IdleTimeoutElement;
    },
  };

  beforeEach(() => {
    clock = useFakeTimers({ now: 0, toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval'] });
    page.requests = [];
    page.warnings = [];
    reply = () => 'down';
    console.warn = (...words: unknown[]) => page.warnings.push(words.join(' '));
    window.fetch = async (url, init: RequestInit = {}) => {
      const text = typeof init.body === 'string' ? init.body : null;
      const seen: Seen = {
        method: init.method ?? 'GET',
        path: new URL(String(url), document.baseURI).pathname,
        at: page.seconds(),
        body: text ? JSON.parse(text) : null,
        token: new Headers(init.headers).get('x-csrf-token'),
      };
      page.requests.push(seen);
      const said = reply(seen);
      if (said === 'down') throw new TypeError('unreachable');
      if (said === 'hang') return new Promise<Response>((_, reject) => init.signal?.addEventListener('abort', reject));
      const { status = 200, body, headers = {} } = said;
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = new Response(null, { status, headers: { ...type, ...headers } });
      // Reading a real body takes turns of the real event loop, which a fake clock does not wait for.
      return Object.assign(response, { json: async () => body });
    };
  });

  afterEach(() => {
    for (const holder of document.querySelectorAll('.holder')) holder.remove();
    fixtureCleanup();
    window.fetch = realFetch;
    console.warn = realWarn;
    clock.restore();
  });

  return page;
}

/** A server's side of one session, on the page's clock: section 4 of the protocol. */
export function sessionServer({ idle = 900, absolute = null as number | null, id = 'one' } = {}) {
  let lastActive = 0;
  const server = {
    ended: false,
    answer(request: Seen): Reply {
      const end = Math.min(lastActive + idle, absolute ?? Infinity);
      const over = server.ended || request.at >= end;
      if (request.method === 'DELETE') {
        server.ended = true;
        return { status: 204 };
      }
      if (over) return { status: request.method === 'GET' ? 200 : 401, body: { active: false } };
      const { idle_for = 0 } = (request.body ?? {}) as { idle_for?: number };
      if (request.method === 'POST') lastActive = Math.max(lastActive, request.at - idle_for);
      return { body: server.status(request.at) };
    },
    status: (now: number) => ({
      active: true,
      id,
      user: 'user1',
      expires_in: Math.min(lastActive + idle, absolute ?? Infinity) - now,
      idle_for: now - lastActive,
      idle_timeout: idle,
      absolute_expires_in: absolute === null ? null : absolute - now,
      csrf_token: 'token',
    }),
  };
  return server;
}

/** Every event of the element, in order, as one line each. */
export function listen(element: HTMLElement): string[] {
  const lines: string[] = [];
  for (const type of ['warn', 'extend', 'keepalive', 'keepaliveerror', 'expire', 'signout']) {
    element.addEventListener(type, (event) => {
      const { reason, source, status } = event as unknown as Record<string, string | number | undefined>;
      lines.push([type, reason ?? source ?? status ?? ''].join(' ').trim());
    });
  }
  return lines;
}

/** The element's own dialog as a user meets it: only what is open. */
export function part(element: IdleTimeoutElement, name: string): HTMLElement | null {
  return element.renderRoot.querySelector<HTMLElement>(`dialog[open][part='${name}'], dialog[open] [part='${name}']`);
}
