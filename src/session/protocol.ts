import { MAX_DURATION } from './duration.ts';

/** The server's answer about a living session. Durations in seconds, relative, so clocks need not agree. */
export interface SessionStatus {
  readonly active: true;
  /** Names the session without giving it away. Tabs that see another one are in another session. */
  readonly id?: string;
  readonly user?: string;
  /** Until the session ends: the smaller of what both limits leave. */
  readonly expires_in: number;
  /** Since the last activity that the server knows of. Absent: `idle_timeout` − `expires_in`. */
  readonly idle_for?: number;
  /** Length of the idle timeout. */
  readonly idle_timeout?: number;
  /** Until the absolute timeout; `null` where there is none. */
  readonly absolute_expires_in?: number | null;
  /** To be sent as `X-CSRF-Token` with unsafe requests. */
  readonly csrf_token?: string;
}

/** There is no session: never was, or it is over. */
export interface NoSession {
  readonly active: false;
}

/** Why a page asks the server to end its session. An expiry leaves drafts be, the user's wish does not. */
export type EndReason = 'user' | 'idle' | 'absolute';

/** Body of `DELETE /session`. `idle_for` (seconds) lets the server spare a session in use elsewhere. */
export interface EndRequest {
  readonly reason?: EndReason;
  readonly idle_for?: number;
}

/** Body of `POST /session`: how many seconds ago the user was active. Absent: now. */
export interface SlideRequest {
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
