import type { Ask, Effect, Notice, Phase, State } from './state.ts';

/** A state being worked on within one transition, and the effects so far. */
export type Draft = { -readonly [K in keyof State]: State[K] } & {
  /** The time of the look before. */
  readonly before: number;
  readonly effects: Effect[];
};

const CALL_LIMIT = 10_000;

/** Time runs, and it has not run out. */
export function isLive(phase: Phase): phase is Phase & { name: 'active' | 'warning' } {
  return phase.name === 'active' || phase.name === 'warning';
}

export function notify(s: Draft, notice: Notice): void {
  s.effects.push({ type: 'notify', notice });
}

export function send(s: Draft, ask: Ask): void {
  s.calls += 1;
  s.call = { id: s.calls, ask, sentAt: s.now, until: s.now + CALL_LIMIT };
  s.effects.push({ type: 'send', call: s.call });
}

export function peek(s: Draft): void {
  if (s.config.peek && !s.call) send(s, { kind: 'peek' });
}

export function hangUp(s: Draft): void {
  if (s.call) s.effects.push({ type: 'abort' });
  s.call = null;
}
