import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { axe } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { CIRCUMSTANCES, openScene, SCENES, under } from '../support/scenes.ts';

/** Where to put pictures of all that is seen here, for people to look at. */
const { PICTURES } = process.env;

let browser: Browser;
before(async () => {
  browser = await launchChromium();
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
});
after(() => browser?.close());

/** What is too small, cut off, or too faint. */
const flaws = (page: Page) =>
  page.$eval('idle-timeout', (element) => {
    const dialog = element.renderRoot.querySelector('dialog[open]') as HTMLDialogElement;
    const found: string[] = [];
    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((value) => Number(value) / 255);
    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = channels(color).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one: string, other: string) => {
      const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (lighter + 0.05) / (darker + 0.05);
    };
    const background = (of: Element | null): string => {
      const color = of ? getComputedStyle(of).backgroundColor : 'rgb(255, 255, 255)';
      return /, 0\)$/.test(color) ? background(of?.parentElement ?? null) : color;
    };
    for (const part of dialog.querySelectorAll('h2, p:not(.spoken), button, [part=countdown]')) {
      const ratio = contrast(getComputedStyle(part).color, background(part));
      if (part.textContent && ratio < 7) found.push(`${part.part}: contrast of ${ratio.toFixed(1)}`);
    }
    const bar = dialog.querySelector('[part=progress]');
    if (bar && contrast(getComputedStyle(bar).borderBottomColor, background(dialog)) < 3) found.push('progress: too faint');
    for (const button of dialog.querySelectorAll('button')) {
      if (contrast(getComputedStyle(button).borderBottomColor, background(dialog)) < 3) found.push(`${button.part}: edge too faint`);
      const { width, height, left, right } = button.getBoundingClientRect();
      if (width < 24 || height < 24) found.push(`${button.part}: ${width} × ${height} px`);
      if (left < 0 || right > innerWidth) found.push(`${button.part}: out of sight`);
    }
    if (dialog.scrollWidth > dialog.clientWidth) found.push('scrolls sideways');
    // Text that grows in an open dialog may push its buttons out of sight; who comes to one by keyboard must see it.
    const focused = element.renderRoot.querySelector<HTMLElement>(':focus');
    focused?.blur();
    focused?.focus();
    if (focused && focused.getBoundingClientRect().bottom > Math.min(innerHeight, dialog.getBoundingClientRect().bottom)) found.push('hides what has the focus');
    return found;
  });

/** Roles, names, descriptions and states, as assistive technology is told. */
async function accessibilityTree(page: Page): Promise<string[]> {
  const devtools = await page.createCDPSession();
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const roles = ['dialog', 'heading', 'button', 'status', 'textbox', 'paragraph'];
  return nodes
    .filter(({ ignored, role }) => !ignored && roles.includes(role?.value as string))
    .map(({ role, name, description, properties = [] }) => {
      const states = properties.filter(({ name, value }) => ['focused', 'modal'].includes(name) && value.value).map(({ name }) => name);
      return [role?.value, name?.value, description?.value, ...states].filter(Boolean).join(' | ');
    });
}

const COUNTDOWN = 'dialog | Are you still there? | For your security, you will be signed out soon. | modal';
const TREES: Readonly<Record<string, readonly string[]>> = {
  idle: [COUNTDOWN, 'heading | Are you still there?', 'button | Stay signed in | focused', 'button | Sign out'],
  absolute: [
    'dialog | Your session will end soon | Save your work, then sign in again. | modal',
    ...['heading | Your session will end soon', 'button | Sign in again', 'button | Continue for now | focused'],
  ],
  staying: [COUNTDOWN, 'heading | Are you still there?', 'button | Stay signed in | focused', 'button | Sign out'],
  unreachable: [COUNTDOWN, 'heading | Are you still there?', 'button | Stay signed in | focused', 'button | Sign out'],
  checking: ['dialog | One moment… | Checking your session. | focused | modal', 'heading | One moment…'],
  expired: [
    'dialog | You have been signed out | Your session has ended. | modal',
    ...['heading | You have been signed out', 'button | Sign in again | focused'],
  ],
  replaced: [
    'dialog | Someone else has signed in | The session of this page has ended. | modal',
    ...['heading | Someone else has signed in', 'button | Reload | focused'],
  ],
  'signed-out': [
    'dialog | You have signed out | You can close this page now. | modal',
    ...['heading | You have signed out', 'button | Sign in again | focused'],
  ],
};

for (const scene of Object.keys(SCENES)) {
  describe(`the scene "${scene}"`, () => {
    let opened: Awaited<ReturnType<typeof openScene>>;
    before(async () => {
      opened = await openScene(browser, scene);
    });
    after(() => opened?.close());

    it('is told to assistive technology as it is, and nothing of the page behind it', async () => {
      const tree = await accessibilityTree(opened.page);
      assert.deepEqual(tree.filter((node) => !/^(paragraph|status)/.test(node)), TREES[scene]);
    });

    for (const circumstance of Object.keys(CIRCUMSTANCES)) {
      it(`has no flaw that axe or a ruler would find: ${circumstance}`, async () => {
        const { page } = opened;
        await under(page, circumstance, async () => {
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await flaws(page), []);
          if (PICTURES) await page.screenshot({ path: `${PICTURES}/${scene} ${circumstance}.png` });
        });
      });
    }

    it('offends no strict Content-Security-Policy, Trusted Types included', async () => {
      assert.deepEqual(await opened.page.evaluate(() => (window as unknown as { violations: string[] }).violations), []);
    });
  });
}

const goneFrom = (page: Page) => page.waitForFunction(() => !document.querySelector('idle-timeout')?.renderRoot.querySelector('dialog[open]'), { timeout: 3000, polling: 50 });
const signedOut = (page: Page) => page.waitForFunction(() => document.querySelector('idle-timeout')?.state === 'signed-out', { timeout: 3000, polling: 50 });
const reloaded = (page: Page) => page.waitForNavigation({ timeout: 3000 });
const click = (part: string) => (page: Page) => page.click(`>>> dialog[open] [part=${part}]`);
const press =
  (...keys: readonly ('Enter' | 'Tab' | 'Escape')[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Who can use one device alone can do all that there is to do. */
const WAYS = [
  ['idle', 'stays', click('stay'), press('Enter'), goneFrom],
  ['idle', 'stays by Escape', null, press('Escape'), goneFrom],
  ['idle', 'signs out', click('sign-out'), press('Tab', 'Enter'), signedOut],
  ['absolute', 'continues', click('dismiss'), press('Enter'), goneFrom],
  ['absolute', 'continues by Escape', null, press('Escape'), goneFrom],
  ['absolute', 'signs in again', click('sign-in'), press('Tab', 'Tab', 'Enter'), signedOut],
  ['signed-out', 'signs in again', click('sign-in'), press('Enter'), reloaded],
  ['expired', 'signs in again', click('sign-in'), press('Enter'), reloaded],
  ['replaced', 'reloads', click('reload'), press('Enter'), reloaded],
] as const;

for (const [scene, what, byPointer, byKeyboard, outcome] of WAYS) {
  for (const [device, act] of [['pointer', byPointer], ['keyboard', byKeyboard]] as const) {
    if (!act) continue;
    it(`with the ${device} alone, somebody in the scene "${scene}" ${what}`, async () => {
      const { page, close } = await openScene(browser, scene);
      // Nobody can have seen it before.
      await new Promise((resolve) => setTimeout(resolve, 450));
      await Promise.all([outcome(page), act(page)]);
      await close();
    });
  }
}

it('moves nothing: a bar gets shorter once a second, and does not glide', async () => {
  const { page, close } = await openScene(browser, 'idle');
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  assert.equal(await page.$eval('>>> [part=progress]', (bar) => getComputedStyle(bar).transitionDuration), '0s');
  await close();
});
