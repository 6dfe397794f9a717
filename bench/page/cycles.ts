import { settle } from './settle.ts';

async function cycle(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const { unmount } = await globalThis.mount({ timeout: 900_000, countdown: 120_000, onIdle: () => {} });
    await settle();
    unmount();
    await settle();
  }
}

declare global {
  var cycle: (times: number) => Promise<void>;
}
globalThis.cycle = cycle;
