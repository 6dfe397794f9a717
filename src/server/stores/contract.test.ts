import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { STORES, type StoreAtHand } from '../../../test/support/stores.ts';
import type { NewSession, StoredSession } from '../store.ts';

const SECOND = 1000;
let made = 0;

/** Redis goes by the real clock: a moment passes there while the test runs. */
function about(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && actual >= expected - 1 && actual < expected + SECOND, `${actual} is not about ${expected}`);
}

for (const { name, skip, open } of STORES) {
  describe(`a session in ${name}`, { skip }, () => {
    let at: StoreAtHand;
    before(async () => void (at = await open()));
    after(() => at.stop());

    async function create(session: Partial<NewSession> = {}): Promise<string> {
      const key = `key${(made += 1)}`;
      const device = 'Firefox on Linux';
      await at.store.create({ key, user: key, role: null, device, remembered: false, idle: 60 * SECOND, absolute: null, ...session });
      return key;
    }
    const peek = (key: string) => at.store.peek(key) as Promise<StoredSession>;

    it('is found as it was made', async () => {
      const given = { key: 'all', user: 'Zoë "Z" O’Neil', role: 'admin', device: 'Firefox on Linux', remembered: true, idle: 1500.5, absolute: 9000 };
      const made = await at.store.create(given);
      const { age, idleFor, ...rest } = await peek('all');
      assert.deepEqual(rest, { ...given, data: {} });
      about(age, 0);
      about(idleFor, 0);
      assert.deepEqual(Object.keys(made).sort(), Object.keys(await peek('all')).sort());
    });

    it('is not found under another key', async () => {
      await create();
      assert.equal(await at.store.peek('another'), null);
      assert.equal(await at.store.slide('another', 0), null);
    });

    it('is read without sliding, and ends at the idle timeout', async () => {
      const key = await create();
      await at.pass(30);
      about((await peek(key)).idleFor, 30 * SECOND);
      await at.pass(29);
      about((await peek(key)).idleFor, 59 * SECOND);
      await at.pass(1);
      assert.equal(await at.store.peek(key), null);
    });

    it('slides to the moment of the activity, never back', async () => {
      const key = await create();
      await at.pass(40);
      about((await at.store.slide(key, 10 * SECOND))?.idleFor, 10 * SECOND);
      about((await at.store.slide(key, 30 * SECOND))?.idleFor, 10 * SECOND);
      await at.pass(45);
      const seen = await peek(key);
      about(seen.idleFor, 55 * SECOND);
      about(seen.age, 85 * SECOND);
    });

    it('is not revived once its time ran out', async () => {
      const key = await create();
      await at.pass(60);
      assert.equal(await at.store.slide(key, 0), null);
      assert.equal(await at.store.setLifetimes(key, { idle: 900 * SECOND }), null);
      assert.equal(await at.store.set(key, 'a', '1'), false);
      assert.deepEqual(await at.store.end(key), { kind: 'gone' });
      assert.equal(await at.store.peek(key), null);
    });

    it('ends at its absolute timeout, whatever happens', async () => {
      const key = await create({ absolute: 90 * SECOND });
      await at.pass(50);
      await at.store.slide(key, 0);
      await at.pass(39);
      assert.equal((await at.store.slide(key, 0))?.absolute, 90 * SECOND);
      await at.pass(1);
      assert.equal(await at.store.slide(key, 0), null);
    });

    it('ends when it is ended, once, and stays so', async () => {
      const key = await create();
      assert.deepEqual(await at.store.end(key), { kind: 'ended' });
      assert.deepEqual(await at.store.end(key), { kind: 'gone' });
      assert.equal(await at.store.slide(key, 0), null);
      assert.equal(await at.store.set(key, 'a', '1'), false);
      assert.equal(await at.store.setLifetimes(key, { absolute: null }), null);
      assert.equal(await at.store.peek(key), null);
    });

    it('is spared where it was active since', async () => {
      const key = await create();
      await at.pass(20);
      const ending = await at.store.end(key, 30 * SECOND);
      assert.equal(ending.kind, 'spared');
      about(ending.kind === 'spared' ? ending.session.idleFor : -1, 20 * SECOND);
      assert.deepEqual(await at.store.end(key, 18 * SECOND), { kind: 'ended' });
    });

    it('is given other lifetimes, which is no activity', async () => {
      const key = await create({ absolute: 600 * SECOND });
      await at.pass(20);
      const seen = await at.store.setLifetimes(key, { idle: 30 * SECOND });
      assert.deepEqual([seen?.idle, seen?.absolute], [30 * SECOND, 600 * SECOND]);
      about(seen?.idleFor, 20 * SECOND);
      assert.equal((await at.store.setLifetimes(key, { absolute: 25 * SECOND }))?.absolute, 25 * SECOND);
      await at.store.slide(key, 0);
      await at.pass(5);
      assert.equal(await at.store.peek(key), null);
    });

    it('ends at once where its new lifetime is over, and can have its absolute timeout taken away', async () => {
      const [short, long] = [await create(), await create({ absolute: 30 * SECOND })];
      assert.equal((await at.store.setLifetimes(long, { absolute: null }))?.absolute, null);
      await at.pass(40);
      assert.equal(await at.store.setLifetimes(short, { idle: 10 * SECOND }), null);
      assert.equal(await at.store.peek(short), null);
      assert.ok(await at.store.slide(long, 0));
    });

    it('keeps the app’s values, each for itself', async () => {
      const key = await create();
      const names = Array.from({ length: 20 }, (_, i) => `name${i}`);
      await Promise.all(names.map((name) => at.store.set(key, name, JSON.stringify({ name, text: `"'\\ é\u2028` }))));
      await at.store.set(key, 'name3', null);
      await at.store.set(key, 'none', null);
      const { data } = await peek(key);
      assert.deepEqual(Object.keys(data).sort(), names.filter((name) => name !== 'name3').sort());
      assert.deepEqual(JSON.parse(data.name7 ?? ''), { name: 'name7', text: `"'\\ é\u2028` });
    });

    it('is in its owner’s list, the last used one first, and only while it lives', async () => {
      const user = `owner${(made += 1)}`;
      const [first, second, over, ended] = [await create({ user }), await create({ user }), await create({ user, idle: 5 * SECOND }), await create({ user })];
      await create();
      await at.store.end(ended);
      await at.pass(10);
      await at.store.slide(first, 0);
      const listed = await at.store.list(user);
      assert.deepEqual(listed.map(({ key }) => key), [first, second]);
      about(listed[1]?.idleFor, 10 * SECOND);
      assert.equal(await at.store.peek(over), null);
      assert.deepEqual(await at.store.list('nobody'), []);
    });

    it('ends with all of its owner’s, but for one', async () => {
      const user = `owner${(made += 1)}`;
      const [here, there, third] = [await create({ user }), await create({ user }), await create({ user })];
      const other = await create();
      assert.equal(await at.store.endAll(user, here), 2);
      assert.deepEqual([await at.store.peek(there), await at.store.peek(third)], [null, null]);
      assert.ok((await at.store.peek(here)) && (await at.store.peek(other)));
      assert.equal(await at.store.endAll(user), 1);
      assert.equal(await at.store.endAll(user), 0);
    });

    it('ends with all of its owner’s, also where there are very many', async () => {
      const user = `owner${(made += 1)}`;
      for (let i = 0; i < 10_500; i += 20) await Promise.all(Array.from({ length: 20 }, () => create({ user })));
      assert.equal((await at.store.list(user)).length, 10_500);
      assert.equal(await at.store.endAll(user), 10_500);
    });

    it('is counted while it lives', async () => {
      await at.pass(10_000);
      const before = await at.store.count();
      await create();
      assert.equal(before.alive, 0);
      assert.equal((await at.store.count()).alive, 1);
    });
  });
}
