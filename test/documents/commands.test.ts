import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PAGES, root } from './pages.ts';

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
const named = [...(PAGES.get('CONTRIBUTING.md') ?? '').matchAll(/^npm (?:run )?([\w:]+)/gm)].map(([, name]) => name);
const staged = [...readFileSync(`${root}scripts/test.ts`, 'utf8').matchAll(/'([\w:]+)'/g)].map(([, name = '']) => name).filter((name) => name in scripts);
const own = Object.keys(scripts).filter((name) => !/^pre/.test(name));

describe('commands in CONTRIBUTING.md', () => {
  it('are all that there are', () => assert.deepEqual([...new Set(named)].sort(), own.sort()));

  it('npm test runs every one that tests', () => {
    assert.deepEqual(own.filter((name) => /^(test:|check|build)/.test(name) && !staged.includes(name)), []);
  });

  it('npm run simulate takes hours and a seed, and tells what it saw', () => {
    const said = execFileSync(process.execPath, ['test/simulation/simulate.ts', '--hours', '50', '--seed', '7'], { cwd: root, encoding: 'utf8' });
    assert.match(said, /violations\s+0/);
  });
});
