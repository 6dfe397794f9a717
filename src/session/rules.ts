import type { State, WarnReason } from './state.ts';
import { isLater } from './tabs/facts.ts';

/** Rules of time that follow from the state alone. Milliseconds, as everywhere inside. */

/** Seconds. */
const DEFAULT_TIMEOUT = 900;
const DEFAULT_COUNTDOWN = 120;
/** The last peek leaves this long before the deadline, or half the countdown if that is shorter: rule T4. */
const PEEK_LEAD = 3000;
const PEEK_GRAIN = 500;
/** How long a due warning waits for a keepalive just sent by any tab, which will most likely make it needless. */
const WARN_GRACE = 1000;
/** How long other tabs have to say that somebody was active there. */
export const CONSULTATION = 150;
/** Idle and absolute end this close together are one: staying would gain nothing. */
const SAME_END = 1000;

export interface Limits {
  readonly timeout: number;
  readonly countdown: number;
  readonly interval: number;
}

export function limits({ config, confirmed }: Pick<State, 'config' | 'confirmed'>): Limits {
  const served = confirmed.status?.idle_timeout ?? config.timeout ?? DEFAULT_TIMEOUT;
  const timeout = Math.min(config.timeout ?? served, served) * 1000;
  const countdown = Math.min((config.countdown ?? DEFAULT_COUNTDOWN) * 1000, timeout / 2);
  const { keepaliveInterval } = config;
  return { timeout, countdown, interval: keepaliveInterval ? keepaliveInterval * 1000 : (timeout - countdown) / 2 };
}

/** How long the session lasts as far as the server has confirmed: rule T4. */
export function confirmedEnd(s: State): number {
  const { status, at, span, absolute } = s.confirmed;
  return status || s.config.keepalive ? Math.min(at + (span ?? limits(s).timeout), absolute) : Infinity;
}

/** The one deadline: rule T1. */
export function deadline(s: State): number {
  return Math.min(s.lastActivity + limits(s).timeout, confirmedEnd(s));
}

export function endReason(s: State): WarnReason {
  return deadline(s) + SAME_END > s.confirmed.absolute ? 'absolute' : 'idle';
}

export function warnAt(s: State): number {
  const { timeout, countdown } = limits(s);
  const due = confirmedEnd(s) - countdown;
  const graceEnds = s.phase.name === 'active' ? Math.min(lastSlide(s), Math.max(due, s.born)) + grace(s) : due;
  const warn = Math.min(s.lastActivity + timeout - countdown, Math.max(due, graceEnds));
  return Math.max(warn, s.consulted + CONSULTATION);
}

/** The last keepalive of any tab, under way or answered. */
function lastSlide(s: State): number {
  return s.call?.ask.kind === 'keepalive' ? s.call.sentAt : Math.max(s.slidAt, s.yieldedAt);
}

/** By so much two tabs or two answers may differ. */
export function grace(s: State): number {
  return Math.min(WARN_GRACE, limits(s).countdown / 10);
}

function lastPeekDue(s: State): number {
  return deadline(s) - Math.min(PEEK_LEAD, limits(s).countdown / 2);
}

/** Whether the peek under way left too late to be answered in time: the page woke just before its deadline. */
export function askedLate(s: State): boolean {
  return s.call?.ask.kind === 'peek' && s.call.sentAt > lastPeekDue(s) + PEEK_GRAIN;
}

/** When the server is to be asked for the last time before the end; `Infinity` once it was. */
export function lastPeekAt(s: State): number {
  const at = lastPeekDue(s);
  const lead = deadline(s) - at;
  // An answer may move the end by a journey's time, or by much where another device was active: then it is asked again.
  const done = s.phase.name === 'warning' && s.phase.peekedAt + lead >= at;
  return s.config.peek && !done ? at : Infinity;
}

/** From when on activity may be told, before the countdown in any case: rule T5. */
function slot(s: State): number {
  const { interval, countdown } = limits(s);
  // Where the absolute timeout is near, there is nothing to be gained.
  const latest = endReason(s) === 'idle' ? deadline(s) - countdown : Infinity;
  // What another tab is telling, or has left to tell, has a moment's time.
  return Math.max(s.yieldedAt + grace(s), s.retry?.at ?? Math.min(lastSlide(s) + interval, latest));
}

/** When the next keepalive is to leave, as far as is known now. */
export function keepaliveAt(s: State): number {
  // Whoever wishes to stay does not wait for a peek.
  if (!s.config.keepalive || (s.call && !(s.wish && s.call.ask.kind === 'peek'))) return Infinity;
  if (s.wish) return s.retry?.at ?? s.now;
  return isLater(s.lastActivity, s.told) || (s.phase.name === 'active' && slot(s) > s.now) ? slot(s) : Infinity;
}

/** When the server is to be asked for the first time, and again until it answers. */
export function firstPeekAt(s: State): number {
  const unasked = s.config.peek && !s.call && !s.confirmed.status;
  return unasked ? (s.retry?.at ?? s.now) : Infinity;
}

/** Seconds until the session ends; 0 when it has. */
export function remaining(s: State): number {
  const over = s.phase.name === 'over' || s.phase.name === 'resting';
  return over ? 0 : Math.max(0, deadline(s) - s.now) / 1000;
}

export function wholeSecondsLeft(s: State): number {
  return Math.ceil(remaining(s));
}

/** When there is something to do next, if nothing happens before. `Infinity`: never. */
export function wakeAt(s: State): number {
  // A hung keepalive in the background is ended by fetch itself: no timer for what hardly ever happens.
  const callEnds = s.call && !(s.call.ask.kind === 'keepalive' && s.phase.name === 'active') ? s.call.until : Infinity;
  switch (s.phase.name) {
    case 'active': {
      // While a keepalive is under way, the next one's time is as good as a warning's a moment before: one timer, not two.
      const next = lastSlide(s) + limits(s).interval;
      const warn = warnAt(s);
      const look = s.call && next > warn && next - warn < WARN_GRACE ? next : warn;
      return Math.min(look, keepaliveAt(s), firstPeekAt(s), callEnds);
    }
    case 'warning': {
      const nextTick = deadline(s) - (s.phase.left - 1) * 1000;
      return Math.min(nextTick, deadline(s), s.call ? Infinity : lastPeekAt(s), keepaliveAt(s), firstPeekAt(s), callEnds);
    }
    case 'checking':
    case 'over':
      return s.phase.until;
    case 'resting':
      return callEnds;
  }
}

/**
 * Until when an activity event needs no look: only its time stamp is stored. Beyond the deadline it must be looked at
 * (rule T3), and so must the first activity after a keepalive interval without any.
 */
export function quietUntil(s: State): number {
  switch (s.phase.name) {
    case 'active': {
      if (!s.config.keepalive) return warnAt(s);
      return Math.min(warnAt(s), s.call ? s.call.until : slot(s));
    }
    case 'warning':
      return s.config.extendOnActivity && !s.wish ? -Infinity : deadline(s);
    default:
      return Infinity;
  }
}
