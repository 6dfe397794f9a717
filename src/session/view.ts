import { limits, remaining } from './rules.ts';
import type { State, WarnReason } from './state.ts';

export type PublicState = 'active' | 'warning' | 'checking' | 'expired' | 'signed-out' | 'disabled';

/** What is to be seen of a session. */
export type View =
  | { readonly show: null }
  /** The page is to be hidden. */
  | { readonly show: 'checking' | 'expired' | 'replaced' | 'signed-out' }
  | Countdown;

/** The warning, by its reason. Seconds. */
export interface Countdown {
  readonly show: WarnReason;
  readonly remaining: number;
  /** The whole length of the countdown. */
  readonly length: number;
  /** "Stay signed in" was chosen and the server has yet to agree, or can't be reached at all. */
  readonly waiting: 'staying' | 'unreachable' | null;
  /** "Continue for now" was chosen. */
  readonly dismissed: boolean;
}

/** The page as it is. */
export const NOTHING: View = { show: null };

export function publicState({ phase }: State): PublicState {
  if (phase.name === 'resting') return 'signed-out';
  if (phase.name !== 'over') return phase.name;
  return phase.outcome.type === 'expire' ? 'expired' : 'signed-out';
}

export function viewOf(s: State): View {
  const { phase } = s;
  switch (phase.name) {
    case 'warning':
      return {
        show: phase.reason,
        remaining: remaining(s),
        length: limits(s).countdown / 1000,
        waiting: s.retry ? 'unreachable' : s.wish && 'staying',
        dismissed: phase.dismissed,
      };
    case 'checking':
      return { show: 'checking' };
    case 'over': {
      if (phase.step === 'prevented') return NOTHING;
      const { outcome } = phase;
      return { show: outcome.type === 'signout' ? 'signed-out' : outcome.reason === 'replaced' ? 'replaced' : 'expired' };
    }
    default:
      return NOTHING;
  }
}
