import { lab, MINUTE, mountContestant, move, SECOND, TIMEOUT } from './scene.ts';
import { settle } from './settle.ts';

/** What befalls a page while nobody is there, five minutes after it opened. */
export const ACCIDENTS = {
  none: () => {},
  'sleep, then a movement': () => {
    lab.sleep(2 * TIMEOUT, true);
    move();
  },
  'sleep, timers stand still': () => lab.sleep(2 * TIMEOUT, true),
  'sleep, timers due on waking': () => lab.sleep(2 * TIMEOUT, false),
  'clock set back': () => lab.setWallClock(-60 * MINUTE),
  'clock set forward': () => lab.setWallClock(60 * MINUTE),
};
export type Accident = keyof typeof ACCIDENTS;

export interface Outcome {
  /** Seconds awake past the deadline until the page reacted; less than none where it was too early, `null` in three hours. */
  readonly late: number | null;
  /** A movement after the deadline had the session go on. */
  readonly revived: boolean;
}

/** @param hears Whether this contestant counts movements: its deadline is the later. */
async function suffer(accident: Accident, hears: boolean): Promise<Outcome> {
  await mountContestant();
  await lab.advance(SECOND);
  move();
  const deadline = (hears ? SECOND : 0) + TIMEOUT;
  await lab.advance(5 * MINUTE - SECOND);
  ACCIDENTS[accident]();
  await settle();
  const awakeAt = lab.truth();
  const due = Math.max(deadline, awakeAt);
  for (const end = due + 180 * MINUTE; globalThis.idleAt === undefined && lab.truth() < end; ) {
    await lab.advance(SECOND);
    await settle();
  }
  const { idleAt } = globalThis;
  const late = idleAt === undefined ? null : (idleAt - due) / SECOND;
  return { late, revived: accident === 'sleep, then a movement' && (late ?? Infinity) >= TIMEOUT / SECOND };
}

declare global {
  var suffer: (accident: Accident, hears: boolean) => Promise<Outcome>;
}
globalThis.suffer = suffer;
