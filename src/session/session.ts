import { createAlarm, createTimeline, systemClock, type Alarm, type Clock } from './clock.ts';
import { createClient, type Answer } from './client.ts';
import { resolveEndpoints, type Addresses } from './endpoints.ts';
import { isLive } from './draft.ts';
import { begin, transition, type Step } from './machine.ts';
import type { SessionStatus } from './protocol.ts';
import { limits, quietUntil, remaining, wakeAt } from './rules.ts';
import { ACTIVITY_EVENTS, watchActivity } from './signals/activity.ts';
import { watchLifecycle } from './signals/lifecycle.ts';
import type { Call, Config, Effect, Input, Notice, Outcome, State } from './state.ts';
import { publicState, viewOf, type PublicState, type View } from './view.ts';

/** All durations in seconds. */
export interface SessionSettings extends Addresses {
  /** Idle timeout, countdown included. Default: the server's, else 900. The shorter of this and the server's holds. */
  readonly timeout?: number | undefined;
  /** Length of the warning. Default 120, at most half of the timeout. */
  readonly countdown?: number | undefined;
  /** At most one keepalive in each. Default: half of timeout − countdown, at most all of it. */
  readonly keepaliveInterval?: number | undefined;
  /** Activity during the countdown ends it. Default: only an explicit choice does. */
  readonly extendOnActivity?: boolean | undefined;
  /** Names of the events that count as activity, separated by spaces. */
  readonly activityEvents?: string | undefined;
}

/** What a listener makes of the session's end. */
export interface Verdict {
  /** The listener sees to it all: no sign-out request, no going elsewhere. */
  readonly prevented: boolean;
  /** To be awaited before anything is done, 5 s at most. */
  readonly until?: Promise<unknown> | undefined;
}

/** Who is told. Every call may call the session's methods in turn. */
export interface SessionHost {
  /** For `expire` and `signout` the verdict counts. */
  notice(notice: Notice): Verdict | void;
  /** Go to where this outcome leads. */
  leave?(outcome: Outcome): void;
  /** State or view may have changed. */
  change?(): void;
  /** Something is set up wrongly, on the page or on the server. */
  report?(message: string): void;
}

/** What a test may replace. */
export interface SessionMeans {
  readonly clock?: Clock;
  /** 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
}

/**
 * A session without a face: watches the user, talks to the server, tells its host. All rules are in the state machine;
 * this class only carries inputs in and effects out.
 */
export class IdleSession {
  readonly #host: SessionHost;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #now: () => number;
  readonly #alarm: Alarm;
  #settings: SessionSettings;
  readonly #ask = createClient();
  #state: State;
  #unwatchActivity: (() => void) | undefined;
  #unwatchLifecycle: (() => void) | undefined;
  /** The latest activity the machine has not seen. */
  #activity = -Infinity;
  #quietUntil = -Infinity;
  #holds = 0;
  #inputs: Input[] = [];
  #busy = false;
  #request = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor(settings: SessionSettings, host: SessionHost, { clock = systemClock, random = Math.random }: SessionMeans = {}) {
    this.#host = host;
    this.#clock = clock;
    this.#random = random;
    this.#settings = settings;
    this.#now = createTimeline(clock);
    this.#alarm = createAlarm(clock, this.#now, () => this.#dispatch({ type: 'look' }));
    this.#state = begin(configOf(settings), this.#now());
  }

  /** Begins to watch, or goes on after {@link stop}: then the deadline is checked first. */
  start(): void {
    if (this.#unwatchActivity) return;
    this.#watchActivity();
    this.#unwatchLifecycle = watchLifecycle({
      wake: () => this.#dispatch({ type: 'wake' }),
      online: () => this.#dispatch({ type: 'online' }),
      suspend: () => this.#suspend(),
    });
    this.#dispatch({ type: 'wake' });
  }

  /** Leaves nothing behind: no timer, listener or request. */
  stop(): void {
    this.#unwatchActivity?.();
    this.#unwatchLifecycle?.();
    this.#unwatchActivity = undefined;
    this.#suspend();
  }

  /** Takes on new settings. */
  configure(settings: SessionSettings): void {
    const watchAnew = this.#unwatchActivity && settings.activityEvents !== this.#settings.activityEvents;
    this.#settings = settings;
    if (watchAnew) this.#watchActivity();
    this.#dispatch({ type: 'configure', config: configOf(settings) });
  }

  get state(): PublicState {
    return publicState(this.#state);
  }

  get view(): View {
    return viewOf(this.#current());
  }

  /** Seconds until the session ends as far as the server has confirmed; 0 when it is over. */
  get remaining(): number {
    return remaining(this.#current());
  }

  /** When the session ends by the wall clock, `null` when it is over. */
  get expiresAt(): Date | null {
    const { remaining } = this;
    return remaining ? new Date(this.#clock.wall() + remaining * 1000) : null;
  }

  /** The last answer of the server. */
  get status(): SessionStatus | null {
    return this.#state.confirmed.status;
  }

  /** Notes that the user is active. Cheap enough for every event: a time stamp is stored, seldom more. */
  activity(): void {
    const now = this.#now();
    if (now < this.#quietUntil) this.#activity = now;
    else this.#dispatch({ type: 'activity' });
  }

  /** "Stay signed in": whether the server agreed. */
  extend(): Promise<boolean> {
    let wished = Infinity;
    return this.#until({ type: 'extend' }, ({ phase, config, wish, retry, confirmed }) => {
      if (wish && !retry) {
        wished = wish.at;
        return undefined;
      }
      if (!config.keepalive) return phase.name === 'active';
      return isLive(phase) && !wish && confirmed.at >= wished;
    });
  }

  /** "Continue for now": an absolute timeout was taken note of. */
  dismiss(): void {
    this.#dispatch({ type: 'dismiss' });
  }

  /** The user's wish to leave, or (`absolute`) to sign in anew before the absolute timeout. Resolves when all is done. */
  signOut(reason: 'user' | 'absolute' = 'user'): Promise<void> {
    return this.#end({ type: 'signout', reason });
  }

  /** Ends the session as if it had been idle too long. Resolves when all is done. */
  expire(): Promise<void> {
    return this.#end({ type: 'expire' });
  }

  /** Counts as active until the returned function is called. */
  hold(): () => void {
    let held = true;
    this.#holds += 1;
    this.#dispatch({ type: 'hold', held: true });
    return () => {
      if (!held) return;
      held = false;
      this.#holds -= 1;
      this.#dispatch({ type: 'hold', held: this.#holds > 0 });
    };
  }

  /** Reads clock and server anew. */
  async check(): Promise<void> {
    await this.#until({ type: 'check' }, ({ call }) => (call ? undefined : true));
  }

  async #end(input: Input): Promise<void> {
    await this.#until(input, ({ phase }) => (phase.name === 'over' && phase.until < Infinity ? undefined : true));
  }

  /** Settles when the state has an answer: `undefined` is none. */
  #until<T>(input: Input, answer: (state: State) => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const value = answer(this.#state);
        if (value === undefined) return;
        this.#waiting.delete(look);
        resolve(value);
      };
      this.#waiting.add(look);
      this.#dispatch(input);
    });
  }

  #watchActivity(): void {
    this.#unwatchActivity?.();
    this.#unwatchActivity = watchActivity(this.#settings.activityEvents ?? ACTIVITY_EVENTS, () => this.activity());
  }

  #suspend(): void {
    this.#dispatch({ type: 'suspend' });
    this.#alarm.clear();
  }

  /** The state as of now, with the activity that the machine has not looked at yet. */
  #current(): State {
    const { phase, lastActivity } = this.#state;
    const latest = phase.name === 'active' ? Math.max(lastActivity, this.#activity) : lastActivity;
    return { ...this.#state, now: this.#now(), lastActivity: latest };
  }

  #dispatch(input: Input): void {
    this.#inputs.push(input);
    // Listeners may call back while effects are carried out: those inputs wait for their turn.
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) {
        this.#take(transition(this.#state, next, this.#now(), this.#activity));
      }
    } finally {
      this.#busy = false;
      if (this.#unwatchActivity) this.#alarm.set(wakeAt(this.#state));
    }
    for (const look of this.#waiting) look();
    this.#host.change?.();
  }

  #take({ state, effects }: Step): void {
    this.#state = state;
    this.#activity = -Infinity;
    if (limits(state).countdown < MIN_COUNTDOWN) {
      this.#host.report?.('the countdown is shorter than 20 s: too short for many people (WCAG 2.2.1)');
    }
    this.#quietUntil = quietUntil(state);
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return void this.#send(effect.call);
      case 'abort':
        return this.#request.abort();
      case 'leave':
        return this.#host.leave?.(effect.outcome);
      case 'notify':
        return this.#notify(effect.notice);
    }
  }

  async #send({ id, ask, sentAt }: Call): Promise<void> {
    this.#request = new AbortController();
    const { signal } = this.#request;
    const { config, lastActivity } = this.#state;
    const since = ask.kind === 'keepalive' ? ask.activity : lastActivity;
    const idle_for = Math.max(0, sentAt - since) / 1000;
    const body = ask.kind === 'signout' ? { reason: ask.reason, ...(ask.reason === 'idle' && { idle_for }) } : { idle_for };
    const answer = await this.#ask(config, ask.kind, body, signal);
    if (signal.aborted) return;
    this.#complain(ask.kind, answer);
    this.#dispatch({ type: 'answer', id, answer, jitter: this.#random() });
  }

  /** What a page author can mend, and no event tells. */
  #complain(kind: Call['ask']['kind'], { kind: meaning, status }: Answer): void {
    const failed = meaning === 'failed' && (kind === 'signout' || status === 200);
    const refused = meaning === 'gone' && (status === 302 || status === 403);
    if (failed || refused) this.#host.report?.(`${kind} was answered with ${status as number}`);
  }

  #notify(notice: Notice): void {
    const verdict = this.#host.notice(notice);
    if (notice.type !== 'expire' && notice.type !== 'signout') return;
    const settled: Input = { type: 'settled', prevented: verdict?.prevented ?? false };
    const dispatch = () => this.#dispatch(settled);
    if (verdict?.until && !verdict.prevented) void verdict.until.then(dispatch, dispatch);
    else dispatch();
  }
}

/** WCAG 2.2.1 asks for 20 s at least, in ms. */
const MIN_COUNTDOWN = 20_000;

function configOf(settings: SessionSettings): Config {
  return { ...settings, ...resolveEndpoints(settings) };
}
