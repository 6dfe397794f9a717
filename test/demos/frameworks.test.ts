import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const sources = globSync('demo/examples/**/*.*', { cwd: root }).map(read);
const chapters = read('docs/FRAMEWORKS.md').split(/^## /m).slice(1);

describe('docs/FRAMEWORKS.md', () => {
  for (const chapter of chapters) {
    const title = chapter.slice(0, chapter.indexOf('\n'));
    const blocks = Array.from(chapter.matchAll(/^```\w+\n(.*?)^```$/gms), ([, text = '']) => text);
    if (title === 'Angular') continue;
    for (const [i, block] of blocks.entries()) {
      it(`shows what runs: ${title}, ${i + 1}`, () => assert.ok(sources.some((source) => source.includes(block)), block));
    }
  }
});
