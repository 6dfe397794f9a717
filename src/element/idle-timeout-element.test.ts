import { expect } from '@open-wc/testing';
import { listen, part, sessionServer, setUpPage } from '../../test/support/page.ts';
import { ExpireEvent, WarnEvent } from '../index.ts';

const page = setUpPage();

describe('<idle-timeout> without a server', () => {
  it('warns, ticks each second, expires to the second, and covers the page', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    const lines = listen(element);
    const ticks: number[] = [];
    element.addEventListener('tick', ({ remaining }) => ticks.push(remaining));
    await page.tick(39.9);
    expect(element.state).to.equal('active');
    await page.tick(0.1);
    expect(element.state).to.equal('warning');
    expect(element.matches(':state(warning)')).to.equal(true);
    expect(element.remaining).to.equal(20);
    expect(part(element, 'dialog')).to.not.equal(null);
    await page.tick(19.9);
    expect(ticks).to.deep.equal(Array.from({ length: 19 }, (_, i) => 19 - i));
    await page.tick(0.1);
    expect(element.state).to.equal('expired');
    expect(element.remaining).to.equal(0);
    expect(lines).to.deep.equal(['warn idle', 'expire idle']);
    expect(part(element, 'dialog')).to.equal(null);
    expect(part(element, 'panel')?.textContent).to.contain('signed out');
  });

  it('tells when the session ends', async () => {
    const element = await page.mount('<idle-timeout timeout="15m"></idle-timeout>');
    expect(element.expiresAt?.getTime()).to.equal(900_000);
    await page.tick(900);
    expect(element.expiresAt).to.equal(null);
  });

  it('counts reported activity, and none during the countdown', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    await page.tick(30);
    element.activity();
    await page.tick(39);
    expect(element.state).to.equal('active');
    await page.tick(1);
    element.activity();
    await page.tick(20);
    expect(element.state).to.equal('expired');
  });

  it('goes on at activity during the countdown where that is wished', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20" extend-on-activity></idle-timeout>');
    const lines = listen(element);
    await page.tick(45);
    element.activity();
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'extend activity']);
    expect(part(element, 'dialog')).to.equal(null);
  });

  it('counts as active while held', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    const release = element.hold();
    await page.tick(600);
    expect(element.state).to.equal('active');
    release();
    release();
    await page.tick(40);
    expect(element.state).to.equal('warning');
  });

  it('keeps a hold from before it is in the page, and while it is disabled', async () => {
    const element = document.createElement('idle-timeout');
    element.timeout = 60;
    const release = element.hold();
    (await page.mount('<p></p><idle-timeout disabled></idle-timeout>')).parentElement?.append(element);
    await page.tick(100);
    expect(element.state).to.equal('active');
    element.disabled = true;
    await page.tick(100);
    element.disabled = false;
    await page.tick(100);
    expect(element.state).to.equal('active');
    release();
    await page.tick(60);
    expect(element.state).to.equal('expired');
  });

  it('is not stirred by a hold released after its removal', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    const release = element.hold();
    await page.tick(10);
    element.remove();
    await page.tick(200);
    const before = page.requests.length;
    release();
    await page.tick(200);
    expect(page.requests.length).to.equal(before);
  });

  it('takes an attribute changed at any time', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    await page.tick(30);
    element.setAttribute('timeout', '2m');
    await page.tick(60);
    expect(element.state).to.equal('active');
    element.timeout = 100;
    await page.tick(0);
    expect(element.state).to.equal('warning');
  });

  it('takes an attribute that was changed while it was away from the page', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    const { parentElement } = element;
    element.remove();
    element.setAttribute('timeout', '2m');
    await element.updateComplete;
    parentElement?.append(element);
    await page.tick(60);
    expect(element.state).to.equal('active');
    expect(element.remaining).to.equal(60);
  });

  it('has flags that are off until they are set: frameworks look', async () => {
    const element = document.createElement('idle-timeout');
    const flags = () => [element.headless, element.disabled, element.drafts, element.titleCountdown, element.extendOnActivity];
    expect(flags()).to.deep.equal([false, false, false, false, false]);
    for (const name of ['headless', 'disabled', 'drafts', 'title-countdown', 'extend-on-activity']) element.setAttribute(name, '');
    expect(flags()).to.deep.equal([true, true, true, true, true]);
  });

  it('does nothing while disabled, and starts afresh when it no longer is', async () => {
    const element = await page.mount('<idle-timeout timeout="60" disabled></idle-timeout>');
    const lines = listen(element);
    await page.tick(1000);
    expect(element.state).to.equal('disabled');
    expect(await element.extend()).to.equal(false);
    element.disabled = false;
    await page.tick(29);
    expect(element.state).to.equal('active');
    expect(lines).to.deep.equal([]);
    await page.tick(1);
    expect(lines).to.deep.equal(['warn idle']);
  });

  it('leaves no timer behind when it is removed, and checks first when it is back', async () => {
    const element = await page.mount('<idle-timeout timeout="60"></idle-timeout>');
    const lines = listen(element);
    const parent = element.parentElement as HTMLElement;
    element.remove();
    await page.tick(100);
    expect(lines).to.deep.equal([]);
    parent.append(element);
    await page.tick(0);
    expect(lines).to.deep.equal(['expire idle']);
  });

  it('does not end early or late when it is moved in the page', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    await page.tick(45);
    document.body.querySelector('.holder')?.prepend(document.createElement('p'), element);
    await page.tick(0);
    expect(part(element, 'dialog')).to.not.equal(null);
    await page.tick(15);
    expect(element.state).to.equal('expired');
  });
});

describe('markup that can’t be read', () => {
  for (const value of ['', 'abc', '-5', '0', 'NaN', 'Infinity', '1e9', '5m5m']) {
    it(`timeout="${value}" falls back to 15 minutes and is reported once`, async () => {
      const element = await page.mount(`<idle-timeout timeout="${value}"></idle-timeout>`);
      await page.tick(779);
      expect(element.state).to.equal('active');
      element.heading = 'changed';
      await page.tick(1);
      expect(element.state).to.equal('warning');
      expect(page.warnings.length).to.equal(1);
      expect(page.warnings[0]).to.contain(`timeout="${value}"`);
    });
  }

  it('a timeout of 30 days does not fire', async () => {
    const element = await page.mount('<idle-timeout timeout="30d"></idle-timeout>');
    await page.tick(29 * 86_400);
    expect(element.state).to.equal('active');
    expect(page.warnings).to.deep.equal([]);
  });

  for (const attribute of ['keepalive-method="BREW"', 'session-url="http://"', 'activity-events=" "', 'countdown="soon"']) {
    it(`${attribute} is reported`, async () => {
      await page.mount(`<idle-timeout ${attribute}></idle-timeout>`);
      expect(page.warnings.length).to.equal(1);
      expect(page.warnings[0]).to.contain(attribute);
    });
  }

  it('a countdown under 20 s is obeyed, and reported once', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="5"></idle-timeout>');
    expect(page.warnings.length).to.equal(1);
    await page.tick(55);
    expect(element.state).to.equal('warning');
    await element.extend();
    await page.tick(55);
    expect(page.warnings.length).to.equal(1);
    expect(page.warnings[0]).to.contain('WCAG 2.2.1');
  });
});

describe('events', () => {
  it('bubble, cross shadow roots, and are of their own classes', async () => {
    const seen: Event[] = [];
    const listener = (event: Event) => seen.push(event);
    document.addEventListener('warn', listener);
    await page.mount('<idle-timeout timeout="60"></idle-timeout>');
    await page.tick(30);
    document.removeEventListener('warn', listener);
    expect(seen[0]).to.be.instanceOf(WarnEvent);
    expect([seen[0]?.bubbles, seen[0]?.composed, seen[0]?.cancelable]).to.deep.equal([true, true, true]);
  });

  it('warn, cancelled, leaves the showing to the page', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20"></idle-timeout>');
    element.addEventListener('warn', (event) => event.preventDefault(), { once: true });
    await page.tick(45);
    expect(element.state).to.equal('warning');
    expect(part(element, 'dialog')).to.equal(null);
    expect(await element.extend()).to.equal(true);
    await page.tick(45);
    expect(part(element, 'dialog')).to.not.equal(null);
  });

  it('can’t be written to', async () => {
    const element = await page.mount('<idle-timeout timeout="60"></idle-timeout>');
    let event: WarnEvent | undefined;
    element.addEventListener('warn', (warn) => (event = warn));
    await page.tick(30);
    expect(() => Object.assign(event as WarnEvent, { remaining: 99 })).to.throw(TypeError);
    expect(event?.remaining).to.equal(30);
  });

  it('expire, cancelled and held, is cancelled all the same', async () => {
    page.answer(() => ({ status: 204 }));
    const element = await page.mount('<idle-timeout timeout="60" logout-url="/logout"></idle-timeout>');
    element.addEventListener('expire', (event) => {
      event.preventDefault();
      event.waitUntil(new Promise(() => {}));
    });
    await page.tick(80);
    expect(page.requests).to.deep.equal([]);
    expect(part(element, 'cover')).to.equal(null);
  });

  it('expire, cancelled, leaves all that follows to the page', async () => {
    page.answer(() => ({ status: 204 }));
    const element = await page.mount('<idle-timeout timeout="60" logout-url="/logout" expired-url="#gone"></idle-timeout>');
    element.addEventListener('expire', (event) => event.preventDefault());
    await page.tick(60);
    expect(element.state).to.equal('expired');
    expect(part(element, 'cover')).to.equal(null);
    expect(page.requests).to.deep.equal([]);
    expect(location.hash).to.equal('');
  });

  it('expire holds what follows until a promise settles', async () => {
    page.answer(() => ({ status: 204 }));
    const element = await page.mount('<idle-timeout timeout="60" logout-url="/logout"></idle-timeout>');
    element.addEventListener('expire', (event) => event.waitUntil(new Promise((done) => setTimeout(done, 2000))));
    await page.tick(61.9);
    expect(page.requests).to.deep.equal([]);
    expect(part(element, 'cover')).to.not.equal(null);
    await page.tick(0.1);
    expect(page.requests.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(['POST /logout']);
  });

  it('expire holds what follows for 5 s at most', async () => {
    page.answer(() => ({ status: 204 }));
    const element = await page.mount('<idle-timeout timeout="60" logout-url="/logout"></idle-timeout>');
    element.addEventListener('expire', (event: ExpireEvent) => event.waitUntil(new Promise(() => {})));
    await page.tick(64.9);
    expect(page.requests).to.deep.equal([]);
    await page.tick(0.1);
    expect(page.requests.length).to.equal(1);
  });
});

describe('where the browser goes', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + location.search));

  it('when time ran out: expired-url, with the way back', async () => {
    await page.mount('<idle-timeout timeout="60" expired-url="#login?next={next}"></idle-timeout>');
    const here = location.pathname + location.search;
    await page.tick(60);
    expect(location.hash).to.equal(`#login?next=${encodeURIComponent(here)}`);
  });

  it('after a sign-out: signed-out-url', async () => {
    page.answer(sessionServer().answer);
    const element = await page.mount('<idle-timeout session-url="/session" signed-out-url="#bye" expired-url="#login"></idle-timeout>');
    const lines = listen(element);
    await element.signOut();
    expect(lines).to.deep.equal(['signout user']);
    expect(element.state).to.equal('signed-out');
    expect(page.requests.at(-1)?.body).to.deep.equal({ reason: 'user' });
    expect(location.hash).to.equal('#bye');
  });

  it('never to a script', async () => {
    const element = await page.mount('<idle-timeout timeout="60" expired-url="javascript:document.title=1"></idle-timeout>');
    await page.tick(60);
    expect(part(element, 'panel')).to.not.equal(null);
    expect(page.warnings[0]).to.contain('is no address');
  });
});
