import { expect } from '@open-wc/testing';
import { part, setUpPage } from '../../test/support/page.ts';
import type { IdleTimeoutElement } from '../index.ts';

const page = setUpPage();

/** All that a screen reader would be told while a countdown runs, and how. */
async function listenIn(element: IdleTimeoutElement, seconds: number): Promise<string[]> {
  const region = element.renderRoot.querySelector('dialog[open] [aria-live]') as HTMLElement;
  const heard: string[] = [];
  const observer = new MutationObserver(() => heard.push(`${region.ariaLive}: ${region.textContent}`));
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  for (let i = 0; i < seconds; i += 1) {
    await page.tick(1);
    await Promise.resolve();
  }
  observer.disconnect();
  return heard;
}

describe('to who can’t see it, the countdown', () => {
  it('says how long is left 3 to 8 times in 2 minutes, in whole sentences', async () => {
    const element = await page.mount('<idle-timeout timeout="10m" countdown="2m"></idle-timeout>');
    await page.tick(480);
    expect(await listenIn(element, 119)).to.deep.equal([
      'polite: You will be signed out in 2 minutes.',
      'polite: You will be signed out in 1 minute.',
      'polite: You will be signed out in 40 seconds.',
      'assertive: You will be signed out in 20 seconds.',
    ]);
  });

  it('begins with what it has, where that is no whole minute', async () => {
    const element = await page.mount('<idle-timeout timeout="10m" countdown="90s"></idle-timeout>');
    await page.tick(510);
    expect((await listenIn(element, 89))[0]).to.equal('polite: You will be signed out in 90 seconds.');
  });

  it('never counts upwards, though the server moves the end by a moment', async () => {
    let moved = 0;
    page.answer(({ at }) => ({ body: { active: true, id: 'one', expires_in: 600 - at + moved, idle_timeout: 600, csrf_token: 'token' } }));
    const element = await page.mount('<idle-timeout session-url="/session" countdown="2m"></idle-timeout>');
    await page.tick(480);
    const first = await listenIn(element, 60);
    moved = 0.8;
    await element.check();
    const then = await listenIn(element, 10);
    expect([...first, ...then].map((line) => line.replace(/\D+/g, ''))).to.deep.equal(['2', '1']);
  });

  it('has nothing that ticks in its name, description or a live region', async () => {
    const element = await page.mount('<idle-timeout timeout="60" countdown="30"></idle-timeout>');
    await page.tick(30);
    const texts = () => ['heading', 'message'].map((name) => part(element, name)?.textContent);
    const before = texts();
    await page.tick(7);
    expect(texts()).to.deep.equal(before);
    expect(part(element, 'countdown')?.ariaHidden).to.equal('true');
    expect(part(element, 'countdown')?.closest('[aria-live], [role=status], [role=alert], [role=timer]')).to.equal(null);
  });
});
