import type { EndReason, SessionStatus } from './protocol.ts';
import type { Answer } from './client.ts';
import type { Endpoints } from './endpoints.ts';
import type { Facts } from './tabs/facts.ts';

/** All times here are milliseconds on the session's own time line, all spans milliseconds. */
type Ms = number;

/** What the page author asked for, in seconds, and what the server can be asked. */
export interface Config extends Endpoints {
  readonly timeout?: number | undefined;
  readonly countdown?: number | undefined;
  readonly keepaliveInterval?: number | undefined;
  readonly extendOnActivity?: boolean | undefined;
}

/** Which limit is near: `idle`, that of inactivity, or `absolute`, which nothing puts off. */
export type WarnReason = 'idle' | 'absolute';
/**
 * Why a session expired. `idle`, `absolute`: that limit was reached. `ended`: the server said before the deadline that the session
 * is gone. `replaced`: another session took its place.
 */
export type ExpireReason = 'idle' | 'absolute' | 'ended' | 'replaced';
/** Who called the countdown off: the `user` by choice, `activity`, another `tab`, or the `server` (its answer, or new settings, moved the end). */
export type ExtendSource = 'user' | 'activity' | 'tab' | 'server';
/** Where somebody signed out: the `user` here, or in another `tab`. */
export type SignOutSource = 'user' | 'tab';

/** How a session ended for a page. `expire`: time ran out, or the server ended it. `signout`: somebody wished it. */
export type Outcome =
  | {
      readonly type: 'expire';
      /** Why. */
      readonly reason: ExpireReason;
    }
  | {
      readonly type: 'signout';
      /** Where. */
      readonly source: SignOutSource;
      /** `user`: to leave. `absolute`: to sign in anew before the absolute timeout. */
      readonly reason: EndReason;
    };

export type Phase =
  | { readonly name: 'active' }
  | {
      readonly name: 'warning';
      readonly reason: WarnReason;
      readonly since: Ms;
      /** The whole seconds last announced. */
      readonly left: number;
      /** When the last peek before expiry went out. */
      readonly peekedAt: Ms;
      /** "Continue for now": the user has read it. */
      readonly dismissed: boolean;
    }
  /** Past the deadline without having been awake for it: covered while the server is asked. */
  | { readonly name: 'checking'; readonly reason: WarnReason; readonly until: Ms; readonly tries: number }
  /** Opened without a session; waits for one. */
  | { readonly name: 'resting' }
  /** Announced to the page; then, unless the page prevents it, the server is told and the page is left. */
  | {
      readonly name: 'over';
      readonly outcome: Outcome;
      readonly step: 'announced' | 'telling' | 'left' | 'prevented';
      readonly until: Ms;
      /** When it ended, as the other tabs are to know it. */
      readonly at: Ms;
    };

export type Ask =
  | { readonly kind: 'peek' }
  /** Tells the server of the activity at `activity`. */
  | { readonly kind: 'keepalive'; readonly activity: Ms }
  | { readonly kind: 'signout'; readonly reason: EndReason };

/** The one request under way: an answer to any other is too late to matter. */
export interface Call {
  readonly id: number;
  readonly ask: Ask;
  readonly sentAt: Ms;
  readonly until: Ms;
}

/** The server's last word. */
export interface Confirmed {
  readonly status: SessionStatus | null;
  /** When it was asked for. */
  readonly at: Ms;
  /** How long from then on; `null`: it slid the session without saying how far. */
  readonly span: Ms | null;
  readonly absolute: Ms;
}

export interface State {
  readonly config: Config;
  readonly phase: Phase;
  /** The session, `null` where the server names none, `undefined` before it is known. */
  readonly id: string | null | undefined;
  /** Since when there is a session. */
  readonly born: Ms;
  /** The time of the last look. */
  readonly now: Ms;
  readonly lastActivity: Ms;
  /** The last activity that the server knows of. */
  readonly told: Ms;
  readonly confirmed: Confirmed;
  readonly call: Call | null;
  readonly calls: number;
  /** The last keepalive of any tab, or the page's own load. */
  readonly slidAt: Ms;
  readonly retry: {
    readonly at: Ms;
    readonly failures: number;
    /** The server itself asked for this much patience. */
    readonly asked: boolean;
  } | null;
  /** A wish to go on that the server has yet to grant. */
  readonly wish: { readonly source: 'user' | 'activity'; readonly at: Ms } | null;
  readonly held: boolean;
  /** Other tabs were heard. */
  readonly accompanied: boolean;
  /** When another tab sent the keepalive, or was left to. */
  readonly yieldedAt: Ms;
  /** When the other tabs were last asked whether anybody was active. */
  readonly consulted: Ms;
}

/**
 * What happens to a session. `warn`: the countdown begins; `tick`: each second of it; `extend`: it is called off. `keepalive`: the
 * server confirmed a slide; `keepaliveerror`: it did not. `expire`, `signout`: the end, before anything is done about it.
 */
export type Notice =
  | {
      readonly type: 'warn';
      /** Seconds until the session ends. */
      readonly remaining: number;
      /** Which limit is near. */
      readonly reason: WarnReason;
    }
  | {
      readonly type: 'tick';
      /** Seconds until the session ends. */
      readonly remaining: number;
    }
  | {
      readonly type: 'extend';
      /** Who called it off. */
      readonly source: ExtendSource;
    }
  | {
      readonly type: 'keepalive';
      /** Seconds until the session ends. */
      readonly remaining: number;
    }
  | {
      readonly type: 'keepaliveerror';
      /** HTTP status as received; 0: unreachable; 302: redirected, with a status that browsers hide. */
      readonly status: number;
      /** Seconds until the next try, no less than `Retry-After` asks for (RFC 9110, 10.2.3); `null`: the session is gone. */
      readonly retryIn: number | null;
    }
  | Outcome;

export type Effect =
  | { readonly type: 'send'; readonly call: Call }
  | { readonly type: 'abort' }
  | { readonly type: 'notify'; readonly notice: Notice }
  /** Ask the other tabs whether they know more. */
  | { readonly type: 'consult' }
  /** Nothing is left to do but go: to the address for this outcome, or behind the panel. */
  | { readonly type: 'leave'; readonly outcome: Outcome };

export type Input =
  | { readonly type: 'look' }
  /** The user is active now. */
  | { readonly type: 'activity' }
  /** The page came back from somewhere: visible again, restored, resumed, focused. */
  | { readonly type: 'wake' }
  | { readonly type: 'online' }
  /** The page goes away, perhaps for good. */
  | { readonly type: 'suspend' }
  | { readonly type: 'configure'; readonly config: Config }
  | { readonly type: 'extend' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'signout'; readonly reason: 'user' | 'absolute' }
  | { readonly type: 'expire' }
  | { readonly type: 'check' }
  | { readonly type: 'hold'; readonly held: boolean }
  /** From another tab. */
  | { readonly type: 'facts'; readonly facts: Facts }
  /** `jitter`: 0 to 1, drawn by the caller. */
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer; readonly jitter: number }
  /** Everybody who was told of the end is done with it. */
  | { readonly type: 'settled'; readonly prevented: boolean };
