import type { SessionStatus } from '../session/protocol.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Sessions } from './sessions.ts';
import { remaining, type StoredSession } from './store.ts';

/**
 * A living session, as it was when it was asked for.
 *
 * @throws StoreUnavailable from each method that is waited for, while the store can't be asked.
 */
export class Session {
  /** Whose it is. */
  readonly user: string;
  /** The user's role at sign-in; `null`: none. */
  readonly role: string | null;
  /** Whether it outlives the browser's closing. */
  readonly remembered: boolean;
  /** For the element: how much is left of it, in seconds, and the token for CSRF. */
  readonly status: SessionStatus;
  readonly #sid: string;
  readonly #sessions: Sessions;
  readonly #data: StoredSession['data'];

  constructor(sessions: Sessions, sid: string, stored: StoredSession, id: string, csrfToken: string) {
    const { user, role, remembered, idle, idleFor, absolute, age, data } = stored;
    this.#sessions = sessions;
    this.#data = data;
    this.#sid = sid;
    this.user = user;
    this.role = role;
    this.remembered = remembered;
    this.status = {
      active: true,
      id,
      user,
      expires_in: remaining(stored) / 1000,
      idle_for: idleFor / 1000,
      idle_timeout: idle / 1000,
      absolute_expires_in: absolute === null ? null : (absolute - age) / 1000,
      csrf_token: csrfToken,
    };
  }

  /** The cookie's value. Not a field, so that nobody writes it into a log with all the rest. */
  get sid(): string {
    return this.#sid;
  }

  /** One of the app's values; `undefined` where there is none. */
  get(name: string): unknown {
    const json = Object.hasOwn(this.#data, name) ? this.#data[name] : undefined;
    return json === undefined ? undefined : JSON.parse(json);
  }

  /**
   * See {@link Sessions.set}. This object stays as it is.
   *
   * @throws RangeError where the name is not a word, TypeError where the value can't be told.
   */
  set(name: string, value: unknown): Promise<boolean> {
    return this.#sessions.set(this.#sid, name, value);
  }

  /**
   * See {@link Sessions.setLifetime}. This object stays as it is.
   *
   * @throws RangeError naming the lifetime that can't be right.
   */
  setLifetime(lifetimes: Partial<Lifetimes>): Promise<Session | null> {
    return this.#sessions.setLifetime(this.#sid, lifetimes);
  }
}
