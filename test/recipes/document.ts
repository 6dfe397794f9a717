import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../docs/TESTING.md', import.meta.url), 'utf8');

/** The recipes under a heading of docs/TESTING.md, as people copy them. */
export function recipes(heading: string): readonly string[] {
  const [, section] = text.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`docs/TESTING.md has no heading "${heading}"`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^```(?:js|ts)\n(.*?)^```$/gms)].map(([, code = '']) => code);
}
