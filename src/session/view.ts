import { limits, remaining } from './rules.ts';
import type { State, WarnReason } from './state.ts';

/**
 * What a session is in: `active`, it goes on; `warning`, the countdown runs; `checking`, the page is covered and the server asked;
 * `expired`, time ran out; `signed-out`, by the user's wish, or the page opened without a session; `disabled`, nothing is watched.
 */
export type PublicState = 'active' | 'warning' | 'checking' | 'expired' | 'signed-out' | 'disabled';

/**
 * What is to be seen of a session. A countdown: `idle` or `absolute`, by its reason. Instead of the page: `checking`, the server is
 * asked; `expired`, time ran out; `replaced`, by another session; `signed-out`, by the user's wish.
 */
export type View =
  | {
      /** The page as it is. */
      readonly show: null;
    }
  | {
      /** The page is to be hidden. */
      readonly show: 'checking' | 'expired' | 'replaced' | 'signed-out';
    }
  | Countdown;

/** The warning. */
export interface Countdown {
  /** Which limit is near. */
  readonly show: WarnReason;
  /** Seconds until the session ends. */
  readonly remaining: number;
  /** Seconds that the whole countdown takes. */
  readonly length: number;
  /** `staying`: "stay signed in" was chosen and the server has yet to agree. `unreachable`: it could not answer, and is asked again. */
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
