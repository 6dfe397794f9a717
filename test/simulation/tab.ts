import type { Answer } from '../../src/session/client.ts';
import type { Alarm } from '../../src/session/clock.ts';
import type { Call, Effect, Input, Notice, State } from '../../src/session/state.ts';
import type { World } from './world.ts';

/** Milliseconds that the road and the clocks' grain may take. */
const GRAIN = 1200;

/** A page: the product's machine, time line and alarm, driven as the product's session drives them. */
export class Tab {
  readonly #world: World;
  readonly #now: () => number;
  readonly #alarm: Alarm;
  #state: State;
  #activity = -Infinity;
  #quietUntil = -Infinity;
  #timer: { readonly due: number; readonly run: () => void } | null = null;
  #inputs: Input[] = [];
  #busy = false;

  // What a bystander knows, in true time.
  /** The user was active here: loading, working, pressing "stay". */
  #userAt: number;
  /** Every moment at which the server may have been told of. */
  #moments: number[] = [];
  #pressedAt = -Infinity;
  #warnedAt = Infinity;
  #calledOffAt = -Infinity;
  #disturbedAt: number;
  over = false;
  #cutOffAt = -Infinity;
  #knownId: number | null = null;
  #heardOfLife = false;
  frozen = false;
  hidden = false;
  cached = false;

  constructor(world: World) {
    this.#world = world;
    const clock = {
      wall: world.wall,
      monotonic: world.monotonic,
      setTimeout: (run: () => void, delay: number) => void (this.#timer = { due: world.monotonic() + delay, run }),
      clearTimeout: () => void (this.#timer = null),
    };
    this.#now = world.engine.createTimeline(clock);
    this.#alarm = world.engine.createAlarm(clock, this.#now, () => this.#dispatch({ type: 'look' }));
    const { kind, timeout, idle, countdown, extendOnActivity } = world.setting;
    const any = { url: '/', method: 'GET' };
    this.#state = world.engine.begin(
      {
        // Where the server can't tell its timeout, the page author does, and never more.
        timeout: kind === 'protocol' ? timeout : Math.min(timeout ?? idle, idle),
        countdown,
        extendOnActivity,
        peek: kind === 'protocol' ? any : null,
        keepalive: kind === 'none' ? null : any,
        signout: kind === 'none' ? null : any,
        strict: kind === 'protocol',
      },
      this.#now(),
    );
    this.#userAt = this.#disturbedAt = world.now;
    this.#moments = [world.now];
  }

  get phase(): State['phase'] {
    return this.#state.phase;
  }

  get #live(): boolean {
    return this.phase.name === 'active' || this.phase.name === 'warning';
  }

  get #awake(): boolean {
    return !this.#world.asleep && !this.frozen && !this.cached;
  }

  start(): void {
    this.#dispatch({ type: 'wake' });
  }

  wake(): void {
    if (this.#awake && !this.hidden) this.#dispatch({ type: 'wake' });
  }

  /** A sign of the user. */
  work(): void {
    if (!this.#awake || this.hidden) return;
    const quiet = this.#live && (this.phase.name === 'active' || this.#world.setting.extendOnActivity);
    const deadBefore = this.#live && this.#now() >= this.#world.engine.deadline({ ...this.#state, lastActivity: this.#latest() });
    if (quiet && !deadBefore) this.#note();
    const now = this.#now();
    if (now < this.#quietUntil) this.#activity = now;
    else this.#dispatch({ type: 'activity' });
    if (deadBefore && this.#live && !this.#heardOfLife) this.#world.violate('T3', 'activity revived a session whose time had run out');
  }

  #latest(): number {
    return this.phase.name === 'active' ? Math.max(this.#state.lastActivity, this.#activity) : this.#state.lastActivity;
  }

  #note(): void {
    this.#userAt = this.#world.now;
    this.#moments.push(this.#world.now);
    if (this.#moments.length > 400) this.#moments.splice(0, 200);
  }

  press(what: 'stay' | 'dismiss' | 'sign out'): void {
    if (!this.#awake || this.hidden || this.phase.name !== 'warning') return;
    if (what === 'stay' && this.phase.reason === 'idle') {
      this.#pressedAt = this.#world.now;
      this.#note();
      this.#dispatch({ type: 'extend' });
    }
    if (what === 'dismiss' && this.phase.reason === 'absolute') this.#dispatch({ type: 'dismiss' });
    if (what === 'sign out') this.#dispatch({ type: 'signout', reason: 'user' });
  }

  freeze(frozen: boolean): void {
    if (frozen) this.#dispatch({ type: 'suspend' });
    this.frozen = frozen;
    this.#disturbedAt = this.#world.now;
    if (frozen) this.#alarm.clear();
    else this.#dispatch({ type: 'wake' });
  }

  cache(cached: boolean): void {
    if (cached) {
      this.#dispatch({ type: 'suspend' });
      this.#alarm.clear();
      if (this.#timer || (this.#state.call && this.phase.name !== 'over')) this.#world.violate('T11', 'a cached page kept a timer or a request');
    }
    this.cached = cached;
    this.#disturbedAt = this.#world.now;
    if (!cached) this.#dispatch({ type: 'wake' });
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
    this.#disturbedAt = this.#world.now;
    if (!hidden) {
      this.work();
      this.wake();
    }
  }

  /** The request under way will never be answered: the machine sleeps. */
  cutOff(): void {
    const { call } = this.#state;
    this.#disturbedAt = this.#world.now;
    if (!call || !this.#awake) return;
    this.#cutOffAt = this.#world.now;
    this.#dispatch({ type: 'answer', id: call.id, answer: { kind: 'failed', status: 0 }, jitter: this.#world.random() });
  }

  /** When its timer fires; hidden pages have one look a minute. */
  timer(end: number): { readonly at: number; readonly deliver: () => void } | undefined {
    if (!this.#timer || !this.#awake) return undefined;
    const { due, run } = this.#timer;
    const exact = this.#world.now + Math.max(0, due - this.#world.monotonic());
    const at = this.hidden ? Math.ceil(exact / 60_000) * 60_000 : exact;
    if (at > end) return undefined;
    return {
      at,
      deliver: () => {
        this.#timer = null;
        run();
      },
    };
  }

  #dispatch(input: Input): void {
    this.#inputs.push(input);
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) {
      const { state, effects } = this.#world.engine.transition(this.#state, next, this.#now(), this.#activity);
      this.#state = state;
      this.#activity = -Infinity;
      this.#quietUntil = this.#world.engine.quietUntil(state);
      effects.forEach((effect) => this.#carryOut(effect));
    }
    this.#busy = false;
    if (!this.frozen && !this.cached) this.#alarm.set(this.#world.engine.wakeAt(this.#state));
    this.audit();
  }

  #carryOut(effect: Effect): void {
    if (effect.type === 'send') this.#send(effect.call);
    if (effect.type === 'notify') this.#hear(effect.notice);
  }

  #send(call: Call): void {
    const { ask, sentAt } = call;
    const since = ask.kind === 'keepalive' ? ask.activity : this.#state.lastActivity;
    const idleFor = Math.max(0, sentAt - since) / 1000;
    const knownId = this.#knownId;
    if (ask.kind === 'keepalive') this.#checkHonesty(idleFor);
    if (ask.kind === 'signout' && ask.reason === 'idle') this.#checkSparing(idleFor);
    const { there, back, fate } = this.#world.travel();
    const answer = (value: Answer) => this.#world.later(back, () => this.#receive(call, value));
    this.#world.later(there, () => {
      if (fate === 'lost') return;
      if (fate === 'refused') return answer({ kind: 'failed', status: 0 });
      if (fate === 503 || fate === 429) return answer({ kind: 'failed', status: fate, ...(fate === 429 && { retryAfter: 20 }) });
      const { server, now } = this.#world;
      const said = server.answer(call, idleFor, knownId, now);
      if (fate === 'arrives') answer(said);
    });
  }

  #receive(call: Call, answer: Answer): void {
    if (!this.#awake || !this.#world.tabs.includes(this)) return;
    if (answer.kind === 'status' && this.#state.call?.id === call.id) {
      // Only now does it know how long a session lasts here.
      if (this.#knownId === null) this.#disturbedAt = this.#world.now;
      this.#knownId ??= Number(answer.status.id);
      this.#heardOfLife = true;
    }
    this.#dispatch({ type: 'answer', id: call.id, answer, jitter: this.#world.random() });
    this.#heardOfLife = false;
  }

  #hear(notice: Notice): void {
    const { now } = this.#world;
    if (this.over) this.#world.violate('T3', `${notice.type} after the end`);
    // One warning may pass into another, as from idle to absolute.
    if (notice.type === 'warn') this.#checkReason(notice.reason);
    if (notice.type === 'warn' && this.#calledOffAt !== now) this.#warnedAt = now;
    if (notice.type === 'extend') {
      this.#calledOffAt = now;
      this.#checkAgreed();
    }
    if (notice.type === 'expire') this.#checkExpiry(notice.reason);
    if (notice.type === 'expire' || notice.type === 'signout') {
      this.over = true;
      this.#dispatch({ type: 'settled', prevented: false });
    }
  }

  // --- What must hold ---

  /** T1, T2, T4: an awake page never believes in more time than the server has confirmed. */
  audit(): void {
    const world = this.#world;
    if (!this.#live || !this.#awake || this.hidden || this.#busy) return;
    const { kind, timeout, idle } = world.setting;
    const own = this.#userAt + Math.min(timeout ?? idle, idle) * 1000;
    const end = kind === 'none' ? own : world.server.end;
    const known = kind !== 'protocol' || this.#knownId !== null;
    const another = this.#knownId !== null && this.#knownId !== world.server.id;
    if (!known || another) return;
    const believed = world.now + world.engine.remaining({ ...this.#state, now: this.#now(), lastActivity: this.#latest() }) * 1000;
    if (believed > end + GRAIN) world.violate('T4', `believes in ${Math.round((believed - end) / 1000)} s too many`);
    if (world.now > end + GRAIN) world.violate('T1', `is ${this.phase.name} ${Math.round((world.now - end) / 1000)} s after the end`);
  }

  /** T5: a keepalive tells of something that the user did. */
  #checkHonesty(idleFor: number): void {
    const claimed = this.#world.now - idleFor * 1000;
    const shaken = this.#world.now - this.#world.shakenAt < idleFor * 1000 + GRAIN;
    const heard = Math.abs(claimed - this.#world.server.lastActive) < GRAIN;
    if (shaken || heard || this.#moments.some((moment) => Math.abs(moment - claimed) < GRAIN)) return;
    this.#world.violate('T5', `told the server of activity ${idleFor.toFixed(1)} s ago that nobody saw`);
  }

  /** T4: what an idle page claims can't end a session in use elsewhere. */
  #checkSparing(idleFor: number): void {
    const claimed = this.#world.now - idleFor * 1000;
    const known = Math.max(this.#userAt, this.#world.server.lastActive);
    if (claimed > known + GRAIN) this.#world.violate('T4', `claimed activity ${((claimed - known) / 1000).toFixed(1)} s after the last`);
  }

  /** T7: a countdown is called off only by what the server knows. */
  #checkAgreed(): void {
    const { server, setting, now, engine } = this.#world;
    const end = server.lastActive + Math.min(setting.timeout ?? setting.idle, setting.idle) * 1000;
    const believed = now + engine.remaining({ ...this.#state, now: this.#now() }) * 1000;
    if (setting.kind !== 'none' && believed > end + GRAIN) this.#world.violate('T7', 'the countdown closed though the server had not agreed');
  }

  /** T10: where the absolute timeout is what ends the session, nobody is offered to stay. */
  #checkReason(reason: string): void {
    const { server, now, engine, shakenAt } = this.#world;
    const end = now + engine.remaining({ ...this.#state, now: this.#now() }) * 1000;
    const same = this.#knownId === server.id && now - shakenAt > 60_000;
    if (same && reason === 'idle' && Math.abs(end - server.absoluteAt) < 500) this.#world.violate('T10', 'offers to stay beyond the absolute timeout');
  }

  #checkExpiry(reason: string): void {
    const world = this.#world;
    const { now, server, setting } = world;
    if (reason !== 'idle' && reason !== 'absolute') return;
    const timeout = Math.min(setting.timeout ?? setting.idle, setting.idle) * 1000;
    const countdown = Math.min(setting.countdown * 1000, timeout / 2);
    const steady = now - Math.max(this.#disturbedAt, world.shakenAt) > countdown + 15_000;
    const fine = now > world.badUntil;
    // T6: an awake, visible page has warned for the whole countdown; a last peek may have ended it 3 s early.
    if (steady && !this.hidden && server.alive(now - 4000)) {
      const warned = Math.max(0, now - this.#warnedAt);
      const lead = Math.min(3000, countdown / 2) + GRAIN;
      if (warned < countdown - lead) world.violate('T6', `expired after ${(warned / 1000).toFixed(1)} s of warning`);
    }
    // T2, T4: where the server can be asked, nobody is signed out while it says that somebody is active.
    const end = Math.min(server.lastActive + timeout, server.absoluteAt);
    const same = this.#knownId === server.id;
    // It may have been asked in vain: just before somebody was active.
    const askedLate = server.lastActive > now - 4500 || this.#cutOffAt === now;
    if (setting.kind === 'protocol' && fine && same && !server.ended && end > now + 4500 && !askedLate) {
      world.violate('T2', `expired ${Math.round((end - now) / 1000)} s early, though the server could have been asked`);
    }
    // T7: whoever chose to stay, and could be heard, stays.
    const inVain = this.#pressedAt > Math.max(now - timeout + 5000, world.badUntil, world.shakenAt) && this.#pressedAt < now - 2000;
    if (reason === 'idle' && inVain && steady && !this.hidden && !server.ended) world.violate('T7', '"stay" was pressed in vain');
    // T10: absolute is absolute.
    if (reason === 'absolute' && fine && same && !server.ended && server.absoluteAt > now + 4500) world.violate('T10', 'expired as absolute before that was due');
  }
}
