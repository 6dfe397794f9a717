import { answered } from './answers.ts';
import { LATE, warnOrCallOff } from './countdown.ts';
import { hangUp, isLive, peek, send, type Draft } from './draft.ts';
import { finish, goOn } from './ending.ts';
import { heed } from './others.ts';
import * as rules from './rules.ts';
import type { Config, Effect, ExtendSource, Input, State, WarnReason } from './state.ts';

/**
 * Every rule of time, and nothing else: no clock, no network, no page. One pure function from state and input to state
 * and effects, so that all of it can be tabled, replayed and simulated.
 */

const CHECK_LIMIT = 3000;

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Loading the page counts as activity, and is taken to have reached the server. */
export function begin(config: Config, now: number): State {
  return {
    config,
    phase: { name: 'active' },
    id: config.peek ? undefined : null,
    born: now,
    now,
    lastActivity: now,
    told: now,
    confirmed: { status: null, at: now, span: null, absolute: Infinity },
    call: null,
    calls: 0,
    slidAt: now,
    retry: null,
    wish: null,
    held: false,
    accompanied: false,
    yieldedAt: -Infinity,
    consulted: -Infinity,
  };
}

/** @param activity The time of the latest activity that was stored without a look. */
export function transition(state: State, input: Input, now: number, activity = -Infinity): Step {
  const s: Draft = { ...state, now, before: state.now, effects: [] };
  // First the deadline, then what happened: activity never revives a session whose time ran out (T3).
  noteActivity(s, activity);
  // What other tabs saw was in time there.
  if (input.type === 'facts') heed(s, input.facts);
  endIfDue(s);
  accept(s, input);
  if (input.type !== 'suspend') follow(s);
  const { effects, before: _, ...next } = s;
  return { state: next, effects };
}

/** What time, and whatever was accepted, ask for. A page that goes away does nothing more. */
function follow(s: Draft): void {
  endIfDue(s);
  if (s.held) noteActivity(s, s.now);
  giveUpLateCall(s);
  // A keepalive that leaves now may make a warning that is due now needless.
  sendKeepalive(s);
  if (s.wish && !s.config.keepalive) grantBySelf(s, s.wish.source);
  warnOrCallOff(s);
  sendPeek(s);
}

function accept(s: Draft, input: Input): void {
  switch (input.type) {
    case 'look':
    case 'facts':
      return;
    case 'activity':
      return noteActivity(s, s.now);
    case 'wake':
      if (s.phase.name === 'resting') peek(s);
      if (s.phase.name === 'checking' && (!s.call || s.phase.until === Infinity)) check(s, s.phase.reason);
      return;
    case 'online':
      return retryNow(s);
    case 'suspend':
      return suspend(s);
    case 'configure':
      return configure(s, input.config);
    case 'extend':
      return wish(s, 'user', s.now);
    case 'dismiss':
      if (s.phase.name === 'warning') s.phase = { ...s.phase, dismissed: true };
      return;
    case 'signout':
      if (s.phase.name !== 'over') finish(s, { type: 'signout', source: 'user', reason: input.reason });
      return;
    case 'expire':
      if (s.phase.name !== 'over' && s.phase.name !== 'resting') finish(s, { type: 'expire', reason: 'idle' });
      return;
    case 'check':
      if (s.phase.name !== 'over') peek(s);
      return;
    case 'hold':
      s.held = input.held;
      return noteActivity(s, s.now);
    case 'answer':
      if (s.call?.id === input.id) answered(s, s.call, input.answer, input.jitter);
      return;
    case 'settled':
      if (s.phase.name === 'over' && s.phase.step === 'announced') goOn(s, s.phase, input.prevented);
  }
}

function suspend(s: Draft): void {
  // A sign-out under way outlives its page.
  if (s.phase.name === 'over') return;
  s.wish = null;
  hangUp(s);
  if (s.phase.name === 'checking') s.phase = { ...s.phase, until: Infinity };
}

/** A deadline that new settings draw nearer still leaves the whole countdown: rule T6. */
function configure(s: Draft, config: Config): void {
  const before = rules.deadline(s);
  const { keepalive } = s.config;
  s.config = config;
  if (!keepalive && !s.confirmed.status) s.confirmed = { ...s.confirmed, at: s.now };
  const { timeout, countdown } = rules.limits(s);
  if (rules.deadline(s) < before) {
    s.lastActivity = Math.max(s.lastActivity, Math.min(before, s.now + countdown) - timeout);
  }
}

/** Only ever after a look at the deadline, or of a time before it. */
function noteActivity(s: Draft, at: number): void {
  if (s.phase.name === 'active') s.lastActivity = Math.max(s.lastActivity, at);
  if (s.phase.name === 'warning' && s.config.extendOnActivity && at > s.phase.since) wish(s, 'activity', at);
}

/** A wish is granted by the server, where there is one to ask: rule T7. */
function wish(s: Draft, source: 'user' | 'activity', at: number): void {
  const { phase } = s;
  const possible = phase.name === 'active' || (phase.name === 'warning' && phase.reason === 'idle');
  if (!possible) return;
  if (s.wish && (source === 'activity' || s.call?.ask.kind === 'keepalive')) {
    if (source === 'user') s.wish = { ...s.wish, source };
    return;
  }
  s.wish = { source, at };
  if (source === 'user') retryNow(s);
  if (phase.name === 'active' || !s.config.keepalive) s.lastActivity = Math.max(s.lastActivity, at);
  // Whatever is under way knows nothing of this.
  hangUp(s);
}

/** Nobody else is to be asked. */
function grantBySelf(s: Draft, source: ExtendSource): void {
  warnOrCallOff(s, source);
  s.wish = null;
}

/** No more waiting, unless the server asked for it: rule T7. */
function retryNow(s: Draft): void {
  if (s.retry && !s.retry.asked) s.retry = { ...s.retry, at: s.now };
}

function endIfDue(s: Draft): void {
  const { phase } = s;
  if (phase.name === 'checking' && s.now >= phase.until) {
    const sleptOverIt = s.now - s.before > CHECK_LIMIT + LATE;
    if (sleptOverIt && phase.tries > 1) return check(s, phase.reason, phase.tries - 1);
    return finish(s, { type: 'expire', reason: phase.reason });
  }
  if (phase.name === 'over' && s.now >= phase.until) return goOn(s, phase);
  if (!isLive(phase)) return;
  const late = s.now - rules.deadline(s);
  if (late < 0) return;
  const reason = rules.endReason(s);
  // A countdown is looked at each second: whoever was awake for it has asked the server in time, or tried to.
  const awake = phase.name === 'warning' && s.now - s.before <= LATE && !rules.askedLate(s);
  if (awake || !s.config.peek) return finish(s, { type: 'expire', reason });
  check(s, reason);
}

function check(s: Draft, reason: WarnReason, tries = 3): void {
  s.phase = { name: 'checking', reason, until: s.now + CHECK_LIMIT, tries };
  s.wish = null;
  hangUp(s);
  peek(s);
}

function sendKeepalive(s: Draft): void {
  if (!isLive(s.phase) || s.now < rules.keepaliveAt(s)) return;
  hangUp(s);
  send(s, { kind: 'keepalive', activity: Math.max(s.wish?.at ?? 0, s.lastActivity) });
}

function sendPeek(s: Draft): void {
  const { phase } = s;
  if (!isLive(phase) || s.call) return;
  const last = phase.name === 'warning' && s.now >= rules.lastPeekAt(s);
  if (last) s.phase = { ...phase, peekedAt: s.now };
  if (last || s.now >= rules.firstPeekAt(s)) peek(s);
}

/** The network's silence is an answer too. */
function giveUpLateCall(s: Draft): void {
  if (!s.call || s.now < s.call.until) return;
  const call = s.call;
  hangUp(s);
  answered(s, call, { kind: 'failed', status: 0 }, 1);
}
