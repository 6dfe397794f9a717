import fc from 'fast-check';
import type { Engine } from './engine.ts';
import { stories, tell, type Story } from './story.ts';
import type { World } from './world.ts';

export interface Result {
  readonly tabHours: number;
  readonly stories: number;
  readonly counts: World['counts'];
  readonly violations: ReadonlyMap<string, number>;
  /** The first story in which a rule was broken, and the seed of the fifty that it is among. */
  readonly failing: { readonly story: Story; readonly seed: number } | null;
}

/** Stories told from one seed, and the way to the next seed. */
export const BATCH = 50;
const BATCH_STEP = 1_000_003;

/** Tells stories from one seed until so many tab-hours have passed, or (`stopAtFirst`) a rule is broken. */
export function run(
  engine: Engine,
  { hours, seed, stopAtFirst = false }: { readonly hours: number; readonly seed: number; readonly stopAtFirst?: boolean },
  progress: (tabHours: number) => void = () => {},
): Result {
  let tabHours = 0;
  let told = 0;
  let failing: Result['failing'] = null;
  const counts: Record<string, number> = {};
  const violations = new Map<string, number>();
  for (let batch = 0; tabHours < hours; batch += 1) {
    const batchSeed = seed + batch * BATCH_STEP;
    for (const story of fc.sample(stories, { seed: batchSeed, numRuns: BATCH })) {
      const outcome = tell(story, engine);
      told += 1;
      tabHours += outcome.tabHours;
      for (const [name, count] of Object.entries(outcome.counts)) counts[name] = (counts[name] ?? 0) + count;
      for (const { rule } of outcome.violations) violations.set(rule, (violations.get(rule) ?? 0) + 1);
      if (outcome.violations.length > 0) failing ??= { story, seed: batchSeed };
      if (failing && stopAtFirst) return { tabHours, stories: told, counts: counts as World['counts'], violations, failing };
    }
    progress(tabHours);
  }
  return { tabHours, stories: told, counts: counts as World['counts'], violations, failing };
}

export function table({ tabHours, stories, counts, violations }: Result): string {
  const broken = [...violations].map(([rule, count]) => `${rule}: ${count}`).join(', ');
  const rows = [['tab-hours', Math.round(tabHours)], ['stories', stories], ...Object.entries(counts), ['violations', broken || 0]];
  return rows.map(([name, value]) => `${String(name).padEnd(12)}${String(value).padStart(12)}`).join('\n');
}
