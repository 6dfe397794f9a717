import type { Answer } from '../../src/session/client.ts';
import type { Alarm } from '../../src/session/clock.ts';
import type { Call, Effect, Input, Notice, State } from '../../src/session/state.ts';
import type { Tabs } from '../../src/session/tabs/tabs.ts';
import { Witness, type Page } from './witness.ts';
import type { World } from './world.ts';

/** A page: the product's machine, time line and alarm, driven as the product's session drives them. */
export class Tab implements Page {
  readonly #world: World;
  readonly #now: () => number;
  readonly #glance: () => number;
  readonly #alarm: Alarm;
  readonly #tabs: Tabs;
  #state: State;
  #activity = -Infinity;
  #quietUntil = -Infinity;
  #timer: { readonly due: number; readonly run: () => void } | null = null;
  #inputs: Input[] = [];
  #busy = false;

  readonly #witness: Witness;
  over = false;
  #heardOfLife = false;
  frozen = false;
  hidden = false;
  cached = false;
  /** Will crash when it is about to send, or has just sent, what no other tab may send meanwhile. */
  doom: 'before' | 'after' | null = null;
  #crashed = false;

  constructor(world: World) {
    this.#world = world;
    const clock = {
      wall: world.wall,
      monotonic: world.monotonic,
      setTimeout: (run: () => void, delay: number) => void (this.#timer = { due: world.monotonic() + delay, run }),
      clearTimeout: () => void (this.#timer = null),
    };
    const { now, glance } = world.engine.createTimeline(clock);
    this.#now = now;
    this.#glance = glance;
    this.#alarm = world.engine.createAlarm(clock, this.#now, () => this.#dispatch({ type: 'look' }));
    this.#tabs = world.engine.createTabs(now, world.wall, (facts) => this.#dispatch({ type: 'facts', facts }), world.connect);
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
    this.#witness = new Witness(world, this);
  }

  get phase(): State['phase'] {
    return this.#state.phase;
  }

  get live(): boolean {
    return this.phase.name === 'active' || this.phase.name === 'warning';
  }

  get awake(): boolean {
    return !this.#world.asleep && !this.frozen && !this.cached && !this.#crashed;
  }

  /** The session that it was told it is in. */
  get session(): number | null {
    return this.#witness.knownId;
  }

  /** For so many ms it was simply there. */
  steadyFor(time: number): boolean {
    return this.#world.now - this.#witness.disturbedAt > time;
  }

  believes(): number {
    return this.#world.engine.remaining({ ...this.#state, now: this.#now(), lastActivity: this.#latest() }) * 1000;
  }

  /** Not in the midst of something. */
  audit(): void {
    if (!this.#busy && !this.#crashed) this.#witness.audit();
  }

  start(): void {
    if (!this.#world.engine.hasLeft(this.#state)) this.#tabs.open('');
    this.#dispatch({ type: 'wake' });
  }

  wake(): void {
    if (this.awake && !this.hidden) this.#dispatch({ type: 'wake' });
  }

  /** A sign of the user. */
  work(): void {
    if (!this.awake || this.hidden) return;
    const quiet = this.live && (this.phase.name === 'active' || this.#world.setting.extendOnActivity);
    const deadBefore = this.live && this.#now() >= this.#world.engine.deadline({ ...this.#state, lastActivity: this.#latest() });
    if (quiet && !deadBefore) this.#witness.sawActivity();
    const now = this.#glance();
    if (now < this.#quietUntil) this.#activity = now;
    else this.#dispatch({ type: 'activity' });
    if (deadBefore && this.live && !this.#heardOfLife) this.#world.violate('T3', 'activity revived a session whose time had run out');
  }

  #latest(): number {
    return this.phase.name === 'active' ? Math.max(this.#state.lastActivity, this.#activity) : this.#state.lastActivity;
  }

  press(what: 'stay' | 'dismiss' | 'sign out'): void {
    if (!this.awake || this.hidden || this.phase.name !== 'warning') return;
    if (what === 'stay' && this.phase.reason === 'idle') {
      this.#witness.sawStay();
      this.#dispatch({ type: 'extend' });
    }
    if (what === 'dismiss' && this.phase.reason === 'absolute') this.#dispatch({ type: 'dismiss' });
    if (what === 'sign out') this.#dispatch({ type: 'signout', reason: 'user' });
  }

  freeze(frozen: boolean): void {
    if (frozen === this.frozen || this.cached) return;
    if (frozen) this.#suspend();
    this.frozen = frozen;
    this.#witness.sawDisturbance();
    if (!frozen) this.start();
  }

  cache(cached: boolean): void {
    if (cached === this.cached || this.frozen) return;
    if (cached) {
      this.#suspend();
      if (this.#timer || (this.#state.call && this.phase.name !== 'over')) this.#world.violate('T11', 'a cached page kept a timer or a request');
    }
    this.cached = cached;
    this.#witness.sawDisturbance();
    if (!cached) this.start();
  }

  #suspend(): void {
    this.#dispatch({ type: 'suspend' });
    this.#alarm.clear();
    this.#tabs.close();
  }

  /** Without a word to anybody. */
  crash(): void {
    this.#crashed = true;
    this.#tabs.close();
    this.#unlock();
    this.#world.forget(this);
  }

  #unlock(): void {
    for (const [name, holder] of this.#world.locks) if (holder === this) this.#world.locks.delete(name);
  }

  hide(hidden: boolean): void {
    if (hidden === this.hidden) return;
    this.hidden = hidden;
    this.#witness.sawDisturbance();
    if (!hidden) {
      this.work();
      this.wake();
    }
  }

  /** The request under way will never be answered: the machine sleeps. */
  cutOff(): void {
    const { call } = this.#state;
    this.#witness.sawDisturbance();
    if (!call || !this.awake) return;
    this.#witness.sawCutOff();
    this.#unlock();
    this.#dispatch({ type: 'answer', id: call.id, answer: { kind: 'failed', status: 0 }, jitter: this.#world.random() });
  }

  /** When its timer fires; hidden pages have one look a minute. */
  timer(end: number): { readonly at: number; readonly deliver: () => void } | undefined {
    if (!this.#timer || !this.awake) return undefined;
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
    this.#tabs.tell(this.#world.engine.factsOf(this.#state), this.#world.engine.hasLeft(this.#state) || undefined);
    if (this.#world.engine.hasLeft(this.#state)) this.#tabs.close();
    if (!this.frozen && !this.cached) this.#alarm.set(this.#world.engine.wakeAt(this.#state));
    this.audit();
  }

  #carryOut(effect: Effect): void {
    if (effect.type === 'send') this.#claim(effect.call);
    if (effect.type === 'abort') this.#unlock();
    if (effect.type === 'consult') this.#tabs.tell(this.#world.engine.factsOf(this.#state), true);
    if (effect.type === 'notify') this.#hear(effect.notice);
  }

  #claim(call: Call): void {
    const { engine, locks, random } = this.#world;
    const { kind } = call.ask;
    const mine = engine.factsOf(this.#state);
    if (!mine || kind === 'peek') return this.#send(call);
    const { mark, since } = engine.stakeOf(this.#state, kind);
    const go = () => {
      if (this.doom === 'before') return this.crash();
      if (!this.#tabs.take(mine, mark, call.sentAt, since)) return this.#receive(call, { kind: 'taken' });
      this.#send(call);
      if (this.doom === 'after') this.crash();
    };
    if (!this.#state.accompanied || since === Infinity) return go();
    const ask = () => this.#world.local(random() * 20, attempt);
    const attempt = () => {
      if (this.#state.call?.id !== call.id || !this.awake) return;
      // Whoever wants to end the session waits for its turn.
      if (locks.has(mark) && mark === 'out') return ask();
      if (locks.has(mark)) return this.#receive(call, { kind: 'taken' });
      locks.set(mark, this);
      go();
      if (this.#state.call?.id !== call.id) this.#unlock();
    };
    ask();
  }

  #send(call: Call): void {
    const { ask, sentAt } = call;
    const since = ask.kind === 'keepalive' ? ask.activity : this.#state.lastActivity;
    const idleFor = Math.max(0, sentAt - since) / 1000;
    const { knownId } = this.#witness;
    if (ask.kind === 'keepalive') this.#witness.checkHonesty(idleFor);
    if (ask.kind === 'signout' && ask.reason === 'idle') this.#witness.checkSparing(idleFor);
    this.#world.chorus.sent(this, ask, this.#state.wish !== null);
    const { there, back, fate } = this.#world.travel();
    const leftAt = this.#world.now;
    const answer = (value: Answer) =>
      this.#world.later(back, () => {
        const mine = value.kind === 'slid' || (value.kind === 'status' && Number(value.status.id) === this.session);
        if (ask.kind === 'keepalive' && mine && this.awake) this.#world.chorus.confirmed(this, leftAt);
        this.#receive(call, value);
      });
    this.#world.later(there, () => {
      // The client gives up.
      if (fate === 'lost') return this.#world.later(10_000 - there, () => this.#receive(call, { kind: 'failed', status: 0 }));
      if (fate === 'refused') return answer({ kind: 'failed', status: 0 });
      if (fate === 503 || fate === 429) return answer({ kind: 'failed', status: fate, ...(fate === 429 && { retryAfter: 20 }) });
      const { server, now } = this.#world;
      const said = server.answer(call, idleFor, knownId, now);
      if (ask.kind === 'signout' && !server.ended) this.#world.chorus.spared(server.id);
      if (fate === 'arrives') answer(said);
    });
  }

  #receive(call: Call, answer: Answer): void {
    if (!this.awake) return;
    if (answer.kind === 'status' && this.#state.call?.id === call.id) {
      this.#witness.sawSession(Number(answer.status.id));
      this.#heardOfLife = true;
    }
    if (this.#state.call?.id === call.id) this.#unlock();
    this.#dispatch({ type: 'answer', id: call.id, answer, jitter: this.#world.random() });
    this.#heardOfLife = false;
  }

  #hear(notice: Notice): void {
    if (this.over) this.#world.violate('T3', `${notice.type} after the end`);
    this.#witness.heard(notice);
    this.#world.chorus.heard(this, notice);
    if (notice.type === 'expire' || notice.type === 'signout') {
      this.over = true;
      this.#dispatch({ type: 'settled', prevented: false });
    }
  }
}
