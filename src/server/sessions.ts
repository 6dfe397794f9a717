import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EndRequest, SessionStatus } from '../session/protocol.ts';
import { endsAt, type SessionRow, type SessionStore } from './store.ts';

/** Seconds. */
export interface Lifetimes {
  /** The session ends this long after the last activity. */
  readonly idle: number;
  /** The session ends this long after sign-in, whatever happens. `null`: never. */
  readonly absolute: number | null;
}

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly lifetimes: Lifetimes;
  /** Lifetimes of their own for some roles; what is absent is as for everybody. */
  readonly roles?: Readonly<Record<string, Partial<Lifetimes>>>;
  /** Signs CSRF tokens. The same on every machine, and after a restart. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface User {
  readonly name: string;
  readonly role?: string | undefined;
}

/** A living session. */
export interface Session {
  /** The cookie's value. */
  readonly sid: string;
  readonly user: string;
  readonly role: string | null;
  readonly status: SessionStatus;
}

/** A page forgotten somewhere may end a session that was last active up to this much (ms) after its own last activity. */
const SLACK = 2000;

/** The life of sessions, apart from HTTP. An unknown, ended or timed-out session is `null`, always. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #now: () => number;

  /** @throws RangeError naming the option that can't be right. */
  constructor(options: SessionsOptions) {
    checkLifetimes('lifetimes', options.lifetimes);
    for (const [role, lifetimes] of Object.entries(options.roles ?? {})) checkLifetimes(`roles.${role}`, lifetimes);
    if (!options.secret) throw new RangeError('secret: must not be empty');
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Begins a session with an id of its own. */
  async begin(user: User): Promise<Session> {
    const { store, lifetimes, roles } = this.#options;
    const { idle, absolute } = { ...lifetimes, ...(user.role ? roles?.[user.role] : {}) };
    const sid = randomBytes(32).toString('base64url');
    const now = this.#now();
    const row: SessionRow = {
      key: hash(sid),
      user: user.name,
      role: user.role ?? null,
      createdAt: now,
      lastActive: now,
      idle: idle * 1000,
      absoluteAt: absolute === null ? null : now + absolute * 1000,
    };
    await store.create(row);
    return this.#session(sid, row, now);
  }

  /** Reads without sliding. */
  async peek(sid: string): Promise<Session | null> {
    const now = this.#now();
    const row = await this.#options.store.peek(hash(sid), now);
    return row && this.#session(sid, row, now);
  }

  /** Slides the session: the user was active `idleFor` seconds ago. */
  async slide(sid: string, idleFor = 0): Promise<Session | null> {
    const now = this.#now();
    const row = await this.#options.store.slide(hash(sid), now - idleFor * 1000, now);
    return row && this.#session(sid, row, now);
  }

  /** Ends the session; where an idle page asks for it and another device was active since, it lives on and is returned. */
  async end(sid: string, { reason, idle_for = 0 }: EndRequest = {}): Promise<Session | null> {
    const activeUntil = reason === 'idle' ? this.#now() - idle_for * 1000 + SLACK : Infinity;
    return (await this.#options.store.end(hash(sid), activeUntil)) ? null : this.peek(sid);
  }

  /** Whether the token was made for this session. */
  verifyToken(sid: string, token: string): boolean {
    const expected = Buffer.from(this.#token(sid));
    const given = Buffer.from(token);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #token(sid: string): string {
    return createHmac('sha256', this.#options.secret).update(`csrf ${sid}`).digest('base64url');
  }

  #session(sid: string, row: SessionRow, now: number): Session {
    const status: SessionStatus = {
      active: true,
      // Another hash than the store's, so that neither tells the other.
      id: hash(`id ${sid}`).slice(0, 22),
      user: row.user,
      expires_in: (endsAt(row) - now) / 1000,
      idle_for: Math.max(0, now - row.lastActive) / 1000,
      idle_timeout: row.idle / 1000,
      absolute_expires_in: row.absoluteAt === null ? null : (row.absoluteAt - now) / 1000,
      csrf_token: this.#token(sid),
    };
    return { sid, user: row.user, role: row.role, status };
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function checkLifetimes(name: string, { idle, absolute }: Partial<Lifetimes>): void {
  const good = (seconds: number) => Number.isFinite(seconds) && seconds > 0;
  if (idle !== undefined && !good(idle)) throw new RangeError(`${name}.idle: ${idle} is not a number of seconds above 0`);
  if (absolute !== undefined && absolute !== null && !good(absolute)) {
    throw new RangeError(`${name}.absolute: ${absolute} is neither null nor a number of seconds above 0`);
  }
}
