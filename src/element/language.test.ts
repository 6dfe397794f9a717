import { expect } from '@open-wc/testing';
import { part, setUpPage } from '../../test/support/page.ts';
import './locales/all.ts';
import type { IdleTimeoutElement } from '../index.ts';

const page = setUpPage();
const TAG = '<idle-timeout timeout="60" countdown="30"></idle-timeout>';
const heading = (element: IdleTimeoutElement) => part(element, 'heading')?.textContent;
const dialog = (element: IdleTimeoutElement) => part(element, 'dialog') as HTMLDialogElement;

afterEach(() => {
  document.documentElement.lang = 'en';
});

describe('the countdown’s language', () => {
  it('is that of the nearest lang', async () => {
    const element = await page.mount(`<section lang="de"><p>${TAG}</p></section>`);
    await page.tick(30);
    expect(heading(element)).to.equal('Sind Sie noch da?');
    expect([dialog(element).lang, dialog(element).dir]).to.deep.equal(['de', 'ltr']);
  });

  it('is found across shadow roots', async () => {
    await page.mount('<section lang="pl"><div></div></section>');
    const root = (document.querySelector('.holder div') as HTMLElement).attachShadow({ mode: 'open' });
    root.innerHTML = TAG;
    const element = root.querySelector('idle-timeout') as IdleTimeoutElement;
    await element.updateComplete;
    await page.tick(30);
    expect(heading(element)).to.equal('Czy nadal tu jesteś?');
    root.replaceChildren();
  });

  it('changes with the page’s, in a countdown and in a cover', async () => {
    const element = await page.mount(TAG);
    for (const seconds of [30, 30]) {
      document.documentElement.lang = 'en';
      await page.tick(seconds);
      const before = heading(element);
      document.documentElement.lang = 'fr';
      await Promise.resolve();
      await element.updateComplete;
      expect(heading(element)).to.not.equal(before);
    }
    expect(heading(element)).to.equal('Votre session a été fermée');
  });

  it('changes when a nearer lang appears', async () => {
    const element = await page.mount(`<section>${TAG}</section>`);
    await page.tick(30);
    element.parentElement?.setAttribute('lang', 'es');
    await Promise.resolve();
    await element.updateComplete;
    expect(heading(element)).to.equal('¿Sigue ahí?');
  });

  it('decides the direction, whatever the page’s is', async () => {
    const element = await page.mount(`<section lang="ar">${TAG}</section>`);
    await page.tick(30);
    expect(getComputedStyle(dialog(element)).direction).to.equal('rtl');
  });

  it('is English, and said to be, where the page’s is not known', async () => {
    const element = await page.mount(`<section lang="he" dir="rtl">${TAG}</section>`);
    await page.tick(30);
    expect(heading(element)).to.equal('Are you still there?');
    expect([dialog(element).lang, dialog(element).dir]).to.deep.equal(['en', 'ltr']);
  });

  it('leaves texts of the page’s own to the page, each in its own direction', async () => {
    const element = await page.mount(`<section lang="de">${TAG}</section>`);
    element.heading = 'האם אתה שם?';
    await page.tick(30);
    expect(getComputedStyle(part(element, 'heading')?.querySelector('bdi') as HTMLElement).direction).to.equal('rtl');
    expect(part(element, 'stay')?.textContent).to.equal('Angemeldet bleiben');
  });
});
