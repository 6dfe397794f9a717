import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { listen, part, setUpPage } from '../../test/support/page.ts';
import type { IdleTimeoutElement } from '../index.ts';

const page = setUpPage();
const MARKUP = '<idle-timeout timeout="60" countdown="30" keepalive-url="/ping" logout-url="/out"></idle-timeout>';
const holder = () => document.querySelector('.holder') as HTMLElement;
const inHolder = <T extends HTMLElement>(selector: string) => holder().querySelector<T>(selector) as T;

async function open(more = ''): Promise<IdleTimeoutElement> {
  page.answer(() => ({}));
  return page.mount(MARKUP + more);
}

/** A real turn of the event loop: browsers tell of focus, closed dialogs and searches in tasks of their own. */
const turn = () => new Promise<void>((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve();
  port2.postMessage(null);
});

describe('a key that is meant for the page', () => {
  for (const key of ['Enter', ' ', 'Escape', 'a']) {
    it(`"${key}" does nothing within 400 ms of the countdown’s opening`, async () => {
      const element = await open();
      const lines = listen(element);
      await page.tick(30);
      await sendKeys({ press: key });
      await turn();
      await page.tick(0);
      expect(lines).to.deep.equal(['warn idle']);
      expect(part(element, 'dialog')).to.not.equal(null);
    });
  }

  it('does nothing while it is held from before the opening on', async () => {
    const element = await open();
    const lines = listen(element);
    await page.tick(31);
    // What a keyboard sends while a key is held.
    const target = element.shadowRoot?.activeElement as HTMLElement;
    const repeated = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, composed: true, cancelable: true });
    expect(target.dispatchEvent(repeated)).to.equal(false);
    expect(target.dispatchEvent(new KeyboardEvent('keyup', { key: ' ', bubbles: true, composed: true, cancelable: true }))).to.equal(false);
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle']);
  });

  it('does what it does half a second later', async () => {
    const element = await open();
    const lines = listen(element);
    await page.tick(30.5);
    await sendKeys({ press: 'Enter' });
    await turn();
    await page.tick(0);
    expect(lines).to.deep.equal(['warn idle', 'keepalive', 'extend user']);
  });
});

describe('with the keyboard alone', () => {
  it('both buttons can be reached, and what is behind can’t', async () => {
    const element = await open('<button>Page</button>');
    await page.tick(31);
    const focused = () => element.shadowRoot?.activeElement?.textContent;
    const seen = [focused()];
    for (let i = 0; i < 4; i += 1) {
      await sendKeys({ press: 'Tab' });
      seen.push(focused());
    }
    expect(seen).to.include.members(['Stay signed in', 'Sign out']);
    expect(document.activeElement).to.not.equal(inHolder('button'));
  });
});

describe('after the countdown', () => {
  async function closed(element: IdleTimeoutElement) {
    await page.tick(30);
    expect(part(element, 'dialog')).to.not.equal(null);
    await element.extend();
    await page.tick(0);
    expect(part(element, 'dialog')).to.equal(null);
  }

  it('the caret is where it was in a text field', async () => {
    const element = await open('<textarea>One two three</textarea>');
    const area = inHolder<HTMLTextAreaElement>('textarea');
    area.focus();
    area.setSelectionRange(4, 7);
    await closed(element);
    expect(document.activeElement).to.equal(area);
    expect([area.selectionStart, area.selectionEnd]).to.deep.equal([4, 7]);
  });

  it('the caret is where it was in editable text', async () => {
    const element = await open('<div contenteditable>One two three</div>');
    const text = inHolder('[contenteditable]');
    text.focus();
    getSelection()?.setBaseAndExtent(text.firstChild as Node, 4, text.firstChild as Node, 7);
    await closed(element);
    expect(document.activeElement).to.equal(text);
    expect(getSelection()?.toString()).to.equal('two');
  });

  it('the page is scrolled as it was', async () => {
    const element = await open('<input><div style="block-size: 5000px"></div>');
    inHolder('input').focus({ preventScroll: true });
    scrollTo(0, 1234);
    await closed(element);
    expect(scrollY).to.equal(1234);
    scrollTo(0, 0);
  });

  it('the focus is near by where its element is gone', async () => {
    const element = await open('<main><form><input></form></main>');
    inHolder('input').focus();
    await page.tick(30);
    inHolder('form').remove();
    await element.extend();
    await page.tick(0);
    expect(document.activeElement).to.equal(inHolder('main'));
    inHolder('main').dispatchEvent(new FocusEvent('blur'));
    expect(inHolder('main').outerHTML).to.equal('<main></main>');
  });

  it('the focus is near by where its element is hidden', async () => {
    const element = await open('<main><form><input></form></main>');
    inHolder('input').focus();
    await page.tick(30);
    inHolder('form').hidden = true;
    await element.extend();
    await page.tick(0);
    expect(document.activeElement).to.equal(inHolder('main'));
  });

  it('the focus is left to a dialog that the page has opened meanwhile, and nothing on the page is changed', async () => {
    const element = await open('<main><input></main><dialog><button>Own</button></dialog>');
    inHolder('input').focus();
    await page.tick(30);
    inHolder('input').remove();
    inHolder<HTMLDialogElement>('dialog').showModal();
    await element.extend();
    await page.tick(0);
    expect(inHolder('dialog').contains(document.activeElement)).to.equal(true);
    expect(inHolder('main').outerHTML).to.equal('<main></main>');
  });

  it('the focus stays in a shadow root', async () => {
    const element = await open('<section></section>');
    const root = inHolder('section').attachShadow({ mode: 'open' });
    root.innerHTML = '<input>';
    root.querySelector('input')?.focus();
    await closed(element);
    expect(root.activeElement?.localName).to.equal('input');
  });
});

describe('with dialogs of the page’s own', () => {
  const atTheTop = (element: IdleTimeoutElement) => {
    const { left, top, width } = (part(element, 'heading') as HTMLElement).getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + 2) === element;
  };

  it('opens above one, and its Escape does not close that', async () => {
    const element = await open('<dialog style="inline-size: 90vw; block-size: 90vh"><input></dialog>');
    const own = inHolder<HTMLDialogElement>('dialog');
    own.showModal();
    const heard: string[] = [];
    const listener = ({ key }: KeyboardEvent) => heard.push(key);
    document.addEventListener('keydown', listener, true);
    await page.tick(31);
    expect(atTheTop(element)).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await turn();
    await page.tick(0);
    document.removeEventListener('keydown', listener, true);
    expect(element.state).to.equal('active');
    expect(own.open).to.equal(true);
    expect(own.contains(document.activeElement)).to.equal(true);
    expect(heard).to.deep.equal([]);
  });

  it('leaves the focus where the user moves it, in a shadow root, too', async () => {
    await page.mount('<section></section>');
    const root = inHolder('section').attachShadow({ mode: 'open' });
    root.innerHTML = MARKUP.replace('<idle-timeout', '<idle-timeout channel="shadow"');
    const element = root.querySelector('idle-timeout') as IdleTimeoutElement;
    await element.updateComplete;
    await page.tick(31);
    part(element, 'sign-out')?.focus();
    await page.tick(5);
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Sign out');
    root.replaceChildren();
  });

  it('lets a popover of its own slot open, and an event of the page’s own pass', async () => {
    const element = await open('');
    element.innerHTML = '<div slot="extra" popover="manual">More</div>';
    await page.tick(31);
    const popover = element.querySelector('div') as HTMLElement;
    popover.showPopover();
    document.dispatchEvent(new Event('toggle'));
    await turn();
    await page.tick(1);
    expect(popover.matches(':popover-open')).to.equal(true);
  });

  it('opens above a popover', async () => {
    const element = await open('<div popover="manual" style="inline-size: 90vw; block-size: 90vh">Own</div>');
    inHolder('[popover]').showPopover();
    await page.tick(31);
    expect(atTheTop(element)).to.equal(true);
  });

  for (const scene of ['countdown', 'cover']) {
    it(`is not hidden by one that opens above the ${scene}, and gives the focus to that in the end`, async () => {
      const element = await open('<dialog style="inline-size: 90vw; block-size: 90vh"><input></dialog>');
      const own = inHolder<HTMLDialogElement>('dialog');
      await page.tick(scene === 'cover' ? 60 : 30);
      own.showModal();
      await turn();
      if (scene === 'countdown') await page.tick(1);
      expect(atTheTop(element)).to.equal(true);
      expect(document.activeElement).to.equal(element);
      expect(own.open).to.equal(true);
      if (scene === 'cover') return;
      await element.extend();
      await page.tick(0);
      expect(own.contains(document.activeElement)).to.equal(true);
    });
  }

  it('leaves another tag’s dialog on the page where it is', async () => {
    const element = await open('<idle-timeout timeout="50" countdown="10"></idle-timeout>');
    await page.tick(35);
    const other = holder().querySelectorAll('idle-timeout')[1] as IdleTimeoutElement;
    await page.tick(7);
    expect(part(element, 'dialog')).to.not.equal(null);
    expect(part(other, 'dialog')).to.not.equal(null);
    expect(document.activeElement).to.equal(other);
  });
});
