import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Pages that claim things by requirement, who else may be answerable for one, and how many there are at least. */
const PAGES = [
  ['docs/ACCESSIBILITY.md', '| the page |', 15],
  ['docs/SECURITY.md', '| the app |', 30],
  ['docs/ARCHITECTURE.md', 'nobody', 10],
] as const;

for (const [page, elsewhere, least] of PAGES) {
  describe(page, () => {
    const text = read(page);
    const proofs = [...text.matchAll(/`([\w/.-]+\.test\.ts)`\s"(.+?)"/g)].map(([, file = '', title = '']) => ({ file, title: title.replaceAll('\\|', '|') }));

    for (const { file, title } of proofs) {
      it(`speaks of a test that is there: ${title}`, () => assert.ok(read(file).includes(title), file));
    }

    it('claims nothing without a test', () => {
      const rows = text.split('\n').filter((line) => /^\| (\d+\.\d|T\d)/.test(line));
      assert.ok(rows.length > least, String(rows.length));
      for (const row of rows) assert.ok(row.includes('.test.ts') || row.includes(elsewhere), row);
    });
  });
}
