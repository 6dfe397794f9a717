import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { setUpPage } from '../../test/support/page.ts';

const page = setUpPage();
const MARKUP = '<idle-timeout timeout="60" countdown="20"></idle-timeout><input>';

afterEach(() => resetMouse());

describe('activity', () => {
  it('is a key', async () => {
    const element = await page.mount(MARKUP);
    await page.tick(30);
    await sendKeys({ press: 'a' });
    expect(element.remaining).to.equal(60);
  });

  it('is a moving pointer, not a resting one', async () => {
    const element = await page.mount(MARKUP);
    await sendMouse({ type: 'move', position: [20, 20] });
    await page.tick(30);
    await sendMouse({ type: 'move', position: [20, 20] });
    expect(element.remaining).to.equal(30);
    await sendMouse({ type: 'move', position: [20, 60] });
    expect(element.remaining).to.equal(60);
  });

  it('is what happens in a frame of the page’s own origin, and not what a frame of another does', async () => {
    const element = await page.mount(MARKUP);
    const frame = document.createElement('iframe');
    frame.style.cssText = 'position: fixed; inset: 0; inline-size: 200px; block-size: 200px';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.srcdoc = '<p>Inside';
    document.querySelector('.holder')?.append(frame);
    await loaded;
    await page.tick(30);
    await sendMouse({ type: 'click', position: [100, 100] });
    expect(element.remaining).to.equal(60);
    const reloaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = '<p>Of an origin of its own';
    await reloaded;
    await page.tick(30);
    await sendMouse({ type: 'click', position: [150, 150] });
    expect(element.remaining).to.equal(30);
  });

  it('is what happens in a shadow root', async () => {
    const element = await page.mount(MARKUP);
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = '<input>';
    document.querySelector('.holder')?.append(host);
    host.shadowRoot?.querySelector('input')?.focus();
    await page.tick(30);
    await sendKeys({ press: 'a' });
    expect(element.remaining).to.equal(60);
  });

  it('is nothing that a script sends', async () => {
    const element = await page.mount(MARKUP);
    await page.tick(30);
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove', 'input', 'visibilitychange']) {
      document.dispatchEvent(new Event(type, { bubbles: true }));
    }
    document.querySelector<HTMLInputElement>('.holder input')?.focus();
    expect(element.remaining).to.equal(30);
  });

  it('is what activity-events names, from the moment that it does', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="20" activity-events="pointerdown, wheel"></idle-timeout>');
    await page.tick(30);
    await sendKeys({ press: 'a' });
    expect(element.remaining).to.equal(30);
    await sendMouse({ type: 'click', position: [20, 20] });
    expect(element.remaining).to.equal(60);
    await page.tick(30);
    element.activityEvents = 'keydown';
    await page.tick(0);
    await sendKeys({ press: 'a' });
    expect(element.remaining).to.equal(60);
  });

  it('is nothing any more once the element is gone', async () => {
    const element = await page.mount(MARKUP);
    element.remove();
    await page.tick(30);
    await sendKeys({ press: 'a' });
    expect(element.remaining).to.equal(30);
  });

  it('is nothing that revives: the first key after a sleep past the deadline ends it (T3)', async () => {
    const element = await page.mount(MARKUP);
    const realNow = Date.now;
    Date.now = () => realNow() + 1_800_000;
    await sendKeys({ press: 'a' });
    Date.now = realNow;
    expect(element.state).to.equal('expired');
  });
});
