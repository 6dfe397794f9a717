import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { elementOf, readManifest, type Element } from './manifest.ts';

export const README = fileURLToPath(new URL('../README.md', import.meta.url));

type Row = readonly string[];

const table = (head: Row, rows: readonly Row[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`).join('\n');

/** The README's tables, by the comment that marks each. */
const TABLES: Readonly<Record<string, (element: Element) => string>> = {
  attributes: ({ attributes }) =>
    table(['attribute', 'default', 'meaning'], attributes.map(({ name, default: otherwise = '', description = '' }) => [`\`${name}\``, otherwise, description])),
  events: ({ events = [] }) => table(['event', 'when, and what it tells'], events.map(({ name, description = '' }) => [`\`${name}\``, description])),
  members: ({ members }) =>
    table(
      ['property or method', ''],
      members
        .filter((member) => member.kind === 'method' || (member.kind === 'field' && member.readonly))
        .map((member) => [`\`${member.name}${member.kind === 'method' ? `(): ${member.return?.type?.text ?? 'void'}` : ''}\``, member.description ?? '']),
    ),
  styles: ({ cssParts = [], cssProperties = [], slots = [] }) =>
    table(
      ['part, property or slot', ''],
      [
        ...cssParts.map(({ name, description = '' }) => [`\`::part(${name})\``, description]),
        ...cssProperties.map(({ name, description = '', default: otherwise = '' }) => [`\`${name}\``, `${description} \`${otherwise}\``]),
        ...slots.map(({ name, description = '' }) => [`\`slot="${name}"\``, description]),
      ],
    ),
};

/** The text with every marked table made anew. */
export function withTables(text: string): string {
  const element = elementOf(readManifest());
  return text.replace(/(<!-- (\w+) -->\n).*?(<!-- \/\2 -->)/gs, (whole, start: string, name: string, end: string) => {
    const make = TABLES[name];
    return make ? `${start}${make(element)}\n${end}` : whole;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(README, withTables(readFileSync(README, 'utf8')));
