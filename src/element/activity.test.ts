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
