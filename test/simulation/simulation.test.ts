import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { engine, loadEngine } from './engine.ts';
import { mutants } from './mutants.ts';
import { run, table } from './run.ts';
import { describeStory, tell } from './story.ts';

const source = fileURLToPath(new URL('../../src/session', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-mutants-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const SEED = 1;
const HOURS = 20_000;

it(`no rule of time is broken in ${HOURS} tab-hours`, (t) => {
  const result = run(engine, { hours: HOURS, seed: SEED, stopAtFirst: true });
  t.diagnostic(`\n${table(result)}`);
  const { failing } = result;
  if (!failing) return;
  const broken = tell(failing.story, engine).violations.map(({ rule, what }) => `${rule} at ${what}`);
  const replay = `Replay and shrink it with: npm run simulate -- --hours 1 --seed ${failing.seed}`;
  assert.fail([describeStory(failing.story), ...broken, replay].join('\n'));
});

describe('a broken rule is noticed:', () => {
  for (const [index, [rule, file, from, to]] of mutants.entries()) {
    it(rule, async (t) => {
      const copy = join(folder, String(index));
      cpSync(source, copy, { recursive: true });
      const path = join(copy, file);
      const code = readFileSync(path, 'utf8');
      assert.equal(code.split(from).length, 2, `${file} holds the rule once: ${from}`);
      writeFileSync(path, code.replace(from, to));
      const result = run(await loadEngine(pathToFileURL(copy).href), { hours: HOURS, seed: SEED, stopAtFirst: true });
      assert.ok(result.failing, `nothing broken in ${Math.round(result.tabHours)} tab-hours`);
      t.diagnostic(`after ${Math.round(result.tabHours)} tab-hours: ${[...result.violations.keys()].join(', ')}`);
    });
  }
});
