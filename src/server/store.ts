/** The store can't be asked now. It may be later: this is never to be taken for "no session". */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A session as stored. Times in milliseconds since the epoch, spans in milliseconds. */
export interface SessionRow {
  /** SHA-256 of the id: whoever reads the store can't sign in with it. */
  readonly key: string;
  readonly user: string;
  readonly role: string | null;
  readonly createdAt: number;
  readonly lastActive: number;
  readonly idle: number;
  /** When the session ends whatever happens; `null`: never. */
  readonly absoluteAt: number | null;
}

/**
 * Where sessions are kept. Sliding is one atomic update of a row that is there and alive: a keepalive that races a
 * sign-out can't bring the session back.
 */
export interface SessionStore {
  create(row: SessionRow): Promise<void>;
  /** The session, if it lives at `now`. Never slides. */
  peek(key: string, now: number): Promise<SessionRow | null>;
  /** Moves the last activity forward to `activeAt`, never back; the session, if it lives at `now`. */
  slide(key: string, activeAt: number, now: number): Promise<SessionRow | null>;
  /** Ends the session, if it was not active after `activeUntil`. Whether it is gone now. */
  end(key: string, activeUntil: number): Promise<boolean>;
  close(): Promise<void>;
}

export function endsAt(row: SessionRow): number {
  return Math.min(row.lastActive + row.idle, row.absoluteAt ?? Infinity);
}
