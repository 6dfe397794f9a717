import { warnOrCallOff } from './countdown.ts';
import { hangUp, peek, type Draft } from './draft.ts';
import { finish } from './ending.ts';
import * as rules from './rules.ts';
import type { Outcome, State } from './state.ts';
import { outranks, type Ending, type Facts } from './tabs/facts.ts';

/** What this tab can tell the others: nothing while it does not know which session it is in. */
export function factsOf(s: State): Facts | null {
  const { phase, confirmed } = s;
  const over = phase.name === 'over' ? phase : null;
  const undecided = over?.step === 'announced' || over?.step === 'prevented';
  if (s.id === undefined || phase.name === 'resting' || undecided || over?.outcome.reason === 'replaced') return null;
  return {
    id: s.id,
    activity: s.lastActivity,
    told: s.told,
    slid: s.slidAt,
    at: confirmed.at,
    end: rules.confirmedEnd(s),
    absolute: confirmed.absolute,
    // The request that ends the session tells of it by itself.
    out: over && hasLeft(s) ? over.at : -Infinity,
    how: over && endingOf(over.outcome),
  };
}

function endingOf({ type, reason }: Outcome): Ending {
  return reason === 'ended' || type === 'signout' ? (reason as Ending) : type;
}

/** Whoever has left learns nothing more, and would answer the living for ever. */
export function hasLeft({ phase }: State): boolean {
  return phase.name === 'over' && phase.step === 'left';
}

/**
 * By which fact the others know that a request was sent, and since when it would be once too often. What the user wishes
 * is never once too often: an ending before the last activity was another one, and perhaps the server did not grant it.
 */
export function stakeOf(s: State, kind: 'keepalive' | 'signout') {
  if (kind === 'keepalive') return { mark: 'slid', since: s.wish ? Infinity : s.slidAt } as const;
  const wished = s.phase.name === 'over' && s.phase.outcome.type === 'signout';
  return { mark: 'out', since: wished ? Infinity : s.lastActivity } as const;
}

/** What another tab tells merges with what this one knows: rules T8 and T9. */
export function heed(s: Draft, facts: Facts): void {
  const { phase } = s;
  if (phase.name === 'over') return;
  s.accompanied = true;
  // Somebody signed in, or as somebody else: the server knows.
  if (phase.name === 'resting' || (s.id !== undefined && facts.id !== s.id && facts.at > s.confirmed.at)) {
    if (s.call?.ask.kind === 'keepalive') hangUp(s);
    return peek(s);
  }
  if (facts.id !== s.id) return;
  const ended = facts.out > s.born;
  if (ended && facts.how !== 'expire') {
    const { how } = facts;
    return finish(s, how === 'user' || how === 'absolute' ? { type: 'signout', source: 'tab', reason: how } : { type: 'expire', reason: 'ended' }, facts.out);
  }
  s.lastActivity = Math.max(s.lastActivity, facts.activity);
  s.told = Math.max(s.told, facts.told);
  if (facts.slid > s.slidAt) s.slidAt = s.yieldedAt = facts.slid;
  if (outranks(facts, { at: s.confirmed.at, end: rules.confirmedEnd(s) })) {
    s.confirmed = { ...s.confirmed, at: facts.at, span: facts.end - facts.at, absolute: facts.absolute };
    // The server can be reached again.
    s.retry = null;
  }
  if (s.now + rules.grace(s) >= rules.deadline(s)) return;
  // Time ran out there and not here: the server knows.
  if (ended && facts.out > s.confirmed.at) peek(s);
  if (phase.name === 'checking') s.phase = { name: 'active' };
  if (phase.name === 'warning') warnOrCallOff(s, 'tab');
}
