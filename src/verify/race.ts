import { fail, pass, type Verdict } from './verdict.ts';
import type { Answer } from './visitor.ts';

/** @typeParam Hand What holds a session: a visitor, or one with a token. */
export interface Race<Hand> {
  readonly rounds: number;
  /** A session of its own for each round. */
  open(): Promise<Hand>;
  keepalive(hand: Hand): Promise<Answer>;
  signOut(hand: Hand): Promise<Answer>;
  isAlive(hand: Hand): Promise<boolean>;
}

const KEEPALIVES = 10;

/** Keepalives and one sign-out at once; then every cookie that any of them was given is tried. */
export async function race<Hand extends { copy(): Hand }>({ rounds, open, keepalive, signOut, isAlive }: Race<Hand>): Promise<Verdict> {
  for (let round = 1; round <= rounds; round += 1) {
    const hand = await open();
    const before = hand.copy();
    const hands = Array.from({ length: KEEPALIVES }, () => before.copy());
    const half = KEEPALIVES / 2;
    const answers = await Promise.all([...hands.slice(0, half).map(keepalive), signOut(hand), ...hands.slice(half).map(keepalive)]);
    const broken = answers.find(({ status }) => status >= 500);
    if (broken) return fail(`round ${round}: one of them is answered ${broken.status}`);
    if (await isAlive(before)) return fail(`round ${round}: the session lives on after its sign-out`);
    const alive = await Promise.all([...hands, hand].map(isAlive));
    if (alive.includes(true)) return fail(`round ${round}: a keepalive’s answer brought a cookie that works`);
  }
  return pass(`${rounds} times, ${KEEPALIVES} keepalives`);
}
