import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { STORES, type StoreAtHand } from '../../test/support/stores.ts';
import { setUp } from '../../test/support/world.ts';
import type { Sessions } from './sessions.ts';
import type { SessionStore } from './store.ts';

const ROUNDS = 1000;
const KEEPALIVES = 10;

let seed = 1;
/** The same in every run. */
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}
/** By a few turns of the queue, and of the way to the store: counted in those, a race is one on a slow machine, too. */
async function setOutLater(store: SessionStore): Promise<void> {
  for (let turns = random(40); turns > 0; turns -= 1) await null;
  for (let ways = random(4); ways > 0; ways -= 1) {
    await store.peek('nobody');
    await new Promise(setImmediate);
  }
}

for (const { name, skip, open } of STORES) {
  describe(`a session in ${name} that is signed out`, { skip }, () => {
    let at: StoreAtHand;
    let app: ReturnType<typeof setUp>['app'];
    let sessions: Sessions;

    before(async () => {
      at = await open();
      ({ app, sessions } = setUp({ store: at.store }));
    });
    after(() => at.stop());

    it(`is not revived by ${KEEPALIVES} keepalives at once, ${ROUNDS} times`, async () => {
      let overtaken = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { sid, status } = await sessions.begin({ name: 'user1' });
        const headers = { cookie: `sid=${sid}`, 'x-csrf-token': status.csrf_token ?? '', 'sec-fetch-site': 'same-origin' };
        const ask = async (method: string) => (await app.request('http://localhost/session', { method, headers })).status;
        const place = round % (KEEPALIVES + 1);
        const methods = Array.from({ length: KEEPALIVES + 1 }, (_, i) => (i === place ? 'DELETE' : 'POST'));
        const statuses = await Promise.all(methods.map(async (method) => {
          await setOutLater(at.store);
          return ask(method);
        }));
        assert.equal(statuses[place], 204);
        overtaken += statuses.filter((status) => status === 401).length;
        assert.equal(await at.store.peek(await keyOf(sid)), null, `round ${round}`);
        assert.equal(await ask('POST'), 401);
      }
      assert.ok(overtaken > ROUNDS, `only ${overtaken} keepalives came after their sign-out: that was no race`);
    });

    it('is not revived by a slow handler that finishes after it', async () => {
      const session = await sessions.begin({ name: 'user1' });
      const { sid } = session;
      await sessions.end(sid);
      assert.equal(await session.set('report', 'half an hour of work'), false);
      assert.equal(await session.setLifetime({ idle: 3600 }), null);
      assert.equal(await sessions.slide(sid), null);
      assert.equal(await sessions.peek(sid), null);
    });

    it('takes what a slow handler kept while it lived with it', async () => {
      const { sid } = await sessions.begin({ name: 'user1' });
      const slow = (async () => {
        const session = await sessions.slide(sid);
        return session?.set('report', 'written at the same moment');
      })();
      await Promise.all([slow, sessions.end(sid)]);
      assert.equal(await sessions.peek(sid), null);
      assert.equal((await at.store.list('user1')).length, 0);
    });
  });
}

/** As the store has it. */
async function keyOf(sid: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sid));
  return Buffer.from(digest).toString('base64url');
}
