import { expect } from '@open-wc/testing';
import { listen, part, sessionServer, setUpPage } from '../../test/support/page.ts';

const page = setUpPage();
const asked = () => page.requests.map(({ method, path }) => `${method} ${path}`);

describe('<idle-timeout> with a server that speaks the protocol', () => {
  it('takes its timeout, tells it of activity, and ends its session', async () => {
    const server = sessionServer({ idle: 300 });
    page.answer(server.answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    const lines = listen(element);
    expect(element.remaining).to.equal(300);
    expect(element.session?.user).to.equal('user1');
    await page.tick(40);
    element.activity();
    await page.tick(50);
    expect(page.requests.at(-1)).to.deep.include({ method: 'POST', body: { idle_for: 50 }, token: 'token', at: 90 });
    expect(element.remaining).to.equal(250);
    await page.tick(250);
    expect(lines).to.deep.equal(['keepalive', 'warn idle', 'expire idle']);
    expect(page.requests.at(-1)).to.deep.include({ method: 'DELETE', body: { reason: 'idle', idle_for: 300 }, token: 'token' });
    expect(server.ended).to.equal(true);
  });

  it('sends nothing while nobody is active, but the first and the last peek', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    await page.tick(299);
    expect(page.requests.map(({ method, at }) => `${method} ${at}`)).to.deep.equal(['GET 0', 'GET 297']);
  });

  it('rests without a word where there is no session, and looks again', async () => {
    page.answer(() => ({ body: { active: false } }));
    const element = await page.mount('<idle-timeout session-url="/session" expired-url="#login"></idle-timeout>');
    const lines = listen(element);
    await page.tick(5000);
    expect(element.state).to.equal('signed-out');
    expect(element.remaining).to.equal(0);
    expect([lines, location.hash, part(element, 'cover')]).to.deep.equal([[], '', null]);
    const server = sessionServer({ idle: 10_000 });
    page.answer(server.answer);
    window.dispatchEvent(new Event('focus'));
    await page.tick(0);
    expect(element.state).to.equal('active');
  });

  for (const body of [{ active: true }, { active: true, expires_in: -1 }, { active: true, expires_in: 1e300 }, { active: true, expires_in: '900' }, 'hello']) {
    it(`believes nothing of ${JSON.stringify(body)}`, async () => {
      page.answer(() => ({ body }));
      const element = await page.mount('<idle-timeout session-url="/session" timeout="60" countdown="20"></idle-timeout>');
      await page.tick(60);
      expect(element.session).to.equal(null);
      expect(element.state).to.equal('expired');
      expect(page.warnings.length).to.equal(1);
    });
  }

  it('reads clock and server anew when asked to', async () => {
    const server = sessionServer({ idle: 300 });
    page.answer(server.answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    const lines = listen(element);
    await page.tick(10);
    server.ended = true;
    await element.check();
    expect(lines).to.deep.equal(['expire ended']);
    expect(asked()).to.deep.equal(['GET /session', 'GET /session']);
  });

  it('signs out by the user’s wish, though another tab ended before and the server kept the session', async () => {
    const server = sessionServer({ idle: 300 });
    page.answer(server.answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    await page.tick(20);
    const [activity, told, slid, at, out, end, absolute] = [0, 0, 0, 0, 10_000, 300_000, 1e15];
    localStorage.setItem(`idle-timeout:${element.channel}`, JSON.stringify([1, false, 'one', 'expire', activity, told, slid, at, out, end, absolute]));
    await element.signOut();
    expect(asked().at(-1)).to.equal('DELETE /session');
    expect(server.ended).to.equal(true);
  });

  it('leaves the word of a sign-out where the server’s answer to it clears the storage', async () => {
    const server = sessionServer({ idle: 300 });
    page.answer((request) => {
      if (request.method === 'DELETE') localStorage.clear();
      return server.answer(request);
    });
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    await page.tick(20);
    await element.signOut();
    expect(localStorage.getItem(`idle-timeout:${element.channel}`)).to.contain('user');
  });

  it('leaves the page only when the tab that ends the session has ended it', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session" expired-url="#login"></idle-timeout>');
    const name = `idle-timeout:${element.channel}`;
    const [another, listener] = [new BroadcastChannel(name), new BroadcastChannel(name)];
    const heard = new Promise((resolve) => (listener.onmessage = resolve));
    another.postMessage([1, false, 'one', null, 0, 0, 0, 0, -1e15, 300_000, 1e15]);
    await heard;
    let release = () => {};
    const ending = navigator.locks.request(`${name}out`, () => new Promise<void>((resolve) => (release = resolve)));
    await page.tick(300.5);
    expect([element.state, location.hash, asked().at(-1)]).to.deep.equal(['expired', '', 'GET /session']);
    release();
    await ending;
    await navigator.locks.request(`${name}out`, () => page.tick(0));
    expect([location.hash, asked().at(-1)]).to.deep.equal(['#login', 'DELETE /session']);
    history.replaceState(null, '', location.pathname + location.search);
    another.close();
    listener.close();
  });

  it('leaves the end of an idle session to the tab that is at it', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    await page.tick(299.9);
    localStorage.setItem(`idle-timeout:${element.channel}`, JSON.stringify([1, false, 'one', 'expire', 0, 0, 0, 0, 299_850, 300_000, 1e15]));
    await page.tick(1);
    expect(element.state).to.equal('expired');
    expect(asked().at(-1)).to.equal('GET /session');
  });

  it('asks for a fresh token once when it is refused', async () => {
    const server = sessionServer({ idle: 300 });
    let refusals = 1;
    page.answer((request) => (request.method === 'POST' && refusals-- > 0 ? { status: 403, body: {} } : server.answer(request)));
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    expect(await element.extend()).to.equal(true);
    expect(asked().slice(1)).to.deep.equal(['POST /session', 'GET /session', 'POST /session']);
  });

  it('is gone when it is refused twice', async () => {
    const server = sessionServer({ idle: 300 });
    page.answer((request) => (request.method === 'POST' ? { status: 403, body: {} } : server.answer(request)));
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    const lines = listen(element);
    expect(await element.extend()).to.equal(false);
    expect(lines).to.deep.equal(['keepaliveerror 403', 'expire ended']);
  });

  it('sends nothing in the name of a session that took its place', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session" expired-url="#login"></idle-timeout>');
    const lines = listen(element);
    const other = sessionServer({ idle: 300, id: 'two' });
    page.answer((request) => (request.method === 'POST' ? { status: 403, body: {} } : other.answer(request)));
    await page.tick(10);
    expect(await element.extend()).to.equal(false);
    expect(lines).to.deep.equal(['expire replaced']);
    await page.tick(100);
    expect(asked().slice(1)).to.deep.equal(['POST /session', 'GET /session']);
    expect(part(element, 'reload')).to.not.equal(null);
    expect(location.hash).to.equal('');
  });
});

describe('<idle-timeout> with any other server', () => {
  const MARKUP = '<idle-timeout timeout="60" countdown="20" keepalive-url="/ping" keepalive-method="get" logout-url="/out"></idle-timeout>';

  it('takes a plain success for a slide', async () => {
    page.answer(() => ({}));
    const element = await page.mount(MARKUP);
    await page.tick(10);
    element.activity();
    await page.tick(10);
    expect(page.requests).to.deep.equal([{ method: 'GET', path: '/ping', at: 20, body: null, token: null }]);
    await page.tick(20);
    expect(element.remaining).to.equal(30);
    await page.tick(30);
    expect(asked()).to.deep.equal(['GET /ping', 'POST /out']);
  });

  for (const status of [401, 403, 419, 440]) {
    it(`ends with ${status}`, async () => {
      page.answer(() => ({ status }));
      const element = await page.mount(MARKUP);
      const lines = listen(element);
      expect(await element.extend()).to.equal(false);
      expect(lines).to.deep.equal([`keepaliveerror ${status}`, 'expire ended']);
      expect(asked()).to.deep.equal(['GET /ping']);
    });
  }

  for (const status of [404, 500]) {
    it(`says in the console that a sign-out was answered with ${status}`, async () => {
      page.answer(() => ({ status }));
      const element = await page.mount(MARKUP);
      await element.signOut();
      expect(page.warnings).to.deep.equal([`<idle-timeout> signout was answered with ${status}`]);
    });
  }

  for (const status of [429, 500, 503]) {
    it(`tries again after ${status}, as late as the server asks`, async () => {
      page.answer(() => ({ status, headers: { 'retry-after': '7' } }));
      const element = await page.mount(MARKUP);
      let retryIn: number | null = null;
      element.addEventListener('keepaliveerror', (event) => (retryIn = event.retryIn));
      expect(await element.extend()).to.equal(false);
      expect(retryIn).to.equal(7);
      await page.tick(6.9);
      expect(page.requests.length).to.equal(1);
      await page.tick(0.1);
      expect(page.requests.length).to.equal(2);
    });
  }
});
