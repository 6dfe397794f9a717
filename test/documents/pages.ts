import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a document. */
export interface Block {
  /** `README.md:12`. */
  readonly where: string;
  /** The chapter that it is in. */
  readonly section: string;
  readonly language: string;
  readonly text: string;
}

/** Documents by their path from the root. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  globSync(['*.md', 'docs/*.md', 'bench/*.md'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => [path, readFileSync(root + path, 'utf8')]),
);

export const BLOCKS: readonly Block[] = [...PAGES].flatMap(([path, text]) =>
  [...text.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(({ index, 2: language = '', 3: body = '' }) => ({
    where: `${path}:${text.slice(0, index).split('\n').length}`,
    section: text.slice(0, index).split(/^## /m).at(-1)?.split('\n')[0] ?? '',
    language,
    text: body,
  })),
);

/** The text without its code, in which links are no links. */
export function prose(text: string): string {
  return text.replace(/^( *)```.*?^\1```$/gms, '').replace(/`[^`\n]*`/g, '');
}
