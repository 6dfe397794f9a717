import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { adds, merge, read, write, type Facts } from './facts.ts';

const FACTS: Facts = { id: 'a', activity: 5000, told: 4000, slid: 4000, at: 4000, end: 900_000, absolute: Infinity, out: -Infinity, how: null };

describe('what tabs tell each other', () => {
  it('means the same on another tab’s time line', () => {
    const heard = read(JSON.parse(JSON.stringify(write(FACTS, true, 1_700_000_000_000))), 1_700_000_003_000, 6000);
    assert.equal(heard?.activity, 2000);
    assert.equal(heard?.end, 897_000);
    assert.equal(heard?.ask, true);
    assert.deepEqual([heard?.absolute, heard?.out], [Infinity, -Infinity]);
  });

  it('is not believed from the future: somebody set the clock back', () => {
    assert.equal(read(write(FACTS, false, 0), 0, 4000), undefined);
  });

  it('is not believed from another version', () => {
    assert.equal(read([2, ...write(FACTS, false, 0).slice(1)], 0, 9000), undefined);
  });

  it('is not believed where it is rubbish', () => {
    fc.assert(fc.property(fc.anything(), (rubbish) => read(rubbish, 0, 9000) === undefined));
    const [version, ask, id, how, ...times] = write(FACTS, false, 0);
    for (const time of [NaN, 'soon', null, undefined, {}]) {
      assert.equal(read([version, ask, id, how, time, ...times.slice(1)], 0, 9000), undefined);
    }
  });

  it('is news where anything in it is later', () => {
    assert.equal(adds(FACTS, undefined), true);
    assert.equal(adds(FACTS, FACTS), false);
    assert.equal(adds({ ...FACTS, activity: 6000 }, FACTS), true);
    assert.equal(adds({ ...FACTS, out: 6000 }, FACTS), true);
    assert.equal(adds(FACTS, { ...FACTS, activity: 6000 }), false);
  });

  it('is no news within the grain of two clocks, or tabs would answer each other for ever', () => {
    assert.equal(adds({ ...FACTS, activity: 5050 }, FACTS), false);
  });

  it('keeps the later of two answers on the end, and of two that crossed on the way the later end', () => {
    const asked = (at: number, end: number): Facts => ({ ...FACTS, at, end });
    for (const [one, other, end] of [
      [asked(1000, 900_000), asked(9000, 500_000), 500_000],
      [asked(1000, 900_000), asked(1010, 500_000), 900_000],
    ] as const) {
      assert.equal(merge(one, other).end, end);
      assert.equal(merge(other, one).end, end);
    }
  });
});
