import { ABSENT, isHere, OURS, PEERS, type Contestant } from './contestants.ts';

/** A figure, or why there is none. */
export type Cell = number | string;

export interface Column {
  readonly head: string;
  format(value: number): string;
  /** What is compared, the less the better; without it, nothing is. */
  compare?(value: number): number;
  /** Smaller differences than this share of ours are noise. */
  readonly noise?: number;
  /** Why peers may be ahead here, as a sentence; without it, it is for what each of them lacks. */
  readonly why?: string;
}

export interface Table {
  readonly title: string;
  /** How it was measured. */
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  readonly cells: ReadonlyMap<Contestant, readonly Cell[]>;
  /** Rows that are no contestants: floors and limits. */
  readonly others?: readonly (readonly [name: string, cells: readonly Cell[]])[];
}

/** As Markdown, with a line for each column in which a peer is ahead. */
export function toMarkdown(table: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = ['', ...table.columns.map(({ head }) => head)];
  const rows = rowsOf(table).map((row) => line(row));
  const lines = [line(heads), line(heads.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows];
  return [`## ${table.title}`, ...table.notes, lines.join('\n'), ahead(table)].join('\n\n');
}

export function toText(table: Table): string {
  const rows = [[table.title, ...table.columns.map(({ head }) => head)], ...rowsOf(table)];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   ')).join('\n');
}

function rowsOf({ columns, cells, others = [] }: Table): readonly (readonly string[])[] {
  const say = (row: readonly Cell[]) => columns.map(({ format }, i) => (typeof row[i] === 'number' ? format(row[i]) : (row[i] ?? '')));
  const contestants = [OURS, ...PEERS].map((contestant) => {
    const row = cells.get(contestant);
    return [contestant.name, ...(row ? say(row) : columns.map(() => (isHere(contestant) ? 'none' : ABSENT)))];
  });
  return [...contestants, ...others.map(([name, row]) => [name, ...say(row)])];
}

/** A line for each column in which somebody is ahead of us: who, and why. */
function ahead({ columns, cells }: Table): string {
  const ours = cells.get(OURS) ?? [];
  const lines = columns.flatMap(({ head, format, compare, noise = 0, why }, i) => {
    const mine = ours[i];
    if (!compare || typeof mine !== 'number') return [];
    const before = [...cells].flatMap(([peer, row]) => {
      const theirs = row[i];
      return peer !== OURS && typeof theirs === 'number' && compare(theirs) < compare(mine) * (1 - noise) ? [{ peer, theirs }] : [];
    });
    if (before.length === 0) return [];
    const who = before.map(({ peer, theirs }) => `${peer.name} (${format(theirs)}${why ? '' : `: ${peer.lacks}`})`);
    return [`- Ahead of the tag (${format(mine)}) in “${head}”: ${who.join(', ')}.${why ? ` ${why}` : ''}`];
  });
  return lines.length > 0 ? lines.join('\n') : 'No peer is ahead here.';
}
