import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { recipes } from './document.ts';
import { loadRecipe } from './modules.ts';

const NAMES = [
  ['../../src/testing/index.ts', 'idle-timeout-element/testing'],
  ['../../src/index.ts', 'idle-timeout-element'],
] as const;

/** A test of ours as people would write it. */
function asTheirs(file: string): string {
  const ours = readFileSync(new URL(file, import.meta.url), 'utf8');
  return NAMES.reduce((text, [own, name]) => text.replace(own, name), ours);
}

describe('docs/TESTING.md', async () => {
  for (const [heading, file] of [['sinon', 'sinon.browser.test.ts'], ['Testing Library', 'testing-library.browser.test.ts']] as const) {
    it(`shows ${file} as it is run`, () => assert.deepEqual(recipes(heading), [asTheirs(file)]));
  }

  const [stub = ''] = recipes('Without a browser');
  await loadRecipe(stub);
});
