import type { Finding } from './verdict.ts';

const MARKS = { pass: 'ok', fail: 'WRONG', skipped: '-' } as const;
const WIDTH = 96;

/** A table, and for each line that is wrong why it matters and how to mend it. */
export function report(findings: readonly Finding[]): string {
  const widest = Math.max(...findings.map(({ title }) => title.length));
  const lines = findings.map(({ title, verdict }) => `${MARKS[verdict.result].padEnd(6)} ${title.padEnd(widest)}  ${verdict.found}`.trimEnd());
  const wrong = findings.filter(({ verdict }) => verdict.result === 'fail');
  const advice = wrong.flatMap(({ title, verdict, why, mend }) => ['', `WRONG: ${title}`, ...paragraph('found', verdict.found), ...paragraph('why', why), ...paragraph('mend', mend)]);
  const count = (result: Finding['verdict']['result']) => findings.filter(({ verdict }) => verdict.result === result).length;
  return [...lines, ...advice, '', `${count('pass')} ok, ${count('fail')} wrong, ${count('skipped')} not looked at`].join('\n');
}

function paragraph(head: string, text: string): string[] {
  const lines: string[] = [];
  let line = `  ${head.padEnd(6)}`;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = ' '.repeat(8);
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
