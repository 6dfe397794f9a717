import { MAX_DURATION } from './duration.ts';

/** The server's answer about a living session. Durations in seconds, 400 days at most, and relative, so clocks need not agree. */
export interface SessionStatus {
  /** Told apart by it from {@link NoSession}. */
  readonly active: true;
  /** Names the session without giving it away. Tabs that see another one are in another session. Absent: they can't tell. */
  readonly id?: string;
  /** Whose it is; for the page to show. Absent: the server does not say. */
  readonly user?: string;
  /** Seconds until the session ends: the smaller of what both limits leave. */
  readonly expires_in: number;
  /** Seconds since the last activity that the server knows of. Absent: `idle_timeout` − `expires_in`. */
  readonly idle_for?: number;
  /** Seconds that the idle timeout takes, never 0. Absent: the page's own timeout holds. */
  readonly idle_timeout?: number;
  /** Seconds until the absolute timeout, which nothing moves; `null` or absent: there is none. */
  readonly absolute_expires_in?: number | null;
  /** To be sent as `X-CSRF-Token` with unsafe requests. Absent: no such header is sent. */
  readonly csrf_token?: string;
}

/** There is no session: never was, or it is over. */
export interface NoSession {
  /** Told apart by it from {@link SessionStatus}. */
  readonly active: false;
}

/**
 * Why a page asks the server to end its session: by the `user`'s wish, `idle` for too long, or for the `absolute` timeout. An
 * expiry leaves drafts be, the user's wish does not.
 */
export type EndReason = 'user' | 'idle' | 'absolute';

/** Body of `DELETE /session`. */
export interface EndRequest {
  /** Absent: `user`. */
  readonly reason?: EndReason;
  /** With `idle`: seconds since the page's last activity, so that the server can spare a session in use elsewhere. Absent: 0, it spares none. */
  readonly idle_for?: number;
}

/** Body of `POST /session`. */
export interface SlideRequest {
  /** How many seconds ago the user was active. Absent: 0, just now. */
  readonly idle_for?: number;
}

/** The status in a server's JSON, or `undefined` where any of its numbers is absurd: such an answer extends nothing. */
export function readStatus(json: unknown): SessionStatus | undefined {
  if (!isRecord(json) || json.active !== true || !isSpan(json.expires_in)) return undefined;
  const optional = [json.idle_for, json.idle_timeout, json.absolute_expires_in];
  const readable = optional.every((span) => (span ?? undefined) === undefined || isSpan(span));
  return readable && json.idle_timeout !== 0 ? (json as unknown as SessionStatus) : undefined;
}

/** Whether the server's JSON says that there is no session. */
export function saysGone(json: unknown): json is NoSession {
  return isRecord(json) && json.active === false;
}

function isSpan(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_DURATION;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
