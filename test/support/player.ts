import type { Answer } from '../../src/session/client.ts';
import { begin, transition } from '../../src/session/machine.ts';
import { quietUntil, wakeAt } from '../../src/session/rules.ts';
import type { Call, Config, Effect, Input, State } from '../../src/session/state.ts';

/** Answers a call that arrives at `now` (seconds), or `'silence'`. */
export type FakeServer = (call: Call, now: number, idleFor: number) => Answer | 'silence';

const NO_SERVER: Config = { peek: null, keepalive: null, signout: null, strict: true };

/** Plays the machine on a clock of its own and writes down, in seconds, what a user and a server would see. */
export function play(config: Partial<Config>, server: FakeServer = () => ({ kind: 'failed', status: 0 })) {
  let now = 0;
  let activity = -Infinity;
  let state: State = begin({ ...NO_SERVER, ...config }, 0);
  const log: string[] = [];
  const write = (...words: (string | number)[]) => log.push([now / 1000, ...words].join(' '));

  function dispatch(input: Input) {
    const step = transition(state, input, now, activity);
    state = step.state;
    activity = -Infinity;
    step.effects.forEach(carryOut);
  }

  function carryOut(effect: Effect) {
    if (effect.type === 'notify') {
      const { type, ...fields } = effect.notice;
      if (type !== 'tick') write(type, ...Object.values(fields).map(String));
      if (type === 'expire' || type === 'signout') player.input({ type: 'settled', prevented: false });
    } else if (effect.type === 'send') send(effect.call);
    else if (effect.type === 'leave') write('leave');
  }

  function send(call: Call) {
    const since = call.ask.kind === 'keepalive' ? call.ask.activity : state.lastActivity;
    const idleFor = (call.sentAt - since) / 1000;
    if (call.ask.kind === 'peek') write('GET');
    else if (call.ask.kind === 'keepalive') write('POST', idleFor);
    else write('DELETE', call.ask.reason);
    const answer = server(call, now / 1000, idleFor);
    if (answer !== 'silence') dispatch({ type: 'answer', id: call.id, answer, jitter: 1 });
  }

  const player = {
    log,
    get state() {
      return state;
    },
    /** Lets time pass until `seconds`, waking the machine when it asked for it. */
    to(seconds: number) {
      for (let due = wakeAt(state); due <= seconds * 1000; due = wakeAt(state)) {
        now = Math.max(now, due);
        dispatch({ type: 'look' });
      }
      now = seconds * 1000;
      return player;
    },
    /** Time passes until `seconds`, and nothing wakes anybody. */
    sleepTo(seconds: number) {
      now = seconds * 1000;
      return player;
    },
    activeAt(...times: number[]) {
      for (const seconds of times) player.to(seconds).active();
      return player;
    },
    active() {
      if (now < quietUntil(state)) activity = now;
      else dispatch({ type: 'activity' });
      return player;
    },
    input(input: Input) {
      dispatch(input);
      return player;
    },
    answer(id: number, answer: Answer) {
      dispatch({ type: 'answer', id, answer, jitter: 1 });
      return player;
    },
  };
  dispatch({ type: 'wake' });
  return player;
}

/** A server that keeps section 4 of the protocol, with one session. Seconds. */
export function honestServer({ idle = 900, absolute = Infinity, id = 'a' } = {}) {
  const self = {
    lastActive: 0,
    absolute,
    id,
    ended: false,
    down: false as false | number,
    answer(call: Call, now: number, idleFor: number): Answer {
      if (self.down !== false) return { kind: 'failed', status: self.down };
      const end = Math.min(self.lastActive + idle, self.absolute);
      if (self.ended || now >= end) return { kind: 'gone', status: call.ask.kind === 'peek' ? 200 : 401 };
      if (call.ask.kind === 'signout') self.ended = true;
      if (call.ask.kind === 'keepalive') self.lastActive = Math.max(self.lastActive, now - idleFor);
      const left = Math.min(self.lastActive + idle, self.absolute) - now;
      return {
        kind: 'status',
        status: {
          active: true,
          id: self.id,
          expires_in: left,
          idle_for: now - self.lastActive,
          idle_timeout: idle,
          absolute_expires_in: self.absolute === Infinity ? null : self.absolute - now,
        },
      };
    },
  };
  return self;
}
