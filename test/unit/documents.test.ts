import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/ACCESSIBILITY.md', () => {
  const text = read('docs/ACCESSIBILITY.md');
  const proofs = [...text.matchAll(/`([\w/.-]+\.test\.ts)` "(.+?)"/g)].map(([, file = '', title = '']) => ({ file, title: title.replaceAll('\\|', '|') }));

  for (const { file, title } of proofs) {
    it(`speaks of a test that is there: ${title}`, () => assert.ok(read(file).includes(title), file));
  }

  it('claims nothing without a test', () => {
    const rows = text.split('\n').filter((line) => /^\| \d\.\d/.test(line));
    assert.ok(rows.length > 15);
    for (const row of rows) assert.ok(row.includes('.test.ts') || row.includes('| the page |'), row);
  });
});
