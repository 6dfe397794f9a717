import type { EndReason, ExpireReason, ExtendSource, Notice, SignOutSource, WarnReason } from '../session/index.ts';

const CANCELABLE = /warn|expire|signout/;

abstract class SessionEvent<T extends Notice['type']> extends Event {
  declare readonly type: T;

  constructor({ type, ...fields }: Notice & { type: T }) {
    super(type, { bubbles: true, composed: true, cancelable: CANCELABLE.test(type) });
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(this, name, { value, enumerable: true });
  }
}

/** The countdown begins. Cancelled, the built-in dialog stays closed. */
export class WarnEvent extends SessionEvent<'warn'> {
  /** Seconds until the session ends. */
  declare readonly remaining: number;
  /** `idle`: nobody was active for too long. `absolute`: the absolute timeout is near, and nobody can put it off. */
  declare readonly reason: WarnReason;
}

/** Each second of the countdown. */
export class TickEvent extends SessionEvent<'tick'> {
  /** Seconds until the session ends. */
  declare readonly remaining: number;
}

/** The countdown is called off. */
export class ExtendEvent extends SessionEvent<'extend'> {
  /** `user`: by choice. `activity`: by `extend-on-activity`. `tab`: in another tab. `server`: its answer, or new settings, moved the end. */
  declare readonly source: ExtendSource;
}

/** The server confirmed a slide. */
export class KeepaliveEvent extends SessionEvent<'keepalive'> {
  /** Seconds until the session ends. */
  declare readonly remaining: number;
}

/** The server did not confirm a slide. */
export class KeepaliveErrorEvent extends SessionEvent<'keepaliveerror'> {
  /** HTTP status as received; 0: unreachable; 302: redirected, with a status that browsers hide. */
  declare readonly status: number;
  /** Seconds until the next try, no less than `Retry-After` asks for (RFC 9110, 10.2.3); `null`: there is none, the session is gone. */
  declare readonly retryIn: number | null;
}

abstract class EndEvent<T extends 'expire' | 'signout'> extends SessionEvent<T> {
  #awaited: Promise<unknown>[] = [];

  /** Holds what follows until the promise settles, 5 s at most. To be called while the event is dispatched. */
  waitUntil(promise: Promise<unknown>): void {
    this.#awaited.push(promise);
  }

  /** All that was to be waited for, `undefined` if nothing was. */
  get awaited(): Promise<unknown> | undefined {
    return this.#awaited.length ? Promise.allSettled(this.#awaited) : undefined;
  }
}

/** Time ran out, before anything is done about it. Cancelled: no sign-out request, no panel, no navigation. */
export class ExpireEvent extends EndEvent<'expire'> {
  /** `idle`, `absolute`: time ran out. `ended`: the server said before that the session is gone. `replaced`: another one took its place. */
  declare readonly reason: ExpireReason;
}

/** The user signs out, here or in another tab. Cancelled: no sign-out request, no panel, no navigation. */
export class SignOutEvent extends EndEvent<'signout'> {
  /** `user`: here. `tab`: in another tab. */
  declare readonly source: SignOutSource;
  /** `user`: to leave. `absolute`: to sign in anew before the absolute timeout. */
  declare readonly reason: EndReason;
}

const EVENTS = {
  warn: WarnEvent,
  tick: TickEvent,
  extend: ExtendEvent,
  keepalive: KeepaliveEvent,
  keepaliveerror: KeepaliveErrorEvent,
  expire: ExpireEvent,
  signout: SignOutEvent,
};

/** What the element tells of the session, by name. */
export type SessionEvents = { [K in keyof typeof EVENTS]: InstanceType<(typeof EVENTS)[K]> };

export function eventOf(notice: Notice): SessionEvents[keyof SessionEvents] {
  const Class = EVENTS[notice.type] as new (notice: Notice) => SessionEvents[keyof SessionEvents];
  return new Class(notice);
}

declare global {
  interface HTMLElementEventMap extends SessionEvents {}
}
