import { createAlarm, createTimeline, type Clock } from './clock.ts';
import { createClient, type Answer } from './client.ts';
import { begin, transition, type Step } from './machine.ts';
import { limits, quietUntil, wakeAt } from './rules.ts';
import { factsOf, hasLeft, stakeOf } from './others.ts';
import type { Ask, Call, Config, Effect, Input, Notice, Outcome, State } from './state.ts';
import { alone } from './tabs/lock.ts';
import { createTabs } from './tabs/tabs.ts';

/** What a listener makes of the session's end. */
export interface Verdict {
  /** The listener sees to it all: no sign-out request, no going elsewhere, nothing waited for. */
  readonly prevented: boolean;
  /** To be awaited before anything is done, 5 s at most; that it fails does not matter. Absent: nothing is. */
  readonly until?: Promise<unknown> | undefined;
}

/** Who is told. Every call may call the session's methods in turn. */
export interface SessionHost {
  /** Something happened. For `expire` and `signout` the verdict counts; without one all goes its way. */
  notice(notice: Notice): Verdict | void;
  /** All is done: go to where this outcome leads. Absent: the page stays. */
  leave?(outcome: Outcome): void;
  /** State or view may have changed. Absent: nobody draws them. */
  change?(): void;
  /** Something is set up wrongly, on the page or on the server; perhaps said again and again. Absent: nobody hears of it. */
  report?(message: string): void;
}

/** The state machine at work. */
export interface Driver {
  /** The state as of the last look. */
  readonly state: State;
  /** The state as of now, with the activity that the machine has not looked at yet. */
  current(): State;
  dispatch(input: Input): void;
  /** Settles when the state has an answer to the input: `undefined` is none. */
  until<T>(input: Input, answer: (state: State) => T | undefined): Promise<T>;
  activity(): void;
  /** Speaks with the tabs of this channel. */
  open(name: string): void;
  /** Leaves no timer and no channel behind. */
  close(): void;
}

/** WCAG 2.2.1 asks for 20 s at least, in ms. */
const MIN_COUNTDOWN = 20_000;

/** Carries inputs into the state machine and effects out of it. It decides nothing. */
export function createDriver(config: Config, host: SessionHost, clock: Clock, random: () => number): Driver {
  const ask = createClient();
  const { now, glance } = createTimeline(clock);
  const alarm = createAlarm(clock, now, () => dispatch({ type: 'look' }));
  const tabs = createTabs(now, clock.wall, (facts) => dispatch({ type: 'facts', facts }));
  const inputs: Input[] = [];
  const waiting = new Set<() => void>();
  let state = begin(config, now());
  let running = false;
  let busy = false;
  /** The latest activity that the machine has not seen. */
  let unseen = -Infinity;
  let quiet = -Infinity;
  let channel = '';
  let request = new AbortController();

  function dispatch(input: Input): void {
    inputs.push(input);
    // Listeners may call back while effects are carried out: those inputs wait for their turn.
    if (busy) return;
    busy = true;
    try {
      for (let next = inputs.shift(); next; next = inputs.shift()) take(transition(state, next, now(), unseen));
    } finally {
      busy = false;
      if (running) alarm.set(wakeAt(state));
    }
    // Once more at the end: a server that signs out may clear what was left in the storage.
    tabs.tell(factsOf(state), hasLeft(state) || undefined);
    if (hasLeft(state)) tabs.close();
    for (const look of waiting) look();
    host.change?.();
  }

  function take(step: Step): void {
    state = step.state;
    unseen = -Infinity;
    quiet = quietUntil(state);
    if (limits(state).countdown < MIN_COUNTDOWN) {
      host.report?.('the countdown is shorter than 20 s (WCAG 2.2.1)');
    }
    step.effects.forEach(carryOut);
  }

  function carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return void send(effect.call);
      case 'abort':
        return request.abort();
      case 'leave':
        return host.leave?.(effect.outcome);
      case 'notify':
        return notify(effect.notice);
      case 'consult':
        return tabs.tell(factsOf(state), true);
    }
  }

  async function send({ id, ask: asked, sentAt }: Call): Promise<void> {
    request = new AbortController();
    const { signal } = request;
    const { kind } = asked;
    const since = kind === 'keepalive' ? asked.activity : state.lastActivity;
    const idle_for = Math.max(0, sentAt - since) / 1000;
    const body = kind === 'signout' ? { reason: asked.reason, ...(asked.reason === 'idle' && { idle_for }) } : { idle_for };
    const run = () => ask(state.config, kind, body, signal);
    const answer = (await claim(asked, sentAt, run)) ?? { kind: 'taken' };
    if (signal.aborted) return;
    complain(kind, answer);
    dispatch({ type: 'answer', id, answer, jitter: random() });
  }

  /** One keepalive an interval and one sign-out a session, over all tabs: rule T8. A wish to stay waits for nobody. */
  function claim({ kind }: Ask, at: number, run: () => Promise<Answer>): Promise<Answer | undefined> {
    const mine = factsOf(state);
    if (!mine || kind === 'peek') return run();
    const { mark, since } = stakeOf(state, kind);
    const go = async () => (tabs.take(mine, mark, at, since) ? run() : undefined);
    // Locks take their time: not for what can't wait, nor for one who was never spoken to.
    return state.accompanied && since < Infinity ? alone(channel + mark, mark === 'slid', go, waitAtRandom) : go();
  }

  function waitAtRandom(longest: number): Promise<void> {
    return new Promise((resolve) => clock.setTimeout(resolve, random() * longest));
  }

  /** What a page author can mend, and no event tells. */
  function complain(asked: Ask['kind'], { kind, status }: Answer): void {
    const failed = kind === 'failed' && (asked === 'signout' || status === 200);
    const refused = kind === 'gone' && (status === 302 || status === 403);
    if (failed || refused) host.report?.(`${asked} was answered with ${status as number}`);
  }

  function notify(notice: Notice): void {
    const verdict = host.notice(notice);
    if (notice.type !== 'expire' && notice.type !== 'signout') return;
    const prevented = !!verdict?.prevented;
    const settle = () => dispatch({ type: 'settled', prevented });
    if (verdict?.until && !prevented) void verdict.until.then(settle, settle);
    else settle();
  }

  return {
    get state() {
      return state;
    },
    current() {
      const { phase, lastActivity } = state;
      const latest = phase.name === 'active' ? Math.max(lastActivity, unseen) : lastActivity;
      return { ...state, now: now(), lastActivity: latest };
    },
    dispatch,
    until: (input, answer) =>
      new Promise((resolve) => {
        const look = () => {
          const value = answer(state);
          if (value === undefined) return;
          waiting.delete(look);
          resolve(value);
        };
        waiting.add(look);
        dispatch(input);
      }),
    activity() {
      const time = glance();
      if (time < quiet) unseen = time;
      else dispatch({ type: 'activity' });
    },
    open(name) {
      running = true;
      channel = name;
      if (!hasLeft(state)) tabs.open(name);
    },
    close() {
      running = false;
      alarm.clear();
      tabs.close();
    },
  };
}
