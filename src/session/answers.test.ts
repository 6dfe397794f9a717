import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { honestServer, play } from '../../test/support/player.ts';

const ANY = { url: '/', method: 'GET' };
const LOCAL = { timeout: 900, countdown: 120 };
const PLAIN = { ...LOCAL, keepalive: ANY, signout: ANY };
const SERVED = { peek: ANY, keepalive: ANY, signout: ANY };

describe('a server that speaks the protocol (T4)', () => {
  it('sets the timeouts', () => {
    const p = play(SERVED, honestServer({ idle: 60 }).answer).to(30);
    assert.deepEqual(p.log, ['0 GET', '30 warn 30 idle']);
  });

  it('is asked 3 s before the end, and told of it', () => {
    const p = play(SERVED, honestServer({ idle: 60 }).answer).to(60);
    assert.deepEqual(p.log.slice(2), ['57 GET', '60 expire idle', '60 DELETE idle', '60 leave']);
  });

  it('knows of another device, and the countdown is called off', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(50);
    server.lastActive = 50;
    p.to(60);
    assert.deepEqual(p.log.slice(2), ['57 GET', '57 extend server']);
    assert.equal(p.to(80).log[4], '80 warn 30 idle');
  });

  it('that hangs does not delay the end', () => {
    const p = play({ ...SERVED, timeout: 60 }, () => 'silence').to(63);
    assert.ok(p.log.includes('60 expire idle'));
    assert.equal(p.log.at(-1), '63 leave');
  });

  it('is asked again when its answer to the last question put the end off by less than a countdown', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(56);
    server.lastActive = 20;
    p.to(76);
    server.lastActive = 70;
    assert.deepEqual(p.to(80).log.slice(2), ['57 GET', '77 GET', '77 extend server']);
  });

  it('is asked halfway through a countdown shorter than 6 s', () => {
    const p = play(SERVED, honestServer({ idle: 4 }).answer).to(3.5);
    assert.deepEqual(p.log, ['0 GET', '2 warn 2 idle', '3 GET']);
  });

  it('that can’t be asked at last changes nothing', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(50);
    server.down = 503;
    p.to(60);
    assert.deepEqual(p.log.slice(2), ['57 GET', '60 expire idle', '60 DELETE idle', '60 leave']);
    assert.equal(p.state.retry, null);
  });

  it('saw the page load: that alone is not told again', () => {
    const server = honestServer();
    server.lastActive = -4;
    assert.deepEqual(play(SERVED, server.answer).to(775).log, ['0 GET']);
  });

  it('did not see the page load, when that came from elsewhere: then it is told', () => {
    const server = honestServer();
    server.lastActive = -600;
    const p = play(SERVED, server.answer).to(181);
    assert.deepEqual(p.log, ['0 GET', '180 POST 180', '180 keepalive 720']);
  });

  it('is told at once of a page load that finds little time left, instead of a warning', () => {
    const server = honestServer();
    server.lastActive = -800;
    assert.deepEqual(play(SERVED, server.answer).to(700).log, ['0 GET', '0 POST 0', '0 keepalive 900']);
  });

  it('that answers the first peek with an error, and then a keepalive with 401, knows of no session either', () => {
    let failures = 2;
    const p = play(SERVED, (call) =>
      failures-- > 0 ? { kind: 'failed', status: 503 } : { kind: 'gone', status: call.ask.kind === 'peek' ? 200 : 401 },
    );
    p.activeAt(2).to(1000);
    assert.deepEqual(p.log, ['0 GET', '1 GET', '3 POST 1']);
    assert.equal(p.state.phase.name, 'resting');
  });

  it('confirming a moment more does not close and open the dialog', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).to(780);
    server.lastActive = 0.3;
    p.to(780.1).input({ type: 'check' }).to(790);
    assert.deepEqual(p.log, ['0 GET', '780 warn 120 idle', '780.1 GET']);
  });

  it('has the shorter timeout of the page obeyed, and its own too', () => {
    assert.equal(play({ ...SERVED, timeout: 40 }, honestServer({ idle: 60 }).answer).to(20).log[1], '20 warn 20 idle');
    assert.equal(play({ ...SERVED, timeout: 80 }, honestServer({ idle: 60 }).answer).to(30).log[1], '30 warn 30 idle');
  });

  it('counts expires_in from the moment of asking', () => {
    const p = play({ ...SERVED, countdown: 20 }, () => 'silence').to(2);
    p.answer(1, { kind: 'status', status: { active: true, expires_in: 60, idle_for: 0, idle_timeout: 900 } });
    assert.equal(p.to(40).log[1], '40 warn 20 idle');
  });

  it('that knows of no session at the first peek makes the page rest, without a word', () => {
    const server = honestServer();
    server.ended = true;
    const p = play(SERVED, server.answer).activeAt(50).to(5000);
    assert.deepEqual(p.log, ['0 GET']);
    server.ended = false;
    server.lastActive = 5000;
    p.input({ type: 'wake' });
    assert.equal(p.state.phase.name, 'active');
  });

  it('that says "gone" before the deadline ends it as "ended"', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).activeAt(100);
    server.ended = true;
    assert.deepEqual(p.to(400).log.slice(1), [
      '390 POST 290',
      '390 keepaliveerror 401 null',
      '390 expire ended',
      '390 leave',
    ]);
  });

  it('that says "gone" at the last peek confirms that it was idle', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(40);
    server.ended = true;
    assert.ok(p.to(57).log.includes('57 expire idle'));
  });

  it('is asked again until it answers for the first time', () => {
    const server = honestServer({ idle: 60 });
    server.down = 0;
    const p = play(SERVED, server.answer).to(4);
    server.down = false;
    assert.deepEqual(p.to(30).log, ['0 GET', '1 GET', '3 GET', '7 GET', '30 warn 30 idle']);
  });

  it('has another session now: this one is replaced, and nothing is sent in its name (T9)', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).activeAt(100);
    server.id = 'b';
    assert.deepEqual(p.to(400).log.slice(1), ['390 POST 290', '390 expire replaced', '390 leave']);
  });
});

describe('the absolute timeout (T10)', () => {
  const absolute = () => play({ ...SERVED, countdown: 60 }, honestServer({ idle: 200, absolute: 300 }).answer);

  it('is warned of as such, can not be extended, and ends the session', () => {
    const p = absolute().activeAt(100, 180).to(240);
    assert.equal(p.log.at(-1), '240 warn 60 absolute');
    assert.equal(p.input({ type: 'extend' }).log.at(-1), '240 warn 60 absolute');
    assert.ok(p.to(300).log.includes('300 expire absolute'));
    assert.ok(p.log.includes('300 DELETE absolute'));
  });

  it('is no reason for more keepalives', () => {
    const p = play({ ...SERVED, countdown: 120 }, honestServer({ idle: 900, absolute: 1000 }).answer);
    p.activeAt(300, 500, 800, 870).to(1000);
    assert.deepEqual(p.log.filter((line) => /POST/.test(line)), ['390 POST 90', '780 POST 280']);
  });

  it('may be dismissed until the end', () => {
    const p = absolute().activeAt(100, 180).to(250).input({ type: 'dismiss' });
    const dismissed = () => p.state.phase.name === 'warning' && p.state.phase.dismissed;
    assert.ok(dismissed());
    assert.ok(p.to(299) && dismissed());
    assert.ok(p.to(300).log.includes('300 expire absolute'));
  });

  it('takes over a warning of idleness when staying only leads to it', () => {
    const p = play({ ...SERVED, countdown: 50 }, honestServer({ idle: 100, absolute: 120 }).answer).to(80).input({ type: 'extend' });
    assert.deepEqual(p.log.slice(1), [
      '50 warn 50 idle',
      '80 POST 0',
      '80 keepalive 40',
      '80 extend user',
      '80 warn 40 absolute',
    ]);
  });

  it('is the reason where idleness would end the session at the same time', () => {
    const p = play({ ...SERVED, countdown: 20 }, honestServer({ idle: 99.5, absolute: 100 }).answer).to(80);
    assert.equal(p.log.at(-1), '79.5 warn 20 absolute');
  });

  it('holds for slides without a status, too', () => {
    const server = honestServer({ idle: 200, absolute: 300 });
    const p = play({ ...SERVED, countdown: 60 }, (call, now, idleFor) => {
      const answer = server.answer(call, now, idleFor);
      return call.ask.kind === 'keepalive' ? { kind: 'slid', status: 200 } : answer;
    });
    p.activeAt(100, 180, 230).to(300);
    assert.ok(p.log.includes('240 warn 60 absolute'));
    assert.ok(p.log.includes('300 expire absolute'));
  });

  it('shows itself when staying reaches no further', () => {
    const p = absolute().activeAt(60).to(200).input({ type: 'extend' });
    assert.deepEqual(p.to(240).log.slice(-3), ['200 keepalive 100', '200 extend user', '240 warn 60 absolute']);
  });
});

describe('the end', () => {
  it('by the user’s wish tells the server so', () => {
    const p = play(PLAIN, () => ({ kind: 'slid', status: 200 })).input({ type: 'signout', reason: 'user' });
    assert.deepEqual(p.log, ['0 signout user user', '0 DELETE user', '0 leave']);
  });

  it('waits 3 s at most for the sign-out request', () => {
    const p = play(PLAIN, () => 'silence').input({ type: 'signout', reason: 'user' }).to(10);
    assert.equal(p.log.at(-1), '3 leave');
  });

  it('goes on telling the server while the page goes away', () => {
    const p = play(PLAIN, () => 'silence').input({ type: 'signout', reason: 'user' }).input({ type: 'suspend' });
    assert.equal(p.state.call?.ask.kind, 'signout');
    assert.equal(p.answer(1, { kind: 'slid', status: 204 }).log.at(-1), '0 leave');
  });

  it('is final: nothing wakes it', () => {
    const p = play(LOCAL).to(900);
    const { length } = p.log;
    p.active().input({ type: 'wake' }).input({ type: 'online' }).to(5000);
    assert.equal(p.log.length, length);
  });

  it('asks nobody when the page goes away in the middle of a late countdown (T11)', () => {
    const p = play(SERVED, honestServer().answer).to(10).sleepTo(840).input({ type: 'suspend' });
    assert.deepEqual([p.log, p.state.call], [['0 GET'], null]);
  });

  it('leaves no request behind when the page goes away, and checks first when it is back (T11)', () => {
    const p = play(SERVED, honestServer().answer).to(100).input({ type: 'suspend' });
    assert.equal(p.state.call, null);
    assert.ok(p.sleepTo(2000).input({ type: 'wake' }).log.includes('2000 expire idle'));
  });
});
