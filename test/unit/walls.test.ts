import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint();

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parse');
}

describe('the walls of the house', () => {
  for (const [file, code] of [
    ['src/session/x.ts', "export { IdleTimeoutElement } from '../element/idle-timeout-element.ts';"],
    ['src/session/x.ts', "export { css } from '@lit/reactive-element';"],
    ['src/session/x.ts', "export { html } from 'lit';"],
    ['src/session/signals/x.ts', "export { Sessions } from '../../server/sessions.ts';"],
    ['src/session/x.ts', "export { hash } from 'node:crypto';"],
    ['src/element/x.ts', "export { Sessions } from '../server/sessions.ts';"],
    ['src/element/x.ts', "export { transition } from '../session/machine.ts';"],
    ['src/element/x.ts', 'export const now = Date.now();'],
    ['src/element/x.ts', "export const answer = fetch('/session');"],
    ['src/element/x.ts', 'setTimeout(() => {}, 1);'],
    ['src/server/x.ts', "export { styles } from '../element/styles.ts';"],
    ['src/server/x.ts', "export { parseDuration } from '../session/duration.ts';"],
    ['src/server/x.ts', "export { readStatus } from '../session/protocol.ts';"],
    ['src/testing/x.ts', "export { systemClock } from '../session/clock.ts';"],
    ['src/testing/x.ts', "export type { State } from '../session/state.ts';"],
    ['src/verify/x.ts', "export { Sessions } from '../server/sessions.ts';"],
    ['src/verify/x.ts', "export { transition } from '../session/machine.ts';"],
    ['src/session/machine.ts', 'export const now = Date.now();'],
  ] as const) {
    it(`keep out of ${file}: ${code}`, async () => {
      const found = await complaints(file, `${code}\n`);
      assert.ok(found.some((rule) => /no-restricted-(imports|globals)/.test(rule)), `found ${found.join(', ') || 'nothing'}`);
    });
  }

  it('let the protocol’s types through to the server', async () => {
    assert.deepEqual(await complaints('src/server/x.ts', "export type { SessionStatus } from '../session/protocol.ts';\n"), []);
  });
});
