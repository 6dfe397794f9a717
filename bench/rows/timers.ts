import { inOwnPage, moduleOf, type Blank } from '../blank.ts';
import { eachContestant } from '../contestants.ts';
import type { Table } from '../table.ts';

/** Why peers need fewer. */
const WORK = 'The tag’s are its keepalives, two wake-ups for each: peers that keep no server informed have nothing to wake for between movements.';
const SHOW = 'The tag’s are its countdown, once, each second of two minutes: a peer that shows none, or changes its text less often, needs fewer.';

/** Timers that an hour of work and an hour of nobody cost. */
export async function timers(blank: Blank): Promise<Table> {
  const cells = await eachContestant(async (contestant) => {
    const files = ['page/hours.ts', moduleOf(contestant)];
    const active = await inOwnPage(blank, files, (page) => page.evaluate(() => globalThis.hours.active()));
    const idle = await inOwnPage(blank, files, (page) => page.evaluate(() => globalThis.hours.idle()));
    return [active.armed, active.woken, idle.armed, idle.woken];
  });
  const count = (head: string, why: string) => ({ head, why, format: (value: number) => value.toLocaleString('en'), compare: (value: number) => value });
  return {
    title: 'Timers an hour',
    notes: [
      `Armed: calls of \`setTimeout\` and \`setInterval\`. Woken: times that one ran. Timeout 15 min, countdown 2 min, on a clock that the
bench moves. Active: the pointer moves at 60 Hz for 2 s of each 10 s. Idle: the hour after the last movement, so the countdown and
the end are in it. Who hears no activity asks the user instead, and the bench presses its “stay”.`,
    ],
    columns: [
      count('armed, active', WORK),
      count('woken, active', WORK),
      count('armed, idle', SHOW),
      count('woken, idle', SHOW),
    ],
    cells,
  };
}
