import { writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { findChromium } from '../scripts/browsers.mjs';
import { weighOwnFiles } from '../scripts/weigh.ts';
import { openBlank, type Blank } from './blank.ts';
import { installPeers } from './bundle.ts';
import { isHere, PEERS, versionOf } from './contestants.ts';
import { activity } from './rows/activity.ts';
import { hidden } from './rows/hidden.ts';
import { keepalives } from './rows/keepalives.ts';
import { accidents, lateness } from './rows/lateness.ts';
import { leaks } from './rows/leaks.ts';
import { ownFiles, sizes } from './rows/size.ts';
import { timers } from './rows/timers.ts';
import { toMarkdown } from './table.ts';

// All figures of one run, beside peers: printed, and written to bench/RESULTS.md.
const started = performance.now();
const say = (what: string) => console.error(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${what}…`);

if (!findChromium()) {
  console.error('No Chromium found: install one, or name yours in CHROME_PATH.');
  process.exit(1);
}
installPeers();
const blank = await openBlank();
try {
  const parts = await measureAll(blank);
  const results = [await heading(blank), ...parts, ending()].join('\n\n');
  writeFileSync(new URL('RESULTS.md', import.meta.url), `${results}\n`);
  console.log(results);
  say('written to bench/RESULTS.md');
} finally {
  await blank.close();
}

/** In the order of the file; measured so that nothing disturbs what must not be disturbed. */
async function measureAll(blank: Blank): Promise<readonly string[]> {
  say('bytes');
  const size = await attempt('Bytes', async () => {
    const own = await weighOwnFiles();
    return `${toMarkdown(await sizes(own))}\n\n${ownFiles(own)}`;
  });
  say('what an activity event costs');
  const events = await attempt('An activity event', async () => toMarkdown(await activity(blank)));
  say('timers an hour');
  const hours = await attempt('Timers an hour', async () => toMarkdown(await timers(blank)));
  say('what is left after a thousand times');
  const left = await attempt('What is left', async () => toMarkdown(await leaks(blank)));
  say('hidden tabs, two minutes in real time; meanwhile sleep and clocks');
  const behind = hidden();
  behind.catch(() => {});
  const outcomes = accidents(blank);
  await Promise.allSettled([outcomes]);
  say('keepalives by tabs, a minute in real time');
  const kept = await attempt('Keepalives an hour', async () => toMarkdown(await keepalives()));
  say('the last of the hidden tabs');
  const late = await attempt('Lateness', async () => toMarkdown(lateness(await outcomes, await behind)));
  return [size, events, hours, kept, late, left];
}

/** One row that fails leaves the others their figures. */
async function attempt(title: string, measure: () => Promise<string>): Promise<string> {
  try {
    return await measure();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    return `## ${title}\n\nCould not be measured in this run: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function heading({ browser }: Blank): Promise<string> {
  const [day] = new Date().toISOString().split('T');
  const machine = `${cpus().length} cores (${cpus()[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown'}), ${type()} ${release().split('-')[0] ?? ''}`;
  const here = PEERS.filter(isHere).map(({ pack = '' }) => `${pack} ${versionOf(pack)}`);
  const frameworks = ['react', 'vue', 'jquery'].map((pack) => `${pack} ${versionOf(pack)}`);
  const absent = PEERS.filter((peer) => !isHere(peer));
  return [
    '# Figures',
    `Written by \`npm run bench\` on ${day ?? ''}; nothing here is edited by hand. ${machine}; ${(await browser.version()).replace('Chrome/', 'Chromium ')}, Node ${process.versions.node}.`,
    `Peers, from npm: ${here.join(', ')}; on ${frameworks.join(', ')}. “None” is what a peer does not do.`,
    ...absent.map(({ name, source }) => `${name} is not to be had here: npm does not have it, and GitHub was out of reach. With \`npm install --no-save ${source}\` in \`bench/\` it is measured, too.`),
  ].join('\n\n');
}

function ending(): string {
  return 'What a keepalive costs the server is apart: [docs/SCALE.md](../docs/SCALE.md), by `npm run bench:server`.';
}
