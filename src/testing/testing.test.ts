import { expect } from '@open-wc/testing';
import '../index.ts';
import type { IdleTimeoutElement } from '../index.ts';
import { createSession, type Notice } from '../session/index.ts';
import { createFakeClock, createFakeSession, type FakeClock, type FakeSession } from './index.ts';

describe('what people’s own tests are given', () => {
  let clock: FakeClock;
  let server: FakeSession;
  let cleanUps: (() => void)[];
  /** Tests of other files run in other tabs of this browser. */
  let channel = Math.random();

  beforeEach(() => {
    clock = createFakeClock(Date.UTC(2030, 0, 1));
    channel += 1;
    cleanUps = [clock.install()];
    server = createFakeSession();
    cleanUps.push(server.install());
  });

  afterEach(() => {
    document.querySelector('idle-timeout')?.remove();
    for (const cleanUp of cleanUps.reverse()) cleanUp();
  });

  async function open(): Promise<IdleTimeoutElement> {
    document.body.insertAdjacentHTML('beforeend', `<idle-timeout session-url="/session" channel="${channel}"></idle-timeout>`);
    await clock.tickAsync(0);
    return document.querySelector('idle-timeout') as IdleTimeoutElement;
  }

  const asked = () => server.requests.map(({ method, at }) => `${method} ${Math.round(at)}`);

  it('a quarter of an hour passes in a moment: warned, peeked, expired, signed out', async () => {
    const element = await open();
    await clock.tickAsync(779);
    expect(element.state).to.equal('active');
    await clock.tickAsync(2);
    expect(element.state).to.equal('warning');
    await clock.tickAsync(120);
    expect(element.state).to.equal('expired');
    expect(server.active).to.equal(false);
    expect(asked()).to.deep.equal(['GET 0', 'GET 897', 'DELETE 900']);
    expect(server.requests.at(-1)?.body).to.include({ reason: 'idle' });
  });

  it('activity is told to the session at the end of the interval, with the time since', async () => {
    const element = await open();
    await clock.tickAsync(300);
    element.activity();
    await clock.tickAsync(100);
    expect(asked()).to.deep.equal(['GET 0', 'POST 390']);
    expect(server.requests[1]?.body?.idle_for).to.be.closeTo(90, 0.1);
    expect(server.remaining).to.be.closeTo(800, 0.1);
  });

  it('“stay” reaches the session', async () => {
    const element = await open();
    await clock.tickAsync(800);
    const stayed = element.extend();
    await clock.tickAsync(0);
    expect(await stayed).to.equal(true);
    expect(server.remaining).to.equal(900);
  });

  it('a laptop sleeps: nothing runs, and the page that wakes finds that time has passed', async () => {
    const element = await open();
    clock.sleep(3600);
    expect(server.active).to.equal(false);
    dispatchEvent(new Event('focus'));
    expect(element.state).to.equal('checking');
    await clock.tickAsync(0);
    expect(element.state).to.equal('expired');
  });

  it('somebody sets the clock: back, the session gets no longer; forward, the server is asked, and knows better', async () => {
    server = createFakeSession({ clock });
    cleanUps.push(server.install());
    const element = await open();
    await clock.tickAsync(60);
    clock.setWall(-3600);
    await clock.tickAsync(0);
    expect(element.remaining).to.be.closeTo(840, 0.5);
    clock.setWall(3600);
    dispatchEvent(new Event('focus'));
    await clock.tickAsync(0);
    clock.setWall(3600);
    dispatchEvent(new Event('focus'));
    await clock.tickAsync(1);
    expect(element.state).to.equal('active');
    expect(element.remaining).to.be.closeTo(839, 1);
  });

  const sends = async (method: string, body: string | null = null, token = 'token-1') => (await fetch('/session', { method, body, headers: { 'x-csrf-token': token } })).status;

  it('answers as the reference server does: tokens, bodies, sessions in use elsewhere, sessions that are over', async () => {
    expect(await sends('POST', '{"idle_for": 12.5}')).to.equal(200);
    expect(await sends('POST', '{}', 'old')).to.equal(403);
    for (const body of ['{', '[1]', '{"idle_for": -1}', '{"idle_for": "x"}']) expect(await sends('POST', body), body).to.equal(400);
    await clock.tickAsync(100);
    server.touch();
    expect(await sends('DELETE', '{"reason": "idle", "idle_for": 100}')).to.equal(200);
    expect(server.active).to.equal(true);
    expect(await sends('DELETE', '{"reason": "user"}')).to.equal(204);
    expect(await sends('DELETE')).to.equal(204);
    expect(await sends('POST', '{}')).to.equal(401);
    expect(await sends('GET')).to.equal(200);
  });

  it('a request that was given up is not answered', async () => {
    const failure = await fetch('/session', { signal: AbortSignal.abort() }).catch((error: Error) => error.name);
    expect(failure).to.equal('AbortError');
  });

  it('requests of others are passed on as they are', async () => {
    const given = new Request('/session-of-another', { method: 'POST', body: 'whole' });
    expect((await fetch(given)).status).to.equal(404);
    expect(given.bodyUsed).to.equal(true);
  });

  it('clears timers of before, and ticks side by side', async () => {
    cleanUps.shift()?.();
    let rung = 0;
    const before = setTimeout(() => (rung += 1), 0);
    cleanUps.push(clock.install());
    const after = setTimeout(() => (rung += 1), NaN);
    clearTimeout(before);
    await Promise.all([clock.tickAsync(10), clock.tickAsync(5)]);
    expect([rung, clock.elapsed >= 10]).to.deep.equal([1, true]);
    clearTimeout(after);
  });


  for (const [fault, status] of [['unreachable', 0], [503, 503]] as const) {
    it(`a server that is ${fault}: the page is told, and the session goes on once it is back`, async () => {
      const element = await open();
      const told: number[] = [];
      element.addEventListener('keepaliveerror', (event) => told.push(event.status));
      server.fault = fault;
      void element.extend();
      await clock.tickAsync(0);
      expect(told).to.deep.equal([status]);
      server.fault = null;
      await clock.tickAsync(60);
      expect(server.requests.at(-1)?.method).to.equal('POST');
      expect(element.state).to.equal('active');
    });
  }

  it('a server that hangs never answers', async () => {
    const element = await open();
    server.fault = 'hanging';
    let answered = false;
    void element.extend().then(() => (answered = true));
    await clock.tickAsync(5);
    expect(answered).to.equal(false);
  });

  it('the session ends elsewhere, another device is active, somebody else signs in', async () => {
    const element = await open();
    const reasons: string[] = [];
    element.addEventListener('expire', (event) => reasons.push(event.reason));
    await clock.tickAsync(300);
    server.touch();
    const checked = element.check();
    await clock.tickAsync(0);
    await checked;
    expect(element.remaining).to.be.closeTo(900, 0.1);
    server.signIn('user2');
    void element.check();
    await clock.tickAsync(0);
    expect(reasons).to.deep.equal(['replaced']);
    element.remove();
    channel += 1;
    await open();
    server.end();
    document.querySelector('idle-timeout')?.addEventListener('expire', (event) => reasons.push(event.reason));
    void document.querySelector('idle-timeout')?.check();
    await clock.tickAsync(0);
    expect(reasons).to.deep.equal(['replaced', 'ended']);
  });

  it('an absolute timeout, and one of the page’s own settings', async () => {
    server = createFakeSession({ url: '/api/session', absoluteTimeout: 300, user: 'anna' });
    cleanUps.push(server.install());
    document.body.insertAdjacentHTML('beforeend', `<idle-timeout session-url="/api/session" countdown="1m" channel="${channel}"></idle-timeout>`);
    const element = document.querySelector('idle-timeout') as IdleTimeoutElement;
    await clock.tickAsync(241);
    expect(element.state).to.equal('warning');
    expect(element.session?.user).to.equal('anna');
    expect(element.remaining).to.be.closeTo(59, 0.1);
  });

  it('a session without an element takes the clock as it is', async () => {
    cleanUps.shift()?.();
    const notices: Notice[] = [];
    server = createFakeSession({ clock, idleTimeout: 60 });
    cleanUps.push(server.install());
    const session = createSession({ sessionUrl: '/session', countdown: 20, channel: `${channel}` }, { notice: (notice) => void notices.push(notice) }, { clock });
    session.start();
    await clock.tickAsync(61);
    session.stop();
    expect(notices.filter(({ type }) => type !== 'tick').map(({ type }) => type)).to.deep.equal(['warn', 'expire']);
    expect(clock.timers).to.deep.equal([]);
  });

  it('an element that is removed leaves no timer', async () => {
    const element = await open();
    expect(clock.timers).not.to.deep.equal([]);
    element.remove();
    expect(clock.timers).to.deep.equal([]);
  });

  it('other requests go to the real network', async () => {
    const response = await fetch('/package.json');
    expect(((await response.json()) as { name: string }).name).to.equal('idle-timeout-element');
    expect(server.requests).to.deep.equal([]);
  });

  it('a frame that is given the session has its own addresses for everything else', async () => {
    document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc="<base href=/src/testing/>"></iframe>');
    const frame = document.querySelector('iframe') as HTMLIFrameElement;
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const view = frame.contentWindow as typeof globalThis & Window;
    server.install(view);
    expect(await (await view.fetch('/session')).json()).to.include({ active: true });
    expect((await view.fetch('session.ts')).url).to.match(/\/src\/testing\/session\.ts$/);
    frame.remove();
  });

  it('what is over stays over, wherever the clock goes', async () => {
    clock.tick(900);
    await fetch('/session');
    clock.setWall(-3600);
    expect(server.active).to.equal(false);
  });

  it('drafts get a key of 32 bytes that is the user’s own', async () => {
    const keyOf = async () => ((await (await fetch('/session/draft-key')).json()) as { key: string }).key;
    const key = await keyOf();
    expect(/^[\w-]{43}$/.test(key)).to.equal(true);
    server.signIn('user2');
    expect(await keyOf()).not.to.equal(key);
  });

  it('time does not go back by a tick', () => {
    expect(() => clock.tick(-1)).to.throw(RangeError, 'tick: -1 is no span of seconds');
  });
});
