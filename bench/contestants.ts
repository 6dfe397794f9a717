import { existsSync, readFileSync } from 'node:fs';

export interface Contestant {
  readonly name: string;
  /** `contestants/<file>.js`. */
  readonly file: string;
  /** What npm calls it; the product has none here. */
  readonly pack?: string;
  /** Where npm would find it. */
  readonly source: string;
  /** Whether it counts the user's activity at all. */
  readonly hears: boolean;
  /** What it leaves to others, which makes it small and cheap. */
  readonly lacks: string;
}

export const OURS: Contestant = {
  name: '**idle-timeout**',
  file: 'idle-timeout',
  source: 'this repository',
  hears: true,
  lacks: '',
};

export const PEERS: readonly Contestant[] = [
  {
    name: 'react-idle-timer',
    file: 'react-idle-timer',
    pack: 'react-idle-timer',
    source: 'npm',
    hears: true,
    lacks: 'it tells when nobody is active, in all tabs, and leaves dialog, server and sign-out to the page',
  },
  {
    name: 'useIdle (@vueuse/core)',
    file: 'vueuse',
    pack: '@vueuse/core',
    source: 'npm',
    hears: true,
    lacks: 'it tells when nobody is active, and does nothing else',
  },
  {
    name: 'jquery-idletimer',
    file: 'jquery-idletimer',
    pack: 'jquery-idletimer',
    source: 'npm',
    hears: true,
    lacks: 'it tells when nobody is active, and does nothing else',
  },
  {
    name: 'hmrc-frontend, timeout dialog',
    file: 'hmrc-frontend',
    pack: 'hmrc-frontend',
    source: 'npm',
    hears: false,
    lacks: 'it warns and leaves, hears no activity and asks no server',
  },
  {
    name: 'session-timeout (travishorn)',
    file: 'session-timeout',
    pack: '@travishorn/session-timeout',
    source: 'github:travishorn/session-timeout',
    hears: false,
    lacks: 'it warns and leaves, hears no activity and asks no server',
  },
  {
    name: 'Idle.js (shawnmclean)',
    file: 'idle-js',
    pack: 'Idle.Js',
    source: 'github:shawnmclean/Idle.js',
    hears: true,
    lacks: 'it tells when nobody is active, and does nothing else',
  },
];

const manifest = (pack: string) => new URL(`node_modules/${pack}/package.json`, import.meta.url);

/** npm does not have every peer. */
export const isHere = ({ pack }: Contestant): boolean => !pack || existsSync(manifest(pack));

export const ABSENT = 'not to be had here';

export function versionOf(pack: string): string {
  return (JSON.parse(readFileSync(manifest(pack), 'utf8')) as { version: string }).version;
}

/** For each contestant that is here, all at the same time. */
export async function eachContestant<Result>(measure: (contestant: Contestant) => Promise<Result>): Promise<ReadonlyMap<Contestant, Result>> {
  const here = [OURS, ...PEERS].filter(isHere);
  return new Map(await Promise.all(here.map(async (contestant) => [contestant, await measure(contestant)] as const)));
}
