import type { Counts } from './laboratory.ts';
import { lab, MINUTE, mountContestant, move, SECOND } from './scene.ts';
import { settle } from './settle.ts';

const HOUR = 60 * MINUTE;
/** A screen's own rate. */
const FRAME = SECOND / 60;
/** Somebody moves the pointer for two seconds, and reads for eight. */
const BURST = 2 * SECOND;
const PAUSE = 8 * SECOND;

async function activeHour(): Promise<Counts> {
  await mountContestant();
  return counting(async () => {
    for (const end = lab.truth() + HOUR; lab.truth() < end; ) {
      for (const burstEnd = lab.truth() + BURST; lab.truth() < burstEnd; await lab.advance(FRAME)) move();
      await settle();
      globalThis.mounted.stay?.();
      await lab.advance(PAUSE);
    }
  });
}

/** The hour after the last movement: the timeout is in it, and what is left after it. */
async function idleHour(): Promise<Counts> {
  await mountContestant();
  await lab.advance(SECOND);
  return counting(async () => {
    move();
    await settle();
    await lab.advance(HOUR);
  });
}

async function counting(run: () => Promise<void>): Promise<Counts> {
  const before = lab.counts();
  await run();
  const { armed, woken } = lab.counts();
  return { armed: armed - before.armed, woken: woken - before.woken };
}

declare global {
  var hours: { readonly active: () => Promise<Counts>; readonly idle: () => Promise<Counts> };
}
globalThis.hours = { active: activeHour, idle: idleHour };
