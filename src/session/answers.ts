import type { Answer } from './client.ts';
import { warnOrCallOff } from './countdown.ts';
import { notify, type Draft } from './draft.ts';
import { finish, goOn } from './ending.ts';
import type { SessionStatus } from './protocol.ts';
import * as rules from './rules.ts';
import type { Call, State } from './state.ts';
import { outranks } from './tabs/facts.ts';

/** A page may take this long (ms) to load, from its request on. */
const LOAD_TIME = 5000;
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;

export function answered(s: Draft, call: Call, answer: Answer, jitter: number): void {
  s.call = null;
  const { phase } = s;
  if (answer.kind === 'taken') return yielded(s);
  // Pages that opened meanwhile, while the server still let them, are to follow.
  if (phase.name === 'over') return goOn(s, { ...phase, at: s.now });
  if (call.ask.kind === 'keepalive') s.slidAt = Math.max(s.slidAt, call.sentAt);
  switch (answer.kind) {
    case 'gone':
      return gone(s, call, answer.status);
    case 'failed':
      if (phase.name === 'checking') return finish(s, { type: 'expire', reason: phase.reason });
      return failed(s, call, answer, jitter);
    case 'slid':
      s.confirmed = { ...s.confirmed, at: call.sentAt, span: null };
      s.told = Math.max(s.told, call.sentAt);
      break;
    case 'status':
      if (isAnother(s, answer.status)) return finish(s, { type: 'expire', reason: 'replaced' });
      confirm(s, call, answer.status);
  }
  s.retry = null;
  if (phase.name === 'checking' && s.now >= rules.deadline(s)) {
    return finish(s, { type: 'expire', reason: phase.reason });
  }
  if (phase.name === 'resting') s.born = call.sentAt;
  if (phase.name === 'checking' || phase.name === 'resting') s.phase = { name: 'active' };
  if (call.ask.kind === 'keepalive') granted(s, call.ask.activity);
}

/** The others hear of it from the tab that does it, and before it does: else it might take it for done. */
function yielded(s: Draft): void {
  s.yieldedAt = s.now;
  if (s.phase.name === 'over') goOn(s, { ...s.phase, at: -Infinity });
}

function granted(s: Draft, activity: number): void {
  s.lastActivity = Math.max(s.lastActivity, activity);
  s.told = Math.max(s.told, activity);
  notify(s, { type: 'keepalive', remaining: rules.remaining(s) });
  if (!s.wish || s.wish.at > activity) return;
  warnOrCallOff(s, s.wish.source);
  s.wish = null;
}

/** The page's own load and another device's activity merge with what this page saw: rule T4. */
function confirm(s: Draft, call: Call, status: SessionStatus): void {
  const { expires_in, idle_timeout = expires_in, idle_for = Math.max(0, idle_timeout - expires_in) } = status;
  const first = !s.confirmed.status;
  s.id = status.id ?? s.id ?? null;
  const at = call.sentAt;
  const said = { at, end: at + expires_in * 1000 };
  const held = { at: s.confirmed.at, end: rules.confirmedEnd(s) };
  const { end } = first || outranks(said, held) ? said : held;
  s.confirmed = { status, at, span: end - at, absolute: at + (status.absolute_expires_in ?? Infinity) * 1000 };
  const lastSeen = call.sentAt - idle_for * 1000;
  s.lastActivity = Math.max(s.lastActivity, lastSeen);
  // It was not this server that sent the page: then it has yet to hear of the user's coming.
  s.told = first && s.told - lastSeen > LOAD_TIME ? lastSeen : Math.max(s.told, lastSeen);
}

function isAnother({ id }: State, seen: SessionStatus): boolean {
  return typeof id === 'string' && seen.id !== undefined && id !== seen.id;
}

function gone(s: Draft, call: Call, status: number): void {
  const { phase } = s;
  const neverSeen = s.config.peek && !s.confirmed.status;
  s.confirmed = { ...s.confirmed, status: null };
  if (neverSeen && phase.name !== 'checking' && (call.ask.kind === 'peek' || phase.name === 'active')) {
    s.phase = { name: 'resting' };
    s.retry = null;
    s.wish = null;
    return;
  }
  if (call.ask.kind === 'keepalive') notify(s, { type: 'keepaliveerror', status, retryIn: null });
  if (phase.name === 'checking') return finish(s, { type: 'expire', reason: phase.reason });
  const lastPeek = phase.name === 'warning' && phase.peekedAt === call.sentAt;
  // Pages that opened since may be in a session of their own.
  finish(s, { type: 'expire', reason: lastPeek ? phase.reason : 'ended' }, call.sentAt);
}

/** Exponential backoff with jitter, and never sooner than the server asked for: rule T7. */
function failed(s: Draft, call: Call, answer: Answer & { kind: 'failed' }, jitter: number): void {
  if (s.phase.name === 'resting' || (call.ask.kind === 'peek' && s.confirmed.status)) return;
  const failures = (s.retry?.failures ?? 0) + 1;
  const backoff = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (failures - 1)) * (0.5 + jitter / 2);
  const patience = (answer.retryAfter ?? 0) * 1000;
  const wait = Math.max(backoff, patience);
  s.retry = { at: s.now + wait, failures, asked: patience > 0 };
  if (call.ask.kind !== 'keepalive') return;
  notify(s, { type: 'keepaliveerror', status: answer.status, retryIn: wait / 1000 });
}
