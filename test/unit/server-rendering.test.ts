import assert from 'node:assert/strict';
import { it } from 'node:test';

it('the package can be imported where there is no page, as for server rendering', async () => {
  assert.equal(typeof globalThis.document, 'undefined');
  const { IdleTimeoutElement } = await import('../../src/index.ts');
  assert.equal(typeof IdleTimeoutElement, 'function');
  const { createSession } = await import('../../src/session/index.ts');
  assert.equal(typeof createSession, 'function');
});
