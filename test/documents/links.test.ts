import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { PAGES, prose, root } from './pages.ts';

/** What a heading is called in a link, as GitHub makes it. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  const plain = headings.map((heading) => heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  return new Set(plain.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')));
}

describe('links in documents', () => {
  for (const [path, text] of PAGES) {
    const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)].map(([, inline, below]) => inline ?? below ?? '');

    it(`${path}: those to other files and headings lead somewhere`, () => {
      const broken = links.filter((link) => {
        if (/^https:\/\//.test(link)) return false;
        const [file = '', anchor] = link.split('#');
        const target = file ? posix.join(posix.dirname(path), file) : path;
        const page = PAGES.get(target);
        return !existsSync(root + target) || (anchor !== undefined && page !== undefined && !anchorsOf(page).has(anchor));
      });
      assert.deepEqual(broken, []);
    });

    it(`${path}: those elsewhere are safe ones, and whole`, () => {
      const odd = links.filter((link) => /^\w+:/.test(link) && !(URL.canParse(link) && link.startsWith('https://')));
      assert.deepEqual(odd, []);
    });
  }
});
