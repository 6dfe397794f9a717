import type { CDPSession, Page } from 'puppeteer-core';
import { inOwnPage, moduleOf, type Blank } from '../blank.ts';
import { eachContestant } from '../contestants.ts';
import type { Table } from '../table.ts';

const CYCLES = 1000;
/** What engines and frameworks keep from the first times on is no leak. */
const WARM_UP = 1000;

interface Kept {
  readonly bytes: number;
  readonly listeners: number;
  readonly nodes: number;
}

/** What stays when it is gone. */
export async function leaks(blank: Blank): Promise<Table> {
  const cells = await eachContestant((contestant) =>
    inOwnPage(blank, ['page/cycles.ts', moduleOf(contestant)], async (page) => {
      const client = await page.createCDPSession();
      await cycle(page, WARM_UP);
      const before = await kept(client);
      await cycle(page, CYCLES);
      const after = await kept(client);
      return [(after.bytes - before.bytes) / 1024, after.listeners - before.listeners, after.nodes - before.nodes];
    }),
  );
  const count = (head: string) => ({ head, format: (value: number) => value.toLocaleString('en'), compare: (value: number) => Math.max(0, value) });
  return {
    title: `Left after ${CYCLES.toLocaleString('en')} times added and removed`,
    notes: [
      `After ${WARM_UP.toLocaleString('en')} times to warm up, each taken away as its documents say, garbage collected by the browser before both readings.
Differences of some kB are the engine’s own.`,
    ],
    columns: [
      // A hundred bytes a cycle are noise.
      { head: 'heap, kB', format: (value) => value.toFixed(0), compare: (value) => Math.max(0, Math.round(value / 100)) },
      count('listeners'),
      count('nodes'),
    ],
    cells,
  };
}

const cycle = (page: Page, times: number) => page.evaluate((times) => globalThis.cycle(times), times);

async function kept(client: CDPSession): Promise<Kept> {
  for (let i = 0; i < 3; i += 1) await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { jsEventListeners, nodes } = await client.send('Memory.getDOMCounters');
  return { bytes: usedSize, listeners: jsEventListeners, nodes };
}
