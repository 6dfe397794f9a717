import { expect } from '@open-wc/testing';
import { within } from '@testing-library/dom';
import { sendKeys } from '@web/test-runner-commands';
import { listen, part, sessionServer, setUpPage } from '../../test/support/page.ts';
import type { IdleTimeoutElement } from '../index.ts';

const page = setUpPage();
const MARKUP = '<idle-timeout timeout="60" countdown="30" keepalive-url="/ping" logout-url="/out" expired-url="#login"></idle-timeout>';
const focused = (element: IdleTimeoutElement) => element.shadowRoot?.activeElement?.textContent?.trim();
const button = (element: IdleTimeoutElement, name: string) =>
  within(part(element, 'dialog') ?? part(element, 'cover') ?? element).getByRole('button', { name });

afterEach(() => history.replaceState(null, '', location.pathname + location.search));

describe('the countdown', () => {
  it('is a modal dialog with a name, a description, and the focus on "Stay signed in"', async () => {
    const element = await page.mount(MARKUP);
    await page.tick(30);
    const dialog = within(element.renderRoot as unknown as HTMLElement).getByRole('dialog', { name: 'Are you still there?' });
    expect(dialog.matches(':modal')).to.equal(true);
    expect(document.activeElement).to.equal(element);
    expect(focused(element)).to.equal('Stay signed in');
    await page.expectAccessible(element);
  });

  it('shows the time that is left', async () => {
    const element = await page.mount('<idle-timeout timeout="10m" countdown="90s"></idle-timeout>');
    await page.tick(510);
    expect(part(element, 'countdown')?.textContent).to.equal('1:30');
    await page.tick(1);
    expect(part(element, 'countdown')?.textContent).to.equal('1:29');
    await page.tick(80);
    expect(part(element, 'countdown')?.textContent).to.equal('0:09');
  });

  it('has room for a label of any length', async () => {
    const element = await page.mount(`<idle-timeout timeout="10m" countdown="90s" stay-label="${'Keep me signed in, I am still working on this. '.repeat(3)}"></idle-timeout>`);
    await page.tick(510);
    const dialog = part(element, 'dialog')?.getBoundingClientRect();
    const stay = part(element, 'stay')?.getBoundingClientRect();
    expect(stay?.left).to.be.above(dialog?.left ?? NaN);
    expect(stay?.right).to.be.below(dialog?.right ?? NaN);
  });

  it('takes texts of the page author’s own', async () => {
    const element = await page.mount(
      `<idle-timeout timeout="10m" countdown="90s" heading="Hello?" message="Out in {remaining}." stay-label="I am here"
        sign-out-label="Bye"><p slot="extra">Call us</p></idle-timeout>`,
    );
    await page.tick(510);
    const text = (name: string) => part(element, name)?.textContent;
    expect([text('heading'), text('stay'), text('sign-out')]).to.deep.equal(['Hello?', 'I am here', 'Bye']);
    expect(text('message')).to.match(/^Out in 1 minute,? 30 seconds\.$/);
    await page.tick(30);
    expect(text('message')).to.equal('Out in 1 minute.');
  });

  it('takes a heading and a message in slots', async () => {
    const element = await page.mount(
      '<idle-timeout timeout="60" countdown="30"><b slot="heading">Own heading</b><i slot="message">Own message</i></idle-timeout>',
    );
    await page.tick(30);
    expect(within(element.renderRoot as unknown as HTMLElement).getByRole('dialog')).to.not.equal(null);
    for (const name of ['heading', 'message']) {
      const [slotted] = part(element, name)?.querySelector('slot')?.assignedElements() ?? [];
      expect(slotted?.textContent).to.equal(`Own ${name}`);
    }
    await page.expectAccessible(element);
  });

  for (const lang of ['en_US', 'x-foo', 'C', '']) {
    it(`opens in a page that says lang="${lang}"`, async () => {
      const element = await page.mount(
        `<div lang="${lang}"><idle-timeout timeout="60" countdown="30" message="{remaining} left"></idle-timeout></div>`,
      );
      await page.tick(30);
      expect(part(element, 'message')?.textContent).to.equal('30 seconds left');
    });
  }

  it('closes when the user stays and the server agrees, and gives the focus back', async () => {
    page.answer(() => ({}));
    const element = await page.mount(`${MARKUP}<input>`);
    const input = document.querySelector<HTMLInputElement>('.holder input');
    input?.focus();
    const lines = listen(element);
    await page.tick(40);
    button(element, 'Stay signed in').click();
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'keepalive', 'extend user']);
    expect(part(element, 'dialog')).to.equal(null);
    expect(document.activeElement).to.equal(input);
    expect(element.remaining).to.equal(60);
  });

  it('stays open and says so while the server can’t be reached', async () => {
    page.answer(() => 'down');
    const element = await page.mount(MARKUP);
    const lines = listen(element);
    await page.tick(30);
    button(element, 'Stay signed in').click();
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'keepaliveerror 0']);
    expect(part(element, 'dialog')?.textContent).to.contain('can’t be reached');
    await page.expectAccessible(element);
    page.answer(() => ({}));
    await page.tick(2);
    expect(lines).to.deep.equal(['warn idle', 'keepaliveerror 0', 'keepalive', 'extend user']);
  });

  it('says that it waits for the server', async () => {
    page.answer(() => 'hang');
    const element = await page.mount(MARKUP);
    await page.tick(30);
    button(element, 'Stay signed in').click();
    await page.tick(1);
    expect(part(element, 'dialog')?.textContent).to.contain('One moment');
  });

  it('expires on time while the server hangs', async () => {
    page.answer(() => 'hang');
    const element = await page.mount(MARKUP);
    await page.tick(59);
    void element.extend();
    await page.tick(1);
    expect(element.state).to.equal('expired');
  });

  it('takes Escape for "stay"', async () => {
    page.answer(() => ({}));
    const element = await page.mount(MARKUP);
    const lines = listen(element);
    await page.tick(31);
    await sendKeys({ press: 'Escape' });
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'keepalive', 'extend user']);
  });

  it('is not closed by Escape, however often, while the server does not agree', async () => {
    page.answer(() => 'hang');
    const element = await page.mount(MARKUP);
    await page.tick(31);
    for (let i = 0; i < 3; i += 1) await sendKeys({ press: 'Escape' });
    await page.tick(0.5);
    expect(part(element, 'dialog')).to.not.equal(null);
  });

  it('signs out at the user’s wish', async () => {
    page.answer(() => ({ status: 204 }));
    const element = await page.mount(MARKUP);
    const lines = listen(element);
    await page.tick(30);
    button(element, 'Sign out').click();
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'signout user']);
    expect(page.requests.at(-1)).to.deep.include({ method: 'POST', path: '/out', body: { reason: 'user' } });
    expect(location.hash).to.equal('#login');
  });

  it('shows in the page’s title where wished, and leaves it as it was', async () => {
    const title = document.title;
    document.title = 'Report';
    const element = await page.mount('<idle-timeout timeout="60" title-countdown></idle-timeout>');
    await page.tick(31);
    expect(document.title).to.equal('0:29 Report');
    await element.extend();
    await page.tick(0);
    expect(document.title).to.equal('Report');
    await page.tick(30);
    element.remove();
    expect(document.title).to.equal('Report');
    document.title = title;
  });

  it('is not there when the element is headless', async () => {
    const element = await page.mount('<idle-timeout timeout="60" headless expired-url="#login"></idle-timeout>');
    const lines = listen(element);
    await page.tick(59);
    expect(part(element, 'dialog')).to.equal(null);
    await page.tick(1);
    expect(part(element, 'cover')).to.equal(null);
    expect(lines).to.deep.equal(['warn idle', 'expire idle']);
    expect(location.hash).to.equal('#login');
  });
});

describe('the warning of the absolute timeout', () => {
  const mount = async () => {
    page.answer(sessionServer({ idle: 60, absolute: 60 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session" countdown="30" expired-url="#login"></idle-timeout>');
    await page.tick(30);
    return element;
  };

  it('offers no staying, and a space typed into it signs nobody out', async () => {
    const element = await mount();
    expect(part(element, 'stay')).to.equal(null);
    expect(focused(element)).to.equal('Continue for now');
    await page.expectAccessible(element);
  });

  it('"Continue for now" and Escape close it until the end', async () => {
    const element = await mount();
    const lines = listen(element);
    await page.tick(1);
    await sendKeys({ press: 'Escape' });
    await page.tick(28);
    expect(part(element, 'dialog')).to.equal(null);
    expect(element.state).to.equal('warning');
    await page.tick(1);
    expect(lines).to.deep.equal(['expire absolute']);
    expect(page.requests.at(-1)?.body).to.deep.equal({ reason: 'absolute' });
  });

  it('"Sign in again" signs out, keeps what an expiry keeps, and goes to expired-url', async () => {
    const element = await mount();
    const lines = listen(element);
    button(element, 'Sign in again').click();
    await page.tick(0);
    expect(lines).to.deep.equal(['signout absolute']);
    expect(page.requests.at(-1)?.body).to.deep.equal({ reason: 'absolute' });
    expect(location.hash).to.equal('#login');
  });
});

describe('the cover', () => {
  it('hides the page at once when it wakes past its deadline, for 3 s at most while the server is asked', async () => {
    const server = sessionServer({ idle: 900 });
    page.answer(server.answer);
    const element = await page.mount('<idle-timeout session-url="/session" timeout="15m"></idle-timeout><p>Secret</p>');
    page.answer(() => 'hang');
    element.remove();
    await page.tick(1000);
    document.querySelector('.holder')?.append(element);
    await page.tick(0);
    expect(element.state).to.equal('checking');
    const cover = part(element, 'cover') as HTMLElement;
    const { width, height } = cover.getBoundingClientRect();
    expect([width, height]).to.deep.equal([innerWidth, innerHeight]);
    expect(getComputedStyle(cover).backgroundColor).to.match(/^rgb\(/);
    expect(cover.matches(':modal')).to.equal(true);
    await page.expectAccessible(element);
    await page.tick(3);
    expect(element.state).to.equal('expired');
  });

  it('is lifted when the server says that the session goes on', async () => {
    page.answer(sessionServer({ idle: 2000 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    element.remove();
    page.answer(({ at }) => ({ body: { active: true, id: 'one', expires_in: 1990, idle_for: 10, idle_timeout: 2000, csrf_token: String(at) } }));
    await page.tick(2500);
    document.querySelector('.holder')?.append(element);
    await page.tick(0);
    expect(element.state).to.equal('active');
    expect(element.remaining).to.equal(1990);
    expect(part(element, 'cover')).to.equal(null);
  });

  it('stays when there is nowhere to go, and can’t be closed', async () => {
    const element = await page.mount('<idle-timeout timeout="60"></idle-timeout>');
    await page.tick(60);
    expect(focused(element)).to.equal('Sign in again');
    for (let i = 0; i < 3; i += 1) await sendKeys({ press: 'Escape' });
    await page.tick(1);
    expect(part(element, 'cover')?.matches(':modal')).to.equal(true);
    await page.expectAccessible(element);
  });

  it('is accessible when somebody signed out, or somebody else signed in', async () => {
    page.answer(sessionServer({ idle: 300 }).answer);
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    await element.signOut();
    await page.expectAccessible(element);
    element.remove();
    page.answer(sessionServer({ idle: 300 }).answer);
    const replaced = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    page.answer(sessionServer({ idle: 300, id: 'two' }).answer);
    await replaced.check();
    expect(focused(replaced)).to.equal('Reload');
    await page.expectAccessible(replaced);
  });
});
