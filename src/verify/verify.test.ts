import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAULTS, startWrongServer, type Fault, type Lack } from '../../test/support/wrong-servers.ts';
import { signIn } from './login.ts';
import { verifyProtocol } from './protocol.ts';
import type { Finding } from './verdict.ts';

const IDLE = 6;

async function verify(fault: Fault | Lack | null, absolute: number | null, idle = IDLE): Promise<readonly Finding[]> {
  const server = await startWrongServer(fault, idle, absolute);
  const login = { url: `${server.address}/login`, user: 'user1', password: 'user1_secret' };
  try {
    const again = () => signIn(login);
    const findings = await verifyProtocol({ sessionUrl: `${server.address}/session`, visitor: await signIn(login), signIn: again, patience: 10 });
    if (fault === null) assert.equal(server.left(), 0, 'sessions are left behind');
    return findings;
  } finally {
    server.stop();
  }
}

const failing = (findings: readonly Finding[]) => findings.filter(({ verdict }) => verdict.result === 'fail').map(({ name, verdict }) => `${name}: ${verdict.found}`);

describe('the verifier', { concurrency: 20 }, () => {
  for (const absolute of [null, 100, 5.5]) {
    it(`has nothing against a server that is right, with an absolute timeout of ${absolute} s`, async () => {
      assert.deepEqual(failing(await verify(null, absolute)), []);
    });
  }

  for (const [fault, rows] of Object.entries(FAULTS) as [Fault, readonly string[]][]) {
    it(`finds, where ${fault}: ${rows.join(', ')}`, async () => {
      const findings = failing(await verify(fault, fault === 'slides go past the absolute timeout' ? 5.4 : 100));
      assert.deepEqual(findings.map((finding) => finding.split(':')[0]).sort(), [...rows].sort(), findings.join('\n'));
    });
  }

  it('has nothing against a server that is slow at times', async () => {
    // A session that lasts: whatever is late, it must not be over meanwhile.
    assert.deepEqual(failing(await verify('every fifth peek is late', 100, 60)), []);
  });

  it('has nothing against a server without draft keys, and says that the tag’s drafts can’t be used', async () => {
    const findings = await verify('there are no draft keys', 100);
    assert.deepEqual(failing(findings), []);
    const skipped = findings.filter(({ verdict }) => verdict.result === 'skipped');
    assert.deepEqual(skipped.map(({ name }) => name), ['draftKey', 'draftKeyPeek', 'draftKeyGone']);
    for (const { verdict } of skipped) assert.match(verdict.found, /drafts can’t be used/);
  });
});
