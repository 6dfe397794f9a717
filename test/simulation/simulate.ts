import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { engine } from './engine.ts';
import { BATCH, run, table } from './run.ts';
import { describeStory, stories, tell } from './story.ts';

const { values } = parseArgs({ options: { hours: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
const hours = Number(values.hours);
const seed = Number(values.seed);
if (!(hours > 0) || !Number.isInteger(seed)) {
  console.error('npm run simulate -- --hours 100000 --seed 7');
  process.exit(1);
}

let shown = 0;
const result = run(engine, { hours, seed }, (done) => {
  if (done - shown < hours / 20) return;
  shown = done;
  console.log(`${Math.round(done)} tab-hours…`);
});
console.log(table(result));

if (result.failing) {
  const { story, seed } = result.failing;
  console.log(`\nReplay with: npm run simulate -- --hours 1 --seed ${seed}. Shrinking…\n`);
  const holds = fc.property(stories, (story) => tell(story, engine).violations.length === 0);
  const { counterexample } = fc.check(holds, { seed, numRuns: BATCH, interruptAfterTimeLimit: 60_000 });
  const [shortest] = counterexample ?? [story];
  console.log(describeStory(shortest));
  for (const { rule, what } of tell(shortest, engine).violations) console.log(`${rule} at ${what}`);
  process.exitCode = 1;
}
