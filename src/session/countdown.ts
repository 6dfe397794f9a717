import { notify, peek, type Draft } from './draft.ts';
import * as rules from './rules.ts';
import type { ExtendSource } from './state.ts';

/** Late by more than this (ms), the page was asleep or the clock was set: rules T2 and T3. Ticks are a second apart. */
export const LATE = 1500;

/** @param source On whose account the countdown would be called off. */
export function warnOrCallOff(s: Draft, source: ExtendSource = 'server'): void {
  const { phase } = s;
  if (phase.name === 'active') {
    const late = s.now - rules.warnAt(s);
    // Activity in another tab may make it needless: asked once for each time that it is due, however late the next look.
    if (late >= 0 && s.accompanied && s.now - late > s.consulted + rules.CONSULTATION) return consult(s);
    if (late >= 0) warn(s);
    // Asleep, or the clock was set: perhaps another device was active meanwhile.
    if (late > LATE && s.now - s.confirmed.at > LATE) peek(s);
    return;
  }
  if (phase.name !== 'warning') return;
  // Confirmations differ by a journey's time: that alone must not close and open the dialog.
  const over = s.now + rules.grace(s) < rules.warnAt(s);
  if (over || rules.endReason(s) !== phase.reason) {
    notify(s, { type: 'extend', source });
    // Where another device was the reason, the server has yet to hear of a wish to stay.
    s.lastActivity = Math.max(s.lastActivity, s.wish?.at ?? 0);
    s.wish = null;
    s.phase = { name: 'active' };
    if (!over) warn(s);
    return;
  }
  const left = rules.wholeSecondsLeft(s);
  if (left === phase.left) return;
  if (left < phase.left) notify(s, { type: 'tick', remaining: rules.remaining(s) });
  s.phase = { ...phase, left };
}

function consult(s: Draft): void {
  s.consulted = s.now;
  s.effects.push({ type: 'consult' });
}

function warn(s: Draft): void {
  const reason = rules.endReason(s);
  const left = rules.wholeSecondsLeft(s);
  s.phase = { name: 'warning', reason, since: s.now, left, peekedAt: -Infinity, dismissed: false };
  notify(s, { type: 'warn', remaining: rules.remaining(s), reason });
}
