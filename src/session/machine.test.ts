import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { honestServer, play } from '../../test/support/player.ts';

const ANY = { url: '/', method: 'GET' };
const LOCAL = { timeout: 900, countdown: 120 };
const PLAIN = { ...LOCAL, keepalive: ANY, signout: ANY };
const SERVED = { peek: ANY, keepalive: ANY, signout: ANY };

describe('without a server', () => {
  it('warns, counts down and expires to the second', () => {
    const p = play(LOCAL).to(1000);
    assert.deepEqual(p.log, ['780 warn 120 idle', '900 expire idle', '900 leave']);
  });

  it('counts from the last activity', () => {
    assert.equal(play(LOCAL).activeAt(100, 500).to(1500).log[0], '1280 warn 120 idle');
  });

  it('is extended by choice at once', () => {
    const p = play(LOCAL).to(800).input({ type: 'extend' });
    assert.deepEqual(p.log, ['780 warn 120 idle', '800 extend user']);
    assert.equal(p.to(1579).log.length, 2);
    assert.equal(p.to(1580).log[2], '1580 warn 120 idle');
  });

  it('ignores activity during the countdown', () => {
    assert.equal(play(LOCAL).activeAt(790, 850).to(900).log.at(-1), '900 leave');
  });

  it('is extended by activity where that is wished', () => {
    const p = play({ ...LOCAL, extendOnActivity: true }).activeAt(790).to(900);
    assert.ok(p.log.includes('790 extend activity'));
    assert.equal(p.state.phase.name, 'active');
  });

  it('never revives: activity after the deadline ends it (T3)', () => {
    const p = play(LOCAL).to(100).sleepTo(901).active();
    assert.deepEqual(p.log, ['901 expire idle', '901 leave']);
  });

  it('counts activity that came late for the warning but before the deadline', () => {
    const p = play(LOCAL).to(100).sleepTo(850).active().to(1629);
    assert.deepEqual(p.log, []);
    assert.equal(p.to(1630).log[0], '1630 warn 120 idle');
  });

  it('counts activity from before a sleep, though nobody looked at it yet', () => {
    const p = play(LOCAL).activeAt(300).sleepTo(1000).input({ type: 'look' });
    assert.equal(p.state.phase.name, 'active');
    assert.equal(p.to(1080).log[0], '1080 warn 120 idle');
  });

  it('warns of what is left after a sleep into the countdown', () => {
    assert.equal(play(LOCAL).sleepTo(840).input({ type: 'wake' }).log[0], '840 warn 60 idle');
  });

  it('counts as active while held, and from the release on', () => {
    const p = play(LOCAL).input({ type: 'hold', held: true }).to(5000);
    assert.deepEqual(p.log, []);
    p.input({ type: 'hold', held: false });
    assert.equal(p.to(6000).log[0], '5780 warn 120 idle');
  });

  it('takes half of a short timeout as countdown', () => {
    assert.equal(play({ timeout: 10 }).to(5).log[0], '5 warn 5 idle');
  });

  it('still warns for the whole countdown when a new timeout is shorter than the time gone', () => {
    const p = play({ timeout: 1800, countdown: 120 }).to(600);
    p.input({ type: 'configure', config: { ...p.state.config, timeout: 300 } });
    assert.deepEqual(p.to(720).log, ['600 warn 120 idle', '720 expire idle', '720 leave']);
  });

  it('is not lengthened by new settings that change nothing', () => {
    const p = play(LOCAL).to(850);
    p.input({ type: 'configure', config: { ...p.state.config } });
    assert.ok(p.to(900).log.includes('900 expire idle'));
  });

  it('learns of a server at any time', () => {
    const p = play(LOCAL).activeAt(600, 1190).to(1200);
    p.input({ type: 'configure', config: { ...p.state.config, keepalive: ANY } });
    assert.equal(p.state.phase.name, 'active');
  });

  it('waits 30 days without a word', () => {
    assert.deepEqual(play({ timeout: 30 * 86_400 }).to(29 * 86_400).log, []);
  });
});

describe('a keepalive (T5)', () => {
  const slid = () => ({ kind: 'slid', status: 200 }) as const;

  it('tells of activity at the end of the interval, with the time since', () => {
    const p = play(PLAIN, slid).activeAt(10, 300).to(400);
    assert.deepEqual(p.log, ['390 POST 90', '390 keepalive 810']);
  });

  it('is never sent without activity', () => {
    assert.deepEqual(play(PLAIN, slid).to(779).log, []);
  });

  it('is sent at once when activity comes after an interval without any', () => {
    assert.equal(play(PLAIN, slid).activeAt(500).log[0], '500 POST 0');
  });

  it('is sent once an interval however much happens', () => {
    const p = play({ ...PLAIN, keepaliveInterval: 60 }, slid);
    for (let t = 0.1; t < 600; t += 0.1) p.activeAt(t);
    assert.equal(p.log.filter((line) => /POST/.test(line)).length, 9);
  });

  it('is sent before the countdown even at the longest interval, and makes it needless', () => {
    const p = play({ ...PLAIN, keepaliveInterval: 86_400 }, slid).activeAt(5).to(784);
    assert.equal(p.log[0], '780 POST 775');
    assert.equal(p.log.find((line) => /warn/.test(line)), undefined);
  });

  it('makes client and server agree on the deadline', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).activeAt(50, 389).to(1170);
    assert.equal(server.lastActive, 389);
    assert.equal(p.log.at(-1), '1169 warn 120 idle');
  });

  it('that fails is tried again with backoff, and the user is warned in time (T6)', () => {
    const p = play(PLAIN, () => ({ kind: 'failed', status: 503 })).activeAt(100).to(400);
    assert.deepEqual(p.log.slice(0, 4), [
      '390 POST 290',
      '390 keepaliveerror 503 1',
      '391 POST 291',
      '391 keepaliveerror 503 2',
    ]);
    assert.ok(p.to(800).log.includes('780 warn 120 idle'));
    assert.ok(p.to(1000).log.includes('900 expire idle'));
  });

  it('that succeeds at last is followed by another only after an interval', () => {
    let failures = 2;
    const p = play(PLAIN, () => (failures-- > 0 ? { kind: 'failed', status: 503 } : slid())).activeAt(100, 395).to(783);
    assert.deepEqual(p.log.filter((line) => /POST/.test(line)), ['390 POST 290', '391 POST 291', '393 POST 293', '783 POST 388']);
  });

  it('is not sent again and again to a server that does not count it as activity', () => {
    const status = { active: true, expires_in: 890, idle_for: 300, idle_timeout: 900 } as const;
    const p = play(PLAIN, () => ({ kind: 'status', status })).activeAt(100).to(870);
    assert.deepEqual(p.log.filter((line) => /POST/.test(line)), ['390 POST 290']);
  });

  it('without a status slides from the moment of sending', () => {
    const p = play(PLAIN, (_, now) => (now < 400 ? 'silence' : { kind: 'failed', status: 0 })).activeAt(389);
    p.to(395).answer(p.state.calls, slid()).activeAt(396).to(1200);
    assert.ok(p.log.includes('1170 warn 120 idle'), p.log.at(-1));
  });

  it('waits as long as the server asks', () => {
    const p = play(PLAIN, () => ({ kind: 'failed', status: 429, retryAfter: 40 })).activeAt(100).to(431);
    assert.deepEqual(p.log.filter((line) => /POST/.test(line)), ['390 POST 290', '430 POST 330']);
  });

  it('is tried at once when the network is back', () => {
    const p = play(PLAIN, () => ({ kind: 'failed', status: 0 })).activeAt(100).to(400);
    p.input({ type: 'online' });
    assert.deepEqual(p.log.slice(-4, -1), ['397 POST 297', '397 keepaliveerror 0 8', '400 POST 300']);
  });

  it('that hangs is given up after 10 s of the countdown and tried again', () => {
    const p = play(PLAIN, () => 'silence').to(800).input({ type: 'extend' }).to(811);
    assert.deepEqual(p.log.slice(1), [
      '800 POST 0',
      '810 keepaliveerror 0 1',
      '811 POST 11',
    ]);
  });
});

describe('"stay signed in" (T7)', () => {
  it('closes the countdown only when the server has agreed', () => {
    const p = play(PLAIN, () => 'silence').to(800).input({ type: 'extend' });
    assert.equal(p.state.phase.name, 'warning');
    p.answer(p.state.calls, { kind: 'slid', status: 200 });
    assert.deepEqual(p.log.slice(1), ['800 POST 0', '800 keepalive 900', '800 extend user']);
    assert.equal(p.state.phase.name, 'active');
  });

  it('is not granted by a server that can be reached no more, even where the session outlives the page’s timeout', () => {
    const server = honestServer({ idle: 3600 });
    const p = play({ ...SERVED, timeout: 60 }, server.answer).to(40);
    server.down = 503;
    p.input({ type: 'extend' });
    assert.equal(p.state.phase.name, 'warning');
    server.down = false;
    assert.ok(p.to(41).log.includes('41 extend user'));
  });

  for (const status of [401, 419, 440, 302]) {
    it(`ends the session on ${status}, without a sign-out request`, () => {
      const p = play(PLAIN, () => ({ kind: 'gone', status })).to(800).input({ type: 'extend' });
      assert.deepEqual(p.log.slice(2), [`800 keepaliveerror ${status} null`, '800 expire ended', '800 leave']);
    });
  }

  it('clicked twice asks once', () => {
    const p = play(PLAIN, () => 'silence').to(800).input({ type: 'extend' }).to(801).input({ type: 'extend' });
    assert.equal(p.log.filter((line) => /POST/.test(line)).length, 1);
  });

  it('is settled by the answer to its own call: one that comes too late changes nothing', () => {
    const p = play(PLAIN, () => 'silence').activeAt(100).to(390);
    p.to(785).input({ type: 'extend' });
    const [late, now] = [p.state.calls - 1, p.state.calls];
    p.answer(late, { kind: 'gone', status: 401 }).answer(late, { kind: 'slid', status: 200 });
    assert.equal(p.state.call?.id, now);
    assert.equal(p.answer(now, { kind: 'slid', status: 200 }).log.at(-1), '785 extend user');
  });

  it('clicked again while waiting to retry asks at once', () => {
    const p = play(PLAIN, () => ({ kind: 'failed', status: 0 })).to(800);
    p.input({ type: 'extend' }).to(805).input({ type: 'extend' });
    assert.ok(p.log.includes('805 POST 0'));
  });

  it('clicked again before the server would hear of it waits as long as the server asked', () => {
    const p = play(PLAIN, () => ({ kind: 'failed', status: 429, retryAfter: 30 })).to(800);
    p.input({ type: 'extend' }).to(805).input({ type: 'extend' }).input({ type: 'online' }).to(830);
    assert.deepEqual(p.log.filter((line) => /POST/.test(line)), ['800 POST 0', '830 POST 25']);
  });

  it('that was not heard is told when another device called the countdown off', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(50);
    server.down = 503;
    p.input({ type: 'extend' });
    server.down = false;
    server.lastActive = 45;
    p.input({ type: 'check' });
    assert.equal(p.log.at(-1), '50 extend server');
    assert.ok(p.to(80).log.some((line) => /POST/.test(line)));
    assert.equal(server.lastActive, 50);
  });

  it('does not wait behind the last peek', () => {
    let silent = false;
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, (call, now, idleFor) => (silent ? 'silence' : server.answer(call, now, idleFor))).to(55);
    server.down = 0;
    p.input({ type: 'extend' }).to(56.9);
    silent = true;
    p.to(57.5);
    silent = false;
    server.down = false;
    p.input({ type: 'online' });
    assert.deepEqual(p.log.slice(-3), ['57.5 POST 2.5', '57.5 keepalive 57.5', '57.5 extend user']);
  });

  it('stays the user’s, though activity comes after it', () => {
    const p = play({ ...PLAIN, extendOnActivity: true }, () => 'silence').to(800).input({ type: 'extend' }).activeAt(800.1);
    assert.equal(p.answer(p.state.calls, { kind: 'slid', status: 200 }).log.at(-1), '800.1 extend user');
  });

  it('is in vain where the server can be read but not slid', () => {
    const p = play({ peek: ANY }, honestServer({ idle: 60 }).answer).to(40).input({ type: 'extend' });
    assert.equal(p.state.phase.name, 'warning');
    assert.equal(p.state.wish, null);
  });

  it('does nothing when the session is over', () => {
    assert.equal(play(LOCAL).to(900).input({ type: 'extend' }).log.at(-1), '900 leave');
  });
});
