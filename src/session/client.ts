import type { Endpoints } from './endpoints.ts';
import { readStatus, saysGone, type EndRequest, type SessionStatus, type SlideRequest } from './protocol.ts';

export type Answer =
  | { readonly kind: 'status'; readonly status: SessionStatus }
  /** A success without a status: the session was slid, nobody says how far. */
  | { readonly kind: 'slid'; readonly status: number }
  /** Another tab sees to it. */
  | { readonly kind: 'taken'; readonly status?: undefined }
  /** There is no session any more. */
  | { readonly kind: 'gone'; readonly status: number }
  /** Try again, after `retryAfter` seconds if the server named any. `status` 0: unreachable. */
  | { readonly kind: 'failed'; readonly status: number; readonly retryAfter?: number };

export type Client = (
  endpoints: Endpoints,
  kind: 'peek' | 'keepalive' | 'signout',
  body: SlideRequest | EndRequest | null,
  signal: AbortSignal,
) => Promise<Answer>;

const FORBIDDEN = 403;
const GONE = [401, FORBIDDEN, 419, 440];
/** A redirect's own status is hidden from scripts. */
const REDIRECTED = 302;
/** Milliseconds. */
const LIMIT = 10_000;

/** Speaks HTTP with the server, and remembers its token. It reads no clock and decides nothing. */
export function createClient(): Client {
  let token: string | undefined;
  let id: string | undefined;

  const ask: Client = async (endpoints, kind, body, signal) => {
    const { url, method } = endpoints[kind] ?? { url: '', method: 'GET' };
    const strict = kind === 'peek' || (kind === 'keepalive' && endpoints.strict);
    const safe = /GET|HEAD/.test(method);
    const response = await fetch(url, {
      method,
      body: safe ? null : JSON.stringify(body),
      headers: {
        // A page that is only asked for to slide may speak nothing but HTML.
        ...(strict && { accept: 'application/json' }),
        ...(!safe && { 'content-type': 'application/json' }),
        ...(!safe && token && { 'x-csrf-token': token }),
      },
      signal,
      cache: 'no-store',
      credentials: 'include',
      redirect: 'manual',
      // A sign-out goes on when its page is left.
      keepalive: kind === 'signout',
    });
    const answer = await read(response, strict);
    if (answer.kind === 'status') {
      token = answer.status.csrf_token;
      id = answer.status.id;
    }
    return answer;
  };

  return async (endpoints, kind, body, given) => {
    const signal = AbortSignal.any([given, AbortSignal.timeout(LIMIT)]);
    try {
      const answer = await ask(endpoints, kind, body, signal);
      if (answer.status !== FORBIDDEN || kind === 'peek' || !endpoints.peek) return answer;
      // Perhaps only the token was old. If it is another session now, nothing is sent in its name.
      const known = id;
      const peeked = await ask(endpoints, 'peek', null, signal);
      return peeked.kind === 'status' && (known ?? id) === id ? await ask(endpoints, kind, body, signal) : peeked;
    } catch {
      return { kind: 'failed', status: 0 };
    }
  };
}

async function read(response: Response, strict: boolean): Promise<Answer> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect') return { kind: 'gone', status: REDIRECTED };
  if (GONE.includes(status)) return { kind: 'gone', status };
  if (!response.ok) return { kind: 'failed', status, retryAfter: retryAfter(headers) };
  // Where the protocol is spoken, the body is what it is whatever its label; elsewhere it may be a large page.
  const isJson = strict || /json/.test(headers.get('content-type') ?? '');
  const json: unknown = isJson && (await response.json().catch(() => null));
  if (saysGone(json)) return { kind: 'gone', status };
  const known = readStatus(json);
  return known ? { kind: 'status', status: known } : { kind: strict ? 'failed' : 'slid', status };
}

/** Seconds or a date (RFC 9110, 10.2.3); a date is compared with the server's own clock. */
function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after') ?? '';
  return Number(value) || (Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000 || 0;
}
