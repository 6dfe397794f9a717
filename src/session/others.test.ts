import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { honestServer, play } from '../../test/support/player.ts';
import { factsOf } from './others.ts';
import type { Facts } from './tabs/facts.ts';

const ANY = { url: '/', method: 'GET' };
const SERVED = { peek: ANY, keepalive: ANY, signout: ANY };
const QUIET: Facts = { id: 'a', activity: 0, told: 0, slid: 0, at: 0, end: 900_000, absolute: Infinity, out: -Infinity, how: null };

/** A tab of the session `a`, idle for 15 minutes at most, at `seconds`. */
function tab(seconds: number, server = honestServer()) {
  return { server, ...withHearing(play(SERVED, server.answer).to(seconds)) };
}

function withHearing(p: ReturnType<typeof play>) {
  const hear = (facts: Partial<Facts>) => p.input({ type: 'facts', facts: { ...QUIET, ...facts } });
  return { p, hear };
}

describe('what another tab tells (T8)', () => {
  it('of activity puts off the countdown', () => {
    const { p, hear } = tab(700);
    hear({ activity: 600_000, told: 600_000, slid: 600_000, at: 600_000, end: 1_500_000 });
    assert.deepEqual(p.to(1370).log, ['0 GET']);
    assert.equal(p.to(1500).log.at(1), '1380.15 warn 119.85 idle');
  });

  it('is asked for before the countdown opens', () => {
    const { p, hear } = tab(700);
    hear({});
    assert.equal(p.to(780.1).state.phase.name, 'active');
    hear({ activity: 600_000, told: 600_000, slid: 600_000, at: 600_000, end: 1_500_000 });
    assert.deepEqual(p.to(1379).log, ['0 GET']);
  });

  it('is asked for once: a page whose timers fire once a minute still warns', () => {
    const { p, hear } = tab(700);
    hear({});
    p.sleepTo(780).input({ type: 'look' }).sleepTo(840).input({ type: 'look' });
    assert.equal(p.state.phase.name, 'warning');
  });

  it('of activity that the server has not heard of is told to it', () => {
    const { p, hear } = tab(700);
    hear({ activity: 600_000 });
    assert.deepEqual(p.log.slice(1), ['700 POST 100', '700 keepalive 800']);
  });

  it('calls off the countdown', () => {
    const { p, hear } = tab(800);
    hear({ activity: 790_000, told: 790_000, slid: 790_000, at: 790_000, end: 1_690_000 });
    assert.equal(p.log.at(-1), '800 extend tab');
  });

  it('of a keepalive saves one here', () => {
    const { p, hear } = tab(300);
    p.activeAt(310);
    hear({ slid: 311_000 });
    assert.deepEqual(p.to(700).log, ['0 GET']);
    assert.equal(p.to(701).log.at(-2), '701 POST 391');
  });

  it('of an answer ends the waiting after a failure', () => {
    const { p, hear, server } = tab(300);
    server.down = 503;
    p.activeAt(310).to(391);
    assert.ok(p.state.retry);
    hear({ activity: 310_000, told: 310_000, slid: 391_000, at: 391_000, end: 1_210_000 });
    assert.equal(p.state.retry, null);
  });

  it('of a slide counts for more than a peek that crossed it', () => {
    const { p, hear } = tab(300);
    p.input({ type: 'check' });
    hear({ activity: 299_990, told: 299_990, slid: 299_990, at: 299_990, end: 1_199_990 });
    assert.equal(p.to(1000).state.phase.name, 'active');
  });

  it('of a slide counts for more than the answer to a peek that crossed it', () => {
    const server = honestServer();
    let slow = false;
    const { p, hear } = withHearing(play(SERVED, (call, now, idleFor) => (slow ? 'silence' : server.answer(call, now, idleFor))).to(300));
    slow = true;
    p.input({ type: 'check' });
    hear({ activity: 299_990, told: 299_990, slid: 299_990, at: 299_990, end: 1_199_990 });
    p.answer(2, { kind: 'status', status: { active: true, id: 'a', expires_in: 600, idle_for: 300, idle_timeout: 900 } });
    slow = false;
    assert.equal(p.to(1000).state.phase.name, 'active');
  });

  it('of a sign-out signs out here, without another request', () => {
    const { p, hear } = tab(300);
    hear({ out: 299_000, how: 'user' });
    assert.deepEqual(p.log, ['0 GET', '300 signout tab user', '300 leave']);
  });

  it('of a sign-out to sign in anew says why: drafts are to be kept', () => {
    const { p, hear } = tab(300);
    hear({ out: 299_000, how: 'absolute' });
    assert.deepEqual(p.log, ['0 GET', '300 signout tab absolute', '300 leave']);
  });

  it('of an end that the server confirmed ends the session here', () => {
    const { p, hear } = tab(300);
    hear({ out: 299_000, how: 'ended' });
    assert.deepEqual(p.log, ['0 GET', '300 expire ended', '300 leave']);
  });

  it('of its own idle end ends nothing here that the server keeps', () => {
    const { p, hear } = tab(300);
    hear({ out: 299_000, how: 'expire' });
    hear({ out: 299_000, how: 'expire' });
    assert.deepEqual(p.to(301).log, ['0 GET', '300 GET']);
  });

  it('of its own idle end, long before this tab’s, is looked into', () => {
    const { p, hear, server } = tab(300);
    server.ended = true;
    hear({ out: 299_000, how: 'expire' });
    assert.deepEqual(p.log.slice(1), ['300 GET', '300 expire ended', '300 leave']);
  });

  it('of an end before this page was opened is no news', () => {
    const { p, hear } = tab(300);
    hear({ out: -5000, how: 'user' });
    assert.deepEqual(p.log, ['0 GET']);
  });

  it('does not revive what has ended', () => {
    const { p, hear } = tab(1000);
    hear({ activity: 890_000, told: 890_000, at: 890_000, end: 1_790_000 });
    assert.equal(p.log.at(-1), '900 leave');
  });

  it('does not call off the countdown of a page that slept over its end', () => {
    const { p, hear, server } = tab(800);
    server.ended = true;
    p.sleepTo(1000);
    hear({ at: 790_000, end: 900_500, absolute: 900_500 });
    assert.ok(!p.log.some((line) => line.includes('extend')));
  });
});

describe('what tabs of another session tell (T9)', () => {
  const other = { id: 'b', activity: 290_000, told: 290_000, slid: 290_000, at: 290_000, end: 1_190_000 };

  it('lets this page ask whose session it is, and say that its own was replaced', () => {
    const { p, hear, server } = tab(300);
    server.id = 'b';
    hear(other);
    assert.deepEqual(p.log.slice(1), ['300 GET', '300 expire replaced', '300 leave']);
  });

  it('changes nothing where the server says that this session lives', () => {
    const { p, hear } = tab(300);
    hear({ ...other, out: 299_000, how: 'user' });
    assert.deepEqual(p.log.slice(1), ['300 GET']);
    assert.equal(p.state.lastActivity, 0);
  });

  it('of a time before this one is no news', () => {
    const { p, hear } = tab(300);
    hear({ ...other, at: -1000, out: 299_000, how: 'user' });
    assert.deepEqual(p.log, ['0 GET']);
    assert.equal(p.state.lastActivity, 0);
  });

  it('does not wait for a keepalive under way', () => {
    const server = honestServer();
    const { p, hear } = withHearing(play(SERVED, (call, now, idleFor) => (call.ask.kind === 'keepalive' ? 'silence' : server.answer(call, now, idleFor))));
    p.activeAt(100, 391);
    server.id = 'b';
    hear({ ...other, at: 391_000 });
    assert.equal(p.log.at(-1), '391 leave');
    assert.ok(p.log.includes('391 expire replaced'));
  });
});

describe('what this tab tells', () => {
  it('is nothing before it knows its session', () => {
    assert.equal(factsOf(play(SERVED, () => 'silence').to(1).state), null);
  });

  it('is nothing once its session was replaced', () => {
    const { p, server } = tab(300);
    server.id = 'b';
    assert.equal(factsOf(p.input({ type: 'check' }).state), null);
  });

  it('of an end that the server confirmed dates from the question: who signed in since is not meant', () => {
    let late = false;
    const server = honestServer();
    const p = play(SERVED, (call, now, idleFor) => (late ? 'silence' : server.answer(call, now, idleFor))).to(300);
    late = true;
    p.input({ type: 'check' }).to(303).answer(2, { kind: 'gone', status: 200 });
    const facts = factsOf(p.state);
    assert.deepEqual([facts?.out, facts?.how], [300_000, 'ended']);
  });

  it('of a sign-out dates from the server’s answer: who came in meanwhile is meant', () => {
    const server = honestServer();
    const p = play(SERVED, (call, now, idleFor) => (call.ask.kind === 'signout' ? 'silence' : server.answer(call, now, idleFor))).to(300);
    p.input({ type: 'signout', reason: 'user' }).sleepTo(302).answer(2, { kind: 'slid', status: 204 });
    assert.equal(factsOf(p.state)?.out, 302_000);
  });

  it('is when and how it ended', () => {
    const { p } = tab(300);
    const facts = factsOf(p.input({ type: 'signout', reason: 'user' }).state);
    assert.deepEqual([facts?.out, facts?.how], [300_000, 'user']);
    assert.equal(factsOf(tab(300).p.input({ type: 'signout', reason: 'absolute' }).state)?.how, 'absolute');
    assert.equal(factsOf(tab(300).p.input({ type: 'expire' }).state)?.how, 'expire');
  });
});
