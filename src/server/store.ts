/** The store can't be asked now. It may be later: this is never to be taken for "no session". */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What is kept of a session from its beginning on. */
export interface NewSession {
  /** SHA-256 of the id: whoever reads the store can't sign in with it. */
  readonly key: string;
  /** Whose it is. */
  readonly user: string;
  /** The user's role at sign-in; `null`: none. */
  readonly role: string | null;
  /** As its owner would call it: "Firefox on Linux"; `null`: nobody said. */
  readonly device: string | null;
  /** Whether it outlives the browser's closing. */
  readonly remembered: boolean;
  /** Milliseconds of the idle timeout. */
  readonly idle: number;
  /** Milliseconds from its beginning to the absolute timeout; `null`: there is none. */
  readonly absolute: number | null;
}

/**
 * A living session as the store saw it at one moment of its own clock. Times are spans back from there (ms), so that
 * the clocks of many machines need not agree.
 */
export interface StoredSession extends NewSession {
  /** Milliseconds since it began. */
  readonly age: number;
  /** Milliseconds since the last activity. */
  readonly idleFor: number;
  /** The app's values, each as JSON. */
  readonly data: Readonly<Record<string, string>>;
}

/** New lifetimes of a session. */
export interface NewLifetimes {
  /** Milliseconds of the idle timeout. Absent: stays. */
  readonly idle?: number | undefined;
  /** Milliseconds from the session's beginning to the absolute timeout; `null`: there is none. Absent: stays. */
  readonly absolute?: number | null | undefined;
}

/** What came of ending a session: `ended`, it lived; `gone`, it was over already, or never was; `spared`, it was active too lately. */
export type Ending =
  | { readonly kind: 'ended' }
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'spared';
      /** As it lives on. */
      readonly session: StoredSession;
    };

/** How many sessions there are: some are over, and not swept away yet. */
export interface Census {
  /** How many live. */
  readonly alive: number;
  /** How many are over, and still there. */
  readonly expired: number;
}

/**
 * Where sessions are kept. Whether one lives is decided by the store's own clock. Every change is one atomic update of
 * a session that is there and alive: whatever comes late, a keepalive or a slow handler, can't bring one back.
 *
 * @throws StoreUnavailable from each method, within 2 s, while the store can't be asked.
 */
export interface SessionStore {
  /** Keeps a session that begins now. */
  create(session: NewSession): Promise<StoredSession>;
  /** Reads without sliding. */
  peek(key: string): Promise<StoredSession | null>;
  /** Moves the last activity forward to `idleFor` ms ago, never back. */
  slide(key: string, idleFor: number): Promise<StoredSession | null>;
  /** Keeps one of the app's values, as JSON; `null` removes it. Whether the session is still there. */
  set(key: string, name: string, json: string | null): Promise<boolean>;
  /** Gives the session other lifetimes; neither revives it nor counts as activity. `null` also where it is over by them. */
  setLifetimes(key: string, lifetimes: NewLifetimes): Promise<StoredSession | null>;
  /** Ends the session, unless it was active less than `idleAtLeast` ms ago. Absent: whenever that was. */
  end(key: string, idleAtLeast?: number): Promise<Ending>;
  /** The user's living sessions, the last used one first. */
  list(user: string): Promise<readonly StoredSession[]>;
  /** Ends all of the user's sessions but `exceptKey`, or all if that is absent; how many there were. */
  endAll(user: string, exceptKey?: string): Promise<number>;
  /** Counts the sessions of all users. Takes its time, or estimates, where there are very many. */
  count(): Promise<Census>;
  /** Keeps what is still to be kept, and lets go of file or connection. */
  close(): Promise<void>;
}

/** What stores keep. Times in milliseconds of the store's clock. */
export interface SessionRow extends Omit<NewSession, 'absolute'> {
  readonly createdAt: number;
  readonly lastActive: number;
  readonly absoluteAt: number | null;
  readonly data: Readonly<Record<string, string>>;
}

export function newRow({ absolute, ...session }: NewSession, now: number): SessionRow {
  return { ...session, createdAt: now, lastActive: now, absoluteAt: absolute === null ? null : now + absolute, data: {} };
}

export function endsAt({ lastActive, idle, absoluteAt }: SessionRow): number {
  return Math.min(lastActive + idle, absoluteAt ?? Infinity);
}

export function seenAt(now: number, row: SessionRow): StoredSession {
  const { key, user, role, device, remembered, idle, createdAt, lastActive, absoluteAt, data } = row;
  const absolute = absoluteAt === null ? null : absoluteAt - createdAt;
  return { key, user, role, device, remembered, idle, absolute, age: now - createdAt, idleFor: Math.max(0, now - lastActive), data };
}

/** What is left of the session, in milliseconds. */
export function remaining({ idle, idleFor, absolute, age }: StoredSession): number {
  return Math.min(idle - idleFor, (absolute ?? Infinity) - age);
}

export function lastUsedFirst(a: StoredSession, b: StoredSession): number {
  return a.idleFor - b.idleFor;
}
