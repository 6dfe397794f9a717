/**
 * A Monday morning, simulated: many people sign in at almost the same time, and each page sends its keepalives by rule T5,
 * one interval after the last where somebody was active since, else with the first activity after it. How far does the
 * busiest second stand above the average, and for how long does the rush echo?
 *
 * People work in bursts and pauses; nothing else spreads their keepalives, unless the interval itself is spread.
 */
const PEOPLE = 100_000;
/** Seconds: the defaults, timeout 15 min and countdown 2 min. */
const INTERVAL = 390;
const MORNING = 2 * 3600;
/** Seconds that people work and pause at a time, on average. */
const BURST = 240;
const PAUSE = 120;
/** Seconds between two events of somebody who works. */
const BEAT = 3;

let seed = 20_261_123;
/** The same in every run: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}
const exponential = (mean: number) => -mean * Math.log(1 - random());

interface Morning {
  readonly name: string;
  /** Seconds after nine at which somebody signs in. */
  readonly arrival: () => number;
  /** How much longer than the interval a wait may be, as a share of it. */
  readonly jitter: number;
}

const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
const MORNINGS: readonly Morning[] = [
  { name: 'within some minutes, as people come', arrival: () => Math.max(0, 600 + 240 * normal()), jitter: 0 },
  { name: 'all within 10 s, as after an outage', arrival: () => random() * 10, jitter: 0 },
  { name: 'the same, were the interval spread by 10 %', arrival: () => random() * 10, jitter: 0.1 },
  { name: 'the same, did nobody ever pause', arrival: () => random() * 10, jitter: -1 },
];

console.log(`${PEOPLE} people, keepalives a second; the average is ${Math.round(PEOPLE / INTERVAL)} at most\n`);
const spans = [[1, 2], [2, 3], [4, 5], [8, 9], [16, 17]] as const;
console.log(`${'busiest second in the interval number'.padEnd(46)}${spans.map(([from]) => String(from + 1).padStart(8)).join('')}`);
for (const morning of MORNINGS) {
  const seconds = new Uint32Array(MORNING);
  for (let i = 0; i < PEOPLE; i += 1) live(morning, (at) => (seconds[Math.floor(at)] = (seconds[Math.floor(at)] ?? 0) + 1));
  const busiest = ([from, to]: readonly [number, number]) => Math.max(...seconds.subarray(from * INTERVAL, to * INTERVAL));
  console.log(morning.name.padEnd(46) + spans.map((span) => String(busiest(span)).padStart(8)).join(''));
}

/** One person's morning, from one activity to the next. */
function live({ arrival, jitter }: Morning, keepalive: (at: number) => void): void {
  const never = jitter < 0;
  const wait = () => INTERVAL * (1 + Math.max(0, jitter) * random());
  let now = arrival();
  let slot = now + wait();
  let untold = false;
  let burstEnds = now + exponential(BURST);
  while (now < MORNING) {
    const pause = !never && now > burstEnds;
    const next = now + (pause ? exponential(PAUSE) : exponential(BEAT));
    if (pause) burstEnds = next + exponential(BURST);
    if (untold && slot < Math.min(next, MORNING)) {
      keepalive(slot);
      slot += wait();
    }
    now = next;
    if (now >= MORNING) return;
    untold = now < slot;
    if (untold) continue;
    keepalive(now);
    slot = now + wait();
  }
}
