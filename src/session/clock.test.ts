import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFakeClock } from '../testing/clock.ts';
import { createAlarm, createTimeline } from './clock.ts';

describe('the time line (T2)', () => {
  const setUp = () => {
    const clock = createFakeClock();
    return { clock, ...createTimeline(clock) };
  };

  it('passes with both clocks', () => {
    const { clock, now } = setUp();
    clock.tick(5);
    assert.equal(now(), 5000);
  });

  it('passes while the machine sleeps, whichever clock tells', () => {
    const { clock, now } = setUp();
    clock.sleep(1800);
    assert.equal(now(), 1_800_000);
    clock.sleep(60, true);
    clock.setWall(-60);
    assert.equal(now(), 1_860_000);
    clock.sleep(60, true);
    assert.ok(Math.abs(now() - 1_920_000) <= 60_000);
  });

  it('is not lengthened by a wall clock set back', () => {
    const { clock, now } = setUp();
    clock.tick(1);
    clock.setWall(-3600);
    assert.equal(now(), 1000);
    clock.tick(1);
    assert.equal(now(), 2000);
  });

  it('sees a sleep after the wall clock was set back', () => {
    const { clock, now } = setUp();
    clock.setWall(-3600);
    now();
    clock.sleep(1800);
    assert.equal(now(), 1_800_000);
  });

  it('does not run fast from the rounding of two clocks read often', () => {
    let real = 0;
    const { now } = createTimeline({
      ...createFakeClock(),
      wall: () => Math.floor(real),
      monotonic: () => Math.floor(real * 10 + 0.37) / 10,
    });
    for (; real < 60_000; real += 0.7) now();
    assert.ok(Math.abs(now() - 60_000) < 2, `${now()}`);
  });
});

describe('a glance at the time line', () => {
  const setUp = () => {
    const clock = createFakeClock();
    let readings = 0;
    const monotonic = () => (readings += 1) && clock.monotonic();
    return { clock, ...createTimeline({ ...clock, monotonic }), readings: () => readings };
  };

  it('tells the time by the wall clock alone where it was read in this frame', () => {
    const { clock, now, glance, readings } = setUp();
    now();
    const before = readings();
    clock.tick(0.01);
    assert.equal(glance(), 10);
    assert.equal(readings(), before);
  });

  const jumps = [['forward', 1800, 0], ['by a sleep that both count', 0, 1800], ['back', -5400, 1800]] as const;
  for (const [how, wall, slept] of jumps) {
    it(`is not fooled by a clock that went ${how}`, () => {
      const { clock, now, glance } = setUp();
      now();
      clock.setWall(wall);
      clock.sleep(slept, true);
      assert.equal(glance(), 1_800_000);
    });
  }
});

describe('the alarm (T1)', () => {
  const setUp = () => {
    const clock = createFakeClock();
    const { now } = createTimeline(clock);
    let rung = 0;
    return { clock, now, rung: () => rung, alarm: createAlarm(clock, now, () => rung++) };
  };

  it('rings at its time', () => {
    const { alarm, clock, rung } = setUp();
    alarm.set(500);
    clock.tick(0.499);
    assert.equal(rung(), 0);
    clock.tick(0.001);
    assert.equal(rung(), 1);
  });

  it('is set anew when the time line leapt and the timer did not', () => {
    const { alarm, clock, now, rung } = setUp();
    alarm.set(600_000);
    clock.sleep(300);
    assert.equal(now(), 300_000);
    alarm.set(600_000);
    clock.tick(300);
    assert.equal(rung(), 1);
  });

  it('leaves an earlier timer be when a later time is wished', () => {
    const { alarm, clock } = setUp();
    alarm.set(500);
    const [timer] = clock.timers;
    alarm.set(800);
    assert.deepEqual(clock.timers, [timer]);
  });

  it('never asks for a delay that browsers take for none', () => {
    const { alarm, clock, rung } = setUp();
    alarm.set(30 * 86_400_000);
    assert.equal(clock.timers[0]?.delay, (2 ** 31 - 1) / 1000);
    clock.tick((2 ** 31 - 2) / 1000);
    assert.equal(rung(), 0);
  });

  it('does not ring once it was cleared, though its timer is on its way already, nor doubles when it is set anew', () => {
    const clock = createFakeClock();
    const { now } = createTimeline(clock);
    const onTheirWay: (() => void)[] = [];
    let rung = 0;
    const late = { ...clock, setTimeout: (run: () => void, delay: number) => clock.setTimeout(() => onTheirWay.push(run), delay) };
    const alarm = createAlarm(late, now, () => (rung += 1));
    alarm.set(500);
    clock.tick(0.5);
    alarm.clear();
    alarm.set(2000);
    onTheirWay.splice(0).forEach((run) => run());
    assert.equal(rung, 0);
    assert.equal(clock.timers.length, 1);
    clock.tick(2);
    onTheirWay.forEach((run) => run());
    assert.equal(rung, 1);
  });

  it('is cleared by a wish for never', () => {
    const { alarm, clock } = setUp();
    alarm.set(500);
    alarm.set(Infinity);
    assert.deepEqual(clock.timers, []);
  });
});
