import { hash as digest, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EndReason, EndRequest } from '../session/protocol.ts';
import { draftKey } from './draft-key.ts';
import { checkJson, checkName, checkOptions, lifetimesFor, toMilliseconds, type Lifetimes, type LifetimeOptions } from './lifetimes.ts';
import { Session } from './session.ts';
import type { SessionStore, StoredSession } from './store.ts';

/** Where sessions are kept, for how long, and by which secret. */
export interface SessionsOptions extends LifetimeOptions {
  /** What keeps them: `openSqliteStore`, `openRedisStore` or `openMemoryStore`. */
  readonly store: SessionStore;
  /** Signs CSRF tokens, and makes the keys of drafts; never empty. The same on every machine, and after a restart. */
  readonly secret: string;
  /** Secrets before this one, while pages and drafts (24 hours) are about that were made with them. Default: none. */
  readonly previousSecrets?: readonly string[];
  /** Hears what happens to sessions: for figures and logs. Default: nobody does. */
  readonly observe?: (event: SessionEvent) => void;
}

/**
 * What happened to a session: `begin`, somebody signed in; `peek`, it was looked at; `slide`, somebody was active; `end`, it was ended
 * on purpose. One whose time runs out is not told of.
 */
export type SessionEvent =
  | {
      /** Nothing more is to be said of these. */
      readonly type: 'begin' | 'peek' | 'slide';
    }
  | {
      readonly type: 'end';
      /** The page's, or `elsewhere` where its owner ended it from another. */
      readonly reason: EndReason | 'elsewhere';
    };

/** Who signs in. */
export interface User {
  /** Tells this user from all others. */
  readonly name: string;
  /** May have lifetimes of its own: `roles`. Default: none. */
  readonly role?: string | undefined;
}

/** How a session begins. */
export interface BeginOptions {
  /** Whether the session outlives the browser's closing, with the lifetimes of `remember`. Default: false. */
  readonly remember?: boolean;
  /** As its owner would call it: "Firefox on Linux". Default: `null`, nothing. */
  readonly device?: string | null;
}

/** A session in its owner's list. */
export interface ListedSession {
  /** As in its status: not the cookie's value. */
  readonly id: string;
  /** As its owner would call it; `null`: nobody said. */
  readonly device: string | null;
  /** Whether it outlives the browser's closing. */
  readonly remembered: boolean;
  /** Seconds since the last activity. */
  readonly idleFor: number;
  /** Seconds since sign-in. */
  readonly age: number;
}

/** A page forgotten somewhere may end a session that was last active up to this much (ms) after its own last activity. */
const SLACK = 2000;

/**
 * The life of sessions, apart from HTTP. An unknown, ended or timed-out session is `null`, always.
 *
 * @throws StoreUnavailable from each method that is waited for, while the store can't be asked.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #secrets: readonly string[];
  readonly #observe: (event: SessionEvent) => void;

  /** @throws RangeError naming the option that can't be right. */
  constructor(options: SessionsOptions) {
    checkOptions(options);
    if (!options.secret) throw new RangeError('secret: must not be empty');
    if (options.previousSecrets?.includes('')) throw new RangeError('previousSecrets: none may be empty');
    this.#options = options;
    this.#secrets = [options.secret, ...(options.previousSecrets ?? [])];
    this.#observe = options.observe ?? (() => {});
  }

  /** Begins a session with an id of its own: 256 bits by chance (ASVS 7.2.3), of which the store sees a hash alone. */
  async begin(user: User, { remember = false, device = null }: BeginOptions = {}): Promise<Session> {
    const { idle, absolute } = lifetimesFor(this.#options, user.role, remember);
    const sid = randomBytes(32).toString('base64url');
    const stored = await this.#options.store.create({
      key: hash(sid),
      user: user.name,
      role: user.role ?? null,
      device,
      remembered: remember,
      idle: idle * 1000,
      absolute: absolute === null ? null : absolute * 1000,
    });
    this.#observe({ type: 'begin' });
    return this.#session(sid, stored);
  }

  /** Reads without sliding. */
  async peek(sid: string): Promise<Session | null> {
    const stored = await this.#options.store.peek(hash(sid));
    if (!stored) return null;
    this.#observe({ type: 'peek' });
    return this.#session(sid, stored);
  }

  /**
   * Slides the session, never back.
   *
   * @param idleFor How many seconds ago the user was active, not negative. Default: 0, just now.
   */
  async slide(sid: string, idleFor = 0): Promise<Session | null> {
    const stored = await this.#options.store.slide(hash(sid), idleFor * 1000);
    if (!stored) return null;
    this.#observe({ type: 'slide' });
    return this.#session(sid, stored);
  }

  /** Ends the session; where an idle page asks for it and another device was active over 2 s later, it lives on and is returned. */
  async end(sid: string, { reason = 'user', idle_for = 0 }: EndRequest = {}): Promise<Session | null> {
    const idleAtLeast = reason === 'idle' ? idle_for * 1000 - SLACK : undefined;
    const ending = await this.#options.store.end(hash(sid), idleAtLeast);
    if (ending.kind === 'ended') this.#observe({ type: 'end', reason });
    return ending.kind === 'spared' ? this.#session(sid, ending.session) : null;
  }

  /**
   * Gives this one session other lifetimes, by what its user does in it: a shorter idle timeout while money is moved.
   * Neither revives it nor counts as activity.
   *
   * @param lifetimes Seconds. What is absent stays. `absolute` counts from sign-in.
   * @returns the session as it is now; `null` also where it is over by them.
   * @throws RangeError naming the lifetime that can't be right.
   */
  async setLifetime(sid: string, lifetimes: Partial<Lifetimes>): Promise<Session | null> {
    const stored = await this.#options.store.setLifetimes(hash(sid), toMilliseconds(lifetimes));
    return stored && this.#session(sid, stored);
  }

  /**
   * Keeps a value of the app's in the session; `undefined` removes it. Each name is written for itself, so that requests
   * that run at once don't undo each other, and only into a session that is there.
   *
   * @param value Anything that JSON can tell.
   * @returns whether the session is still there.
   * @throws RangeError where the name is not a word, TypeError where the value can't be told.
   */
  async set(sid: string, name: string, value: unknown): Promise<boolean> {
    return this.#options.store.set(hash(sid), checkName(name), value === undefined ? null : checkJson(name, value));
  }

  /** The user's living sessions, the last used one first (ASVS 7.5.2). */
  async list(user: string): Promise<readonly ListedSession[]> {
    const stored = await this.#options.store.list(user);
    return stored.map(({ key, device, remembered, idleFor, age }) => {
      return { id: publicId(key), device, remembered, idleFor: idleFor / 1000, age: age / 1000 };
    });
  }

  /** Ends one of the user's sessions by the id in the list (ASVS 7.5.2). Whether there was one. */
  async endListed(user: string, id: string): Promise<boolean> {
    const found = (await this.#options.store.list(user)).find(({ key }) => publicId(key) === id);
    if (!found || (await this.#options.store.end(found.key)).kind !== 'ended') return false;
    this.#observe({ type: 'end', reason: 'elsewhere' });
    return true;
  }

  /**
   * Signs the user out everywhere: for one's own account page, after a new password (ASVS 7.4.3), and when an account is closed (7.4.2).
   *
   * @param exceptSid One that goes on. Default: none does.
   * @returns how many sessions ended.
   */
  async endAll(user: string, exceptSid?: string): Promise<number> {
    const ended = await this.#options.store.endAll(user, exceptSid === undefined ? undefined : hash(exceptSid));
    for (let i = 0; i < ended; i += 1) this.#observe({ type: 'end', reason: 'elsewhere' });
    return ended;
  }

  /** Whether the token was made for this session. */
  verifyToken(sid: string, token: string): boolean {
    const given = Buffer.from(token);
    return this.#secrets.some((secret) => {
      const expected = Buffer.from(tokenOf(secret, sid));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }

  /** The user's keys for drafts: the first seals, the others are those of previous secrets. 32 bytes each by HKDF (RFC 5869), base64url. */
  draftKeys(user: string): readonly string[] {
    return this.#secrets.map((secret) => draftKey(secret, user));
  }

  #session(sid: string, stored: StoredSession): Session {
    return new Session(this, sid, stored, publicId(stored.key), tokenOf(this.#options.secret, sid));
  }
}

/** Another hash than the store's, so that it doesn't tell what to look for there. */
function publicId(key: string): string {
  return hash(`id ${key}`).slice(0, 22);
}

function tokenOf(secret: string, sid: string): string {
  // An HMAC would cost five times as much, and guard against longer messages: an id of another length is no session's.
  return hash(`${secret} csrf ${sid}`);
}

function hash(text: string): string {
  return digest('sha256', text, 'base64url');
}
