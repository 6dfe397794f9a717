import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { write, type Facts, type Message } from './facts.ts';
import { createTabs } from './tabs.ts';

const FACTS: Facts = { id: 'a', activity: 5000, told: 5000, slid: 5000, at: 5000, end: 900_000, absolute: Infinity, out: -Infinity, how: null };
const EPOCH = 1_700_000_000_000;

/** One tab at 10 s on its time line, and all that goes over its channel. */
function tab(left: Facts | null = null) {
  const posted: Message[] = [];
  const heard: Facts[] = [];
  let snapshot: unknown = left && write(left, false, EPOCH);
  let now = 10_000;
  let setBack = 0;
  let receive: (value: unknown) => void = () => {};
  const tabs = createTabs(
    () => now,
    () => EPOCH + now - setBack,
    (facts) => heard.push(facts),
    (_, hear) => {
      receive = hear;
      return { post: (value) => posted.push((snapshot = value) as Message), read: () => snapshot, close: () => (receive = () => {}) };
    },
  );
  tabs.open('channel');
  return {
    ...tabs,
    posted,
    heard,
    say: (facts: Partial<Facts>, ask = false) => receive(write({ ...FACTS, ...facts }, ask, EPOCH)),
    leave: (facts: Partial<Facts>) => void (snapshot = write({ ...FACTS, ...facts }, false, EPOCH)),
    pass: (milliseconds: number) => void (now += milliseconds),
    setBack: (milliseconds: number) => void (setBack += milliseconds),
  };
}

/** Seconds on the time line at which a message dates a fact. */
const dated = (message: Message | undefined, fact: 'activity' | 'told' | 'slid' | 'at' | 'out') =>
  ((message?.[4 + ['activity', 'told', 'slid', 'at', 'out'].indexOf(fact)] as number) - EPOCH) / 1000;

describe('a tab among others', () => {
  it('greets, and then speaks only of what is new', () => {
    const t = tab();
    t.tell(FACTS);
    t.tell(FACTS);
    assert.equal(t.posted.length, 1);
    assert.equal(t.posted[0]?.[1], true);
    t.tell({ ...FACTS, activity: 9000 });
    assert.equal(t.posted.length, 2);
  });

  it('hears at its next word what was lost on the way, but is left in the storage', () => {
    const t = tab();
    t.tell(FACTS);
    t.leave({ activity: 8000 });
    t.tell({ ...FACTS, told: 9000 });
    t.tell({ ...FACTS, told: 9500 });
    assert.deepEqual(t.heard.map(({ activity }) => activity), [8000]);
  });

  it('does not take its own word in the storage for another’s', () => {
    const t = tab();
    t.tell(FACTS);
    t.tell({ ...FACTS, activity: 9000 });
    t.tell({ ...FACTS, activity: 10_000 });
    assert.deepEqual(t.heard, []);
  });

  it('answers who asks and knows less', () => {
    const t = tab();
    t.tell(FACTS);
    t.pass(1000);
    t.say({ activity: 1000 }, true);
    t.tell(FACTS);
    assert.equal(t.posted.length, 2);
    assert.equal(dated(t.posted[1], 'activity'), 5);
  });

  it('answers neither who knows as much nor who does not ask', () => {
    const t = tab();
    t.tell(FACTS);
    t.pass(1000);
    t.say({}, true);
    t.tell(FACTS);
    t.say({ activity: 1000 });
    t.tell(FACTS);
    assert.equal(t.posted.length, 1);
  });

  it('answers once where many ask at once', () => {
    const t = tab();
    t.tell(FACTS);
    t.pass(1000);
    for (let i = 0; i < 20; i += 1) {
      t.say({ activity: 1000 }, true);
      t.tell(FACTS);
    }
    assert.equal(t.posted.length, 2);
  });

  it('passes on what it heard, whatever it knows itself', () => {
    const t = tab();
    t.tell(FACTS);
    t.say({ slid: 8000 });
    t.tell({ ...FACTS, activity: 9000 });
    assert.equal(dated(t.posted.at(-1), 'slid'), 8);
  });

  it('loses nothing that was left by tabs it did not hear', () => {
    const t = tab();
    t.tell(FACTS);
    t.leave({ slid: 8000 });
    t.tell({ ...FACTS, activity: 9000 });
    assert.equal(dated(t.posted.at(-1), 'slid'), 8);
  });

  it('hears what was left, also when it learns only later which session it is in', () => {
    const t = tab({ ...FACTS, activity: 8000 });
    assert.deepEqual(t.heard.map(({ activity }) => activity), [8000]);
    t.tell(FACTS);
    assert.equal(t.heard.length, 2);
  });

  it('does not believe what was left before the clock was set back, and says anew what it knows', () => {
    const t = tab();
    t.tell(FACTS);
    t.setBack(3000);
    t.tell(FACTS);
    assert.equal(t.posted.length, 2);
    // On the clock as it is now, three seconds less.
    assert.equal(dated(t.posted[1], 'slid'), 2);
  });

  it('does not overwrite what a later session has left', () => {
    const t = tab();
    t.leave({ id: 'b', at: 9000 });
    t.tell(FACTS);
    assert.equal(t.posted.length, 0);
  });

  it('says nothing once it is closed', () => {
    const t = tab();
    t.close();
    t.tell(FACTS);
    assert.equal(t.posted.length, 0);
  });
});

describe('what is to be done once', () => {
  it('is told before it is done', () => {
    const t = tab();
    t.tell(FACTS);
    assert.equal(t.take(FACTS, 'slid', 10_000, 5000), true);
    assert.equal(dated(t.posted.at(-1), 'slid'), 10);
  });

  it('is not taken by a second tab, which learns from it', () => {
    const t = tab();
    t.tell(FACTS);
    t.leave({ slid: 9500 });
    assert.equal(t.take(FACTS, 'slid', 10_000, 5000), false);
    assert.equal(t.heard.at(-1)?.slid, 9500);
  });

  it('is not taken in a later session’s stead', () => {
    const t = tab();
    t.tell(FACTS);
    t.leave({ id: 'b', at: 9000 });
    assert.equal(t.take(FACTS, 'out', 10_000, 5000), false);
    assert.equal(t.heard.at(-1)?.id, 'b');
  });

  it('is always taken by the user’s wish', () => {
    const t = tab();
    t.tell(FACTS);
    t.leave({ slid: 9500 });
    assert.equal(t.take(FACTS, 'slid', 10_000, Infinity), true);
  });
});
