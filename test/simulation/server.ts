import type { Answer } from '../../src/session/client.ts';
import type { Call } from '../../src/session/state.ts';

/** What the pages of one story find. Seconds. */
export interface Setting {
  /** `protocol`: section 4 of the contract; `plain`: any request slides; `none`: no server at all. */
  readonly kind: 'protocol' | 'plain' | 'none';
  readonly idle: number;
  readonly absolute: number | null;
  readonly countdown: number;
  /** The page's own timeout, where it has one. */
  readonly timeout: number | undefined;
  readonly extendOnActivity: boolean;
}

/** The server's truth about one browser's session. True time, in ms. */
export class Server {
  readonly setting: Setting;
  id = 0;
  lastActive = -Infinity;
  /** When it last learned of activity, which may have been earlier. */
  toldAt = -Infinity;
  absoluteAt = Infinity;
  ended = true;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** When the session ends, or would have if nobody had signed out. */
  get end(): number {
    return Math.min(this.lastActive + this.setting.idle * 1000, this.absoluteAt);
  }

  alive(now: number): boolean {
    return !this.ended && now < this.end;
  }

  /** Somebody signs in, or loads a page while signed in. */
  visit(now: number): void {
    if (!this.alive(now)) {
      this.id += 1;
      this.ended = false;
      const { absolute } = this.setting;
      this.absoluteAt = absolute === null || this.setting.kind !== 'protocol' ? Infinity : now + absolute * 1000;
    }
    this.hear(now, now);
  }

  /** Somebody else signs in at the same browser. */
  replace(now: number): void {
    this.ended = true;
    this.visit(now);
  }

  /** Somebody was active at `at`. */
  hear(at: number, now: number): void {
    if (at <= this.lastActive) return;
    this.lastActive = at;
    this.toldAt = now;
  }

  answer(call: Call, idleFor: number, knownId: number | null, now: number): Answer {
    const another = knownId !== null && knownId !== this.id;
    if (!this.alive(now)) return { kind: 'gone', status: call.ask.kind === 'peek' ? 200 : this.setting.kind === 'plain' ? 302 : 401 };
    if (this.setting.kind === 'plain') return this.#plain(call, now);
    // A page of another session has another token: it is refused, peeks, and sees whose session it is now.
    if (!another && call.ask.kind === 'keepalive') this.hear(now - idleFor * 1000, now);
    if (!another && call.ask.kind === 'signout') {
      const spared = call.ask.reason === 'idle' && this.lastActive > now - idleFor * 1000 + 2000;
      this.ended = !spared;
    }
    return {
      kind: 'status',
      status: {
        active: true,
        id: String(this.id),
        expires_in: Math.max(0, this.end - now) / 1000,
        idle_for: Math.max(0, now - this.lastActive) / 1000,
        idle_timeout: this.setting.idle,
        absolute_expires_in: this.absoluteAt === Infinity ? null : (this.absoluteAt - now) / 1000,
      },
    };
  }

  #plain(call: Call, now: number): Answer {
    if (call.ask.kind === 'signout') this.ended = true;
    else this.hear(now, now);
    return { kind: 'slid', status: 200 };
  }
}
