import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startDemo } from '../support/demo.ts';

const run = promisify(execFile);

const ADDRESS = 'http://127.0.0.1:3000';
const MARK = '--- the next block ---';
/** Seconds that a busy machine may take from sign-in to sign-out. */
const LEEWAY = 20;

interface Block {
  readonly language: string;
  readonly text: string;
}

const page = readFileSync(new URL('../../docs/PROTOCOL.md', import.meta.url), 'utf8');
const blocks: readonly Block[] = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
const examples = blocks.flatMap((block, i) => (block.language === 'sh' ? [{ script: block.text, shown: blocks[i + 1] }] : []));

/** What each script prints, all of them run as one. */
async function outputs(): Promise<readonly string[]> {
  const demo = await startDemo();
  const folder = mkdtempSync(join(tmpdir(), 'protocol-'));
  try {
    const script = examples.map((example) => example.script).join(`printf '%s' '${MARK}'\n`);
    const { stdout } = await run('bash', ['-e', '-c', script.replaceAll(ADDRESS, demo.address)], { cwd: folder, timeout: 30_000 });
    return stdout.split(MARK);
  } finally {
    rmSync(folder, { recursive: true });
    await demo.stop();
  }
}

/** Figures may differ by the time that passed, and texts from `…` on. */
function assertShown(came: unknown, shown: unknown, where: string): void {
  if (typeof shown === 'object' && shown !== null) {
    assert.ok(typeof came === 'object' && came !== null, where);
    assert.deepEqual(Object.keys(came).sort(), Object.keys(shown).sort(), where);
    for (const [name, value] of Object.entries(shown)) assertShown(came[name as keyof typeof came], value, `${where} ${name}`);
  } else if (typeof shown === 'number') {
    assert.ok(typeof came === 'number' && Math.abs(came - shown) < LEEWAY, `${where}: ${String(came)} is not about ${shown}`);
  } else if (typeof shown === 'string' && shown.endsWith('…')) {
    assert.ok(typeof came === 'string' && came.startsWith(shown.slice(0, -1)), `${where}: ${String(came)}`);
  } else {
    assert.equal(came, shown, where);
  }
}

const json = (text: string): unknown => (text.trim() ? JSON.parse(text) : null);

function message(text: string) {
  const [head = '', body = ''] = text.replaceAll('\r', '').split('\n\n');
  const [status, ...lines] = head.trim().split('\n');
  const headers = new Map(lines.map((line): [string, string] => [line.replace(/:.*/, '').toLowerCase(), line.replace(/^.*?: /, '')]));
  return { status, headers, body: json(body) };
}

function assertMessage(came: string, shown: string): void {
  const [answer, example] = [message(came), message(shown)];
  assert.equal(answer.status, example.status);
  for (const [name, value] of example.headers) assertShown(answer.headers.get(name), value, name);
  assertShown(answer.body, example.body, 'body');
}

describe('docs/PROTOCOL.md, run from top to bottom', () => {
  let came: readonly string[] = [];

  before(async () => {
    came = await outputs();
  });

  it('shows an answer to each request', () => assert.ok(examples.length > 10, String(examples.length)));

  for (const [i, { script, shown }] of examples.entries()) {
    it(`${i + 1}: ${/^curl .*/m.exec(script)?.[0] ?? script}`, () => {
      const { language = '', text = '' } = shown ?? {};
      assert.match(language, /^(http|json)$/, 'no answer is shown');
      if (language === 'http') assertMessage(came[i] ?? '', text);
      else assertShown(json(came[i] ?? ''), json(text), 'body');
    });
  }
});
