import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { honestServer, play } from '../../test/support/player.ts';

const ANY = { url: '/', method: 'GET' };
const SERVED = { peek: ANY, keepalive: ANY, signout: ANY };

describe('a page that slept past its deadline (T2, T3)', () => {
  it('is covered, asks, and goes on where another device was active', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).to(10).sleepTo(2000);
    server.lastActive = 1990;
    p.active();
    assert.deepEqual(p.log, ['0 GET', '2000 GET']);
    assert.equal(p.state.phase.name, 'active');
  });

  it('is warned, and asks whether that is right, when it wakes in the countdown', () => {
    const server = honestServer();
    const p = play(SERVED, server.answer).to(10).sleepTo(840);
    server.lastActive = 800;
    p.input({ type: 'wake' });
    assert.deepEqual(p.log, ['0 GET', '840 warn 60 idle', '840 GET', '840 extend server']);
  });

  it('asks again, though it had asked just before it fell asleep', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(58).sleepTo(3600);
    server.lastActive = 3590;
    p.input({ type: 'wake' });
    assert.equal(p.log.at(-1), '3600 GET');
    assert.equal(p.state.phase.name, 'active');
  });

  it('asks, though it slept over the last peek alone', () => {
    const server = honestServer({ idle: 60 });
    const p = play(SERVED, server.answer).to(55).sleepTo(60.5);
    server.lastActive = 50;
    p.input({ type: 'wake' });
    assert.equal(p.state.phase.name, 'active');
  });

  it('asks anew when it was put to sleep while it asked', () => {
    const server = honestServer();
    let silent = false;
    const p = play(SERVED, (call, now, idleFor) => (silent ? 'silence' : server.answer(call, now, idleFor))).to(10);
    silent = true;
    p.sleepTo(2000).input({ type: 'wake' }).input({ type: 'suspend' }).sleepTo(3600);
    silent = false;
    server.lastActive = 3590;
    p.input({ type: 'wake' });
    assert.deepEqual(p.log.slice(1), ['2000 GET', '3600 GET']);
    assert.equal(p.state.phase.name, 'active');
  });

  it('asks, though it wakes only just before its deadline', () => {
    const server = honestServer({ idle: 60 });
    let silent = true;
    const p = play(SERVED, (call, now, idleFor) => (silent && now > 50 ? 'silence' : server.answer(call, now, idleFor))).to(55);
    p.sleepTo(59.8).input({ type: 'wake' }).to(60);
    assert.equal(p.state.phase.name, 'checking');
    silent = false;
    assert.ok(p.to(63).log.includes('63 expire idle'));
  });

  it('forgets a wish to stay that was not granted before', () => {
    const server = honestServer({ idle: 60 });
    let silent = false;
    const p = play(SERVED, (call, now, idleFor) => (silent ? 'silence' : server.answer(call, now, idleFor))).to(50);
    silent = true;
    p.input({ type: 'extend' }).sleepTo(100);
    silent = false;
    server.lastActive = 90;
    p.input({ type: 'wake' });
    assert.deepEqual(p.log.slice(2), ['50 POST 0', '100 GET']);
    assert.equal(p.state.phase.name, 'active');
  });

  it('expires when the server confirms it', () => {
    const p = play(SERVED, honestServer().answer).to(10).sleepTo(2000).active();
    assert.deepEqual(p.log.slice(1), ['2000 GET', '2000 expire idle', '2000 DELETE idle', '2000 leave']);
  });

  it('stays covered for 3 s at most', () => {
    const p = play({ ...SERVED, timeout: 900 }, () => 'silence').sleepTo(2000).input({ type: 'wake' });
    assert.equal(p.state.phase.name, 'checking');
    assert.ok(p.to(2004).log.includes('2003 expire idle'));
  });

  it('goes by its own shorter timeout, asked or not', () => {
    const p = play({ ...SERVED, timeout: 60 }, honestServer({ idle: 3600 }).answer).sleepTo(100).active();
    assert.ok(p.log.includes('100 expire idle'));
  });
});
