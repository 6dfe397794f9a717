import { limits, remaining } from './rules.ts';
import type { Outcome, State, WarnReason } from './state.ts';

export type PublicState = 'active' | 'warning' | 'checking' | 'expired' | 'signed-out' | 'disabled';

/** What is to be seen. Seconds. */
export type View =
  | { readonly show: 'nothing' }
  | {
      readonly show: 'warning';
      readonly reason: WarnReason;
      readonly remaining: number;
      readonly countdown: number;
      /** "Stay signed in" was chosen, the server has yet to agree. */
      readonly staying: boolean;
      readonly unreachable: boolean;
      readonly dismissed: boolean;
    }
  | { readonly show: 'cover' }
  | { readonly show: 'panel'; readonly outcome: Outcome };

const NOTHING: View = { show: 'nothing' };

export function publicState({ phase }: State): PublicState {
  if (phase.name === 'resting') return 'signed-out';
  if (phase.name !== 'over') return phase.name;
  return phase.outcome.type === 'expire' ? 'expired' : 'signed-out';
}

export function viewOf(s: State): View {
  switch (s.phase.name) {
    case 'warning':
      return {
        show: 'warning',
        reason: s.phase.reason,
        remaining: remaining(s),
        countdown: limits(s).countdown / 1000,
        staying: s.wish?.source === 'user',
        unreachable: s.retry !== null,
        dismissed: s.phase.dismissed,
      };
    case 'checking':
      return { show: 'cover' };
    case 'over':
      return s.phase.step === 'prevented' ? NOTHING : { show: 'panel', outcome: s.phase.outcome };
    default:
      return NOTHING;
  }
}
