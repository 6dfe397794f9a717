import type { Page } from 'puppeteer-core';
import { inOwnPage, moduleOf, type Blank } from '../blank.ts';
import { eachContestant, type Contestant } from '../contestants.ts';
import type { Accident, Outcome } from '../page/accidents.ts';
import type { Cell, Column, Table } from '../table.ts';
import type { Hidden } from './hidden.ts';

const ACCIDENTS: readonly Accident[] = ['none', 'sleep, then a movement', 'sleep, timers stand still', 'sleep, timers due on waking', 'clock set back', 'clock set forward'];

/** Why peers are sooner there. */
const CHAINED =
  'The tag looks at the clock by one timer after the other, for its keepalives and its countdown: it has more occasions to be late than a peer’s one long timer.';

export type Outcomes = ReadonlyMap<Contestant, ReadonlyMap<Accident, Outcome>>;

/** What becomes of each contestant in each accident. */
export function accidents(blank: Blank): Promise<Outcomes> {
  return eachContestant(async (contestant) => {
    const outcomes = new Map<Accident, Outcome>();
    for (const accident of ACCIDENTS) outcomes.set(accident, await inOwnPage(blank, ['page/accidents.ts', moduleOf(contestant)], (page) => suffer(page, accident, contestant)));
    return outcomes;
  });
}

/** How late a page knows that time ran out. */
export function lateness(outcomes: Outcomes, { late, longestGap }: Hidden): Table {
  return {
    title: 'Lateness, in seconds',
    notes: [
      `Seconds awake past the true deadline until the page says that time is up; with a minus it says so too early. Timeout 15 min,
countdown 2 min; the accident comes 5 min after the page opened, on a clock that the bench moves: asleep for 30 min, the wall clock
set by an hour. Systems differ: on some, timers stand still during sleep, on others all are due on waking. The tag asks a server,
which knows better; the peers have no way to ask one. Revived: a movement after the deadline had the session go on.`,
      `Hidden: a tab behind another one, in real time, with Chromium’s throttling on as after five minutes there, when timers that follow
from timers wake it once a minute: a chain of one-second timers was kept waiting for ${longestGap} s. Timeout 70 s, countdown 20 s. When
within the minute the deadline falls is luck: up to 60 s are possible where a figure is more than 2 s. Up to a second is level.`,
    ],
    columns: [
      seconds('awake'),
      { ...seconds('hidden'), why: CHAINED },
      seconds('slept, then moved'),
      { head: 'revived', format: (value) => (value ? 'yes' : 'no'), compare: (value) => value },
      seconds('slept, timers stood still'),
      seconds('slept, timers due'),
      seconds('clock back 1 h'),
      seconds('clock forward 1 h'),
    ],
    cells: new Map([...outcomes].map(([contestant, befallen]) => [contestant, rowOf(befallen, late.get(contestant) ?? 'none')])),
  };
}

const suffer = (page: Page, accident: Accident, { hears }: Contestant): Promise<Outcome> =>
  page.evaluate((accident, hears) => globalThis.suffer(accident, hears), accident, hears);

function rowOf(outcomes: ReadonlyMap<Accident, Outcome>, hidden: Cell): readonly Cell[] {
  const late = (accident: Accident) => outcomes.get(accident)?.late ?? 'never';
  const [awake, moved, ...rest] = ACCIDENTS.map(late);
  return [awake ?? 'none', hidden, moved ?? 'none', outcomes.get('sleep, then a movement')?.revived ? 1 : 0, ...rest];
}

function seconds(head: string): Column {
  const format = (value: number) => (Math.round(value * 10) / 10 || 0).toLocaleString('en').replace('-', '−');
  return { head, format, compare: (value) => (Math.abs(value) <= 1 ? 0 : Math.round(Math.abs(value))), noise: 0.1 };
}
