import type { Clock } from '../session/clock.ts';
import type { EndRequest, NoSession, SessionStatus, SlideRequest } from '../session/protocol.ts';
import type { FakeClock } from './clock.ts';

/** Whose session it is, where, and how long it lasts. */
export interface FakeSessionOptions {
  /** The session's resource; requests to other addresses go to the real network. Default: `/session`. */
  readonly url?: string;
  /** Seconds of the idle timeout. Default: 900. */
  readonly idleTimeout?: number;
  /** Seconds from the sign-in to the absolute timeout; `null`: there is none. Default: `null`. */
  readonly absoluteTimeout?: number | null;
  /** Who has signed in. Default: `user1`. */
  readonly user?: string;
  /**
   * By what time it runs. Default: the window's `Date.now`, and so any fake clock in its place. Give it a
   * {@link FakeClock} itself where {@link FakeClock.setWall} is used: a server's time is right whatever a page's is set to.
   */
  readonly clock?: Pick<Clock, 'wall'> & Partial<Pick<FakeClock, 'passed'>>;
}

/** What the page asked of the session. */
export interface FakeRequest {
  /** `GET` peeks or asks for the key, `POST` slides, `DELETE` ends. */
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** What was sent, out of its JSON; `null`: nothing. */
  readonly body: SlideRequest | EndRequest | null;
  /** Seconds since the fake session was made. */
  readonly at: number;
}

/** How requests fail: there is no server (`unreachable`), it never answers (`hanging`), or it answers with this HTTP status and no body. */
export type Fault = 'unreachable' | 'hanging' | number;

/** A server's side of one session, section 4 of the protocol, in memory. */
export interface FakeSession {
  /** What it was asked, in order, those that failed among it. */
  readonly requests: readonly FakeRequest[];
  /** Whether somebody is signed in. */
  readonly active: boolean;
  /** Seconds until the session ends; 0 when it is over. */
  readonly remaining: number;
  /** What a peek is answered with. It slides nothing. */
  readonly status: SessionStatus | NoSession;
  /** Every request fails like this from now on; `null`: they are answered. */
  fault: Fault | null;
  /** Somebody signs in, in a session of its own: pages of the one before are `replaced`. Default: the same user. */
  signIn(user?: string): void;
  /** The session ends on the server: signed out elsewhere, or an administrator's doing. */
  end(): void;
  /** Another device is active. */
  touch(): void;
  /**
   * In the place of `fetch`. Answers for the session's resource, and passes on what is for others.
   *
   * @throws TypeError while the server is `unreachable`, as a real one does.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Puts {@link FakeSession.fetch} in the place of a window's.
   *
   * @param view Default: this window. Frames of the same origin can be given the same session.
   * @returns the clean-up.
   */
  install(view?: Pick<typeof globalThis, 'fetch'>): () => void;
}

/** A session that somebody has just signed in to: to be made when a fake clock is in its place already. */
export function createFakeSession({
  url = '/session',
  idleTimeout = 900,
  absoluteTimeout = null,
  user: firstUser = 'user1',
  clock = { wall: () => Date.now() },
}: FakeSessionOptions = {}): FakeSession {
  const now = () => clock.passed ?? clock.wall() / 1000;
  const madeAt = now();
  const requests: FakeRequest[] = [];
  const realFetch = globalThis.fetch;
  let user = firstUser;
  let count = 1;
  let signedInAt = madeAt;
  let lastActive = madeAt;
  let ended = false;

  const absoluteEnd = () => (absoluteTimeout === null ? Infinity : signedInAt + absoluteTimeout);
  const remaining = () => (ended ? 0 : Math.max(0, Math.min(lastActive + idleTimeout, absoluteEnd()) - now()));
  const status = (): SessionStatus | NoSession => {
    if (remaining() === 0) return { active: false };
    return {
      active: true,
      id: `session-${count}`,
      user,
      expires_in: remaining(),
      idle_for: Math.max(0, now() - lastActive),
      idle_timeout: idleTimeout,
      absolute_expires_in: absoluteTimeout === null ? null : absoluteEnd() - now(),
      csrf_token: `token-${count}`,
    };
  };

  /** Only a page that shows this session's token acts in its name. */
  const answer = (method: string, body: Body, token: string | null): Response => {
    const given = status();
    // What is over stays so, wherever the page's clock goes.
    ended ||= !given.active;
    if (/GET|HEAD/.test(method)) return json(200, given);
    const { reason, idle_for: idleFor = 0 }: EndRequest = body ?? {};
    if (body === undefined || !(Number.isFinite(idleFor) && idleFor >= 0)) return json(400, { error: 'idle_for' });
    if (!given.active) return method === 'DELETE' ? new Response(null, { status: 204 }) : json(401, given);
    if (token !== given.csrf_token) return json(403, { error: 'csrf' });
    if (method === 'POST') {
      lastActive = Math.max(lastActive, now() - idleFor);
      return json(200, status());
    }
    if (method !== 'DELETE') return new Response(null, { status: 405 });
    const spared = reason === 'idle' && lastActive > now() - idleFor + SPARED;
    ended = !spared;
    return spared ? json(200, given) : new Response(null, { status: 204 });
  };

  /** @param passOn For what is not the session's. */
  const respond = async (passOn: typeof fetch, ...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const base = globalThis.document?.baseURI ?? 'http://localhost/';
    const target = new URL(input instanceof Request ? input.url : input, base);
    const resource = new URL(url, base).href;
    const address = target.origin + target.pathname;
    if (address !== resource && address !== `${resource}/draft-key`) return passOn(input, init);
    const asked = new Request(input instanceof Request ? input : target, init);
    const { method, headers, signal } = asked;
    // What is at hand is not read out of the request: that would take turns of the event loop.
    const body = readBody(typeof init?.body === 'string' ? init.body : /GET|HEAD/.test(method) ? '' : await asked.text());
    requests.push({ method, path: target.pathname + target.search, body: body ?? null, at: now() - madeAt });
    signal.throwIfAborted();
    if (session.fault === 'unreachable') throw new TypeError('Failed to fetch');
    if (session.fault === 'hanging') return hang(signal);
    if (session.fault !== null) return new Response(null, { status: session.fault });
    if (address === resource) return answer(method, body, headers.get('x-csrf-token'));
    const given = status();
    return given.active ? json(200, { key: keyOf(user), id: given.id }) : json(401, given);
  };

  const session: FakeSession = {
    requests,
    fault: null,
    get active() {
      return remaining() > 0;
    },
    get remaining() {
      return remaining();
    },
    get status() {
      return status();
    },
    signIn(name = user) {
      user = name;
      count += 1;
      signedInAt = lastActive = now();
      ended = false;
    },
    end: () => void (ended = true),
    touch: () => void (lastActive = Math.max(lastActive, session.active ? now() : 0)),
    fetch: (input, init) => respond(realFetch, input, init),
    install(view = globalThis) {
      const real = view.fetch;
      // Addresses are relative to where they are used.
      view.fetch = (input, init) => respond(real.bind(view), input, init);
      return () => void (view.fetch = real);
    },
  };
  return session;
}

/** Seconds by which a session may have been active later than a page that lets it expire, and is ended all the same. */
const SPARED = 2;

/** Reading a real body takes turns of the event loop that a fake clock may not wait for. */
function json(status: number, value: unknown): Response {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  // Node refuses to have it assigned.
  return Object.defineProperty(new Response(JSON.stringify(value), { status, headers }), 'json', { value: async () => value });
}

/** 32 bytes that are one user's own, base64url. */
function keyOf(user: string): string {
  const bytes = new TextEncoder().encode(user.padEnd(32)).slice(0, 32);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** `null`: there is none; `undefined`: it can't be read. */
type Body = FakeRequest['body'] | undefined;

function readBody(text: string): Body {
  try {
    const value: unknown = JSON.parse(text || 'null');
    return typeof value === 'object' && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}
