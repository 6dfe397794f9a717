import { hangUp, notify, send, type Draft } from './draft.ts';
import type { Outcome, Phase } from './state.ts';

const WAIT_LIMIT = 5000;
const SIGN_OUT_LIMIT = 3000;

export function finish(s: Draft, outcome: Outcome, at = s.now): void {
  hangUp(s);
  s.wish = null;
  s.phase = { name: 'over', outcome, step: 'announced', until: s.now + WAIT_LIMIT, at };
  notify(s, outcome);
}

/** One sign-out request where the server may still hold the session, none where it said that it is gone. */
export function goOn(s: Draft, phase: Phase & { name: 'over' }, prevented = false): void {
  const { outcome } = phase;
  const reason = signOutReason(outcome);
  s.call = null;
  if (prevented) {
    s.phase = { ...phase, step: 'prevented', until: Infinity };
  } else if (phase.step === 'announced' && reason && s.config.signout) {
    s.phase = { ...phase, step: 'telling', until: s.now + SIGN_OUT_LIMIT };
    send(s, { kind: 'signout', reason });
  } else {
    s.phase = { ...phase, step: 'left', until: Infinity };
    s.effects.push({ type: 'leave', outcome });
  }
}

function signOutReason(outcome: Outcome) {
  if (outcome.type === 'signout') return outcome.source === 'user' ? outcome.reason : undefined;
  return outcome.reason === 'idle' || outcome.reason === 'absolute' ? outcome.reason : undefined;
}
