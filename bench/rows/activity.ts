import type { Page } from 'puppeteer-core';
import { moduleOf, type Blank } from '../blank.ts';
import { eachContestant, type Contestant } from '../contestants.ts';
import type { ActivityType } from '../page/events.ts';
import type { Table } from '../table.ts';

const FLOORS = { 'floor: stores the event’s own time': 'contestants/number.js', 'floor: asks a clock': 'contestants/empty.js' };
const TYPES: readonly ActivityType[] = ['keydown', 'pointermove'];
const ROUNDS = 25;
const EVENTS = 4000;

interface Race {
  readonly page: Page;
  readonly costs: ReadonlyMap<ActivityType, number[]>;
}

/** What an activity event costs: the median of many rounds taken in turn. */
export async function activity(blank: Blank): Promise<Table> {
  const enter = async (file: string): Promise<Race> => {
    const page = await blank.open(await blank.browser.createBrowserContext(), 'page/events.ts', file);
    await page.evaluate(async () => void (await globalThis.mount?.({ timeout: 1_200_000, countdown: 120_000, onIdle: () => {} })));
    return { page, costs: new Map(TYPES.map((type) => [type, []])) };
  };
  const floors = await Promise.all(Object.entries(FLOORS).map(async ([name, file]) => [name, await enter(file)] as const));
  const races = await eachContestant((contestant) => enter(moduleOf(contestant)));
  const all = [...floors.map(([, race]) => race), ...races.values()];
  for (let round = 0; round < ROUNDS; round += 1) for (const race of all) await run(race);

  const cell = (race: Race) => TYPES.map((type) => median(race.costs.get(type)));
  const column = (head: string) => ({ head, format: (value: number) => value.toFixed(2), compare: (value: number) => value, noise: 0.15 });
  const heard = (contestant: Contestant, race: Race) => (contestant.hears ? cell(race) : TYPES.map(() => 'none: hears no activity'));
  return {
    title: 'An activity event, in µs',
    notes: [
      `Dispatch and listeners, the median of ${ROUNDS} rounds of ${EVENTS.toLocaleString('en')} events, contestants in turn. Scripts can’t make trusted events, so each
listener is handed one that says it is, all alike. A pointer’s movement is a mouse’s, too. The floors are a passive listener that
does nothing but note the time. Differences below 15 % are noise.`,
    ],
    columns: [column('a key'), column('a movement')],
    cells: new Map([...races].map(([contestant, race]) => [contestant, heard(contestant, race)])),
    others: floors.map(([name, race]) => [name, cell(race)]),
  };
}

async function run({ page, costs }: Race): Promise<void> {
  await page.bringToFront();
  for (const type of TYPES) costs.get(type)?.push(await page.evaluate((type, count) => globalThis.costOf(type, count), type, EVENTS));
}

function median(values: readonly number[] = []): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
