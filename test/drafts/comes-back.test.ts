import assert from 'node:assert/strict';
import { FORM } from '../support/desk.ts';
import { BACK, inBrowsers, KEPT, MARKER, pause, waitFor } from '../support/drafting.ts';
import { assertAllBack, fillIn } from '../support/filling.ts';

inBrowsers('what was typed comes back', (test, browser) => {
  test('a form of every kind of field comes back after an idle timeout, with the caret where it was', async (at) => {
    await fillIn(at);
    const typed = await at.values();
    assert.equal(await at.unsaved(), KEPT);
    await at.page.waitForFunction(() => location.pathname === '/login', { polling: 50, timeout: 8000 });
    await at.signIn();
    await assertAllBack(at, typed);
  }, { idle: 5 });

  test('after a laptop slept over the deadline', async (at) => {
    await fillIn(at);
    const typed = await at.values();
    at.desk.sleep(1800);
    await at.page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 1_800_000;
    });
    const gone = at.page.waitForNavigation();
    await at.page.mouse.move(50, 50);
    await at.page.mouse.move(60, 60).catch(() => {});
    await gone;
    await at.signIn();
    await assertAllBack(at, typed);
  });

  test('after the server could not be reached at expiry', async (at) => {
    await fillIn(at);
    const typed = await at.values();
    at.desk.goAway();
    await at.page.$eval('idle-timeout', (element) => void element.expire());
    await waitFor(async () => !(await at.page.$('idle-timeout').catch(() => null)), 'the page to be left');
    await at.desk.comeBack();
    await at.signIn();
    await assertAllBack(at, typed);
  });

  test('a marker that was typed is nowhere in clear: neither stored nor sent', async (at) => {
    await fillIn(at);
    await at.sealed();
    const stored = await at.page.evaluate(async () => {
      const cached = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).map(({ name }) => name), cached, document.cookie]);
    });
    const all = `${stored}${(await at.records()).join()}`;
    assert.ok(all.includes('idle-timeout'));
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    for (const secret of [MARKER, 'upon', '/report', 'story', 'ann']) assert.ok(!all.includes(secret), secret);
    assert.ok(!at.desk.traffic.join().includes(MARKER));
  });

  test('after the tab crashed', async (at) => {
    await fillIn(at);
    const typed = await at.values();
    await pause(2300);
    await at.crash(browser);
    await at.signIn();
    await assertAllBack(at, typed);
  });

  test('after the tab crashed, in a new tab', async (at) => {
    await fillIn(at);
    const typed = await at.values();
    await pause(2300);
    await at.crash(browser);
    const tab = await at.newTab();
    assert.equal(await at.notice(tab), BACK);
    assert.equal(await at.value('story', tab), Object.entries(typed).find(([name]) => name.includes('story'))?.[1]);
  });

  test('of two tabs each keeps its own, and neither has what the other shows', async (at) => {
    await at.type('[name=text]', 'first');
    await at.sealed();
    const other = await at.newTab();
    await at.nothingBack(other);
    await at.type('[name=text]', 'second', other);
    await at.sealed(2);
    await Promise.all([at.page, other].map((page) => page.reload()));
    await Promise.all([at.page, other].map((page) => at.notice(page)));
    assert.deepEqual((await Promise.all([at.page, other].map((page) => at.value('text', page)))).sort(), ['first', 'second']);
  });

  test('after “sign in again” before the absolute timeout, in all tabs', async (at) => {
    await at.type('[name=text]', 'first');
    const other = await at.newTab('/other');
    await at.type('[name=text]', 'second', other);
    await at.page.waitForFunction(() => document.querySelector('idle-timeout')?.state === 'warning', { polling: 50, timeout: 9000 });
    await at.page.$eval('idle-timeout', (element) => element.renderRoot.querySelector<HTMLElement>('[part=sign-in]')?.click());
    await waitFor(async () => [at.page, other].every((page) => page.url().includes('/login')), 'both tabs to leave');
    await at.signIn();
    await at.notice();
    assert.equal(await at.value('text'), 'first');
    await other.goto(`${at.desk.address}/other`);
    await at.notice(other);
    assert.equal(await at.value('text', other), 'second');
  }, { absolute: 10, attributes: 'countdown="5s"' });

  test('to a form that scripts make later, and their frameworks hear of it', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.page.click('[name=agree]');
    await at.expire();
    at.desk.serve(`<main></main><template>${FORM}</template>`);
    await at.signIn();
    await pause(200);
    await at.page.evaluate(() => {
      const heard: string[] = [];
      const form = document.querySelector('template')?.content.cloneNode(true) as DocumentFragment;
      const text = form.querySelector<HTMLInputElement>('[name=text]') as HTMLInputElement;
      // As React does: what is set past it counts as news, what is set by it does not.
      const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') as Required<PropertyDescriptor>;
      let known = '';
      Object.defineProperty(text, 'value', { get: () => native.get.call(text) as string, set: (value: string) => native.set.call(text, (known = value)) });
      text.addEventListener('input', () => known !== text.value && heard.push(`text ${text.value}`));
      form.querySelector('[name=agree]')?.addEventListener('click', () => heard.push('agree'));
      document.querySelector('main')?.append(form);
      Object.assign(window, { heard });
    });
    assert.equal(await at.notice(), BACK);
    assert.deepEqual(await at.page.evaluate(() => (window as unknown as { heard: string[] }).heard), [`text ${MARKER}`, 'agree']);
  });

  test('to a page whose address scripts change', async (at) => {
    await at.page.evaluate(() => history.pushState(null, '', '/report?step=2'));
    await at.type('[name=text]', MARKER);
    await at.sealed();
    await at.page.reload();
    assert.equal(await at.notice(), BACK);
    await at.page.goto(`${at.desk.address}/report?step=1`);
    await at.ready();
    await at.nothingBack();
    await at.page.evaluate(() => history.pushState(null, '', '/report?step=2'));
    assert.equal(await at.notice(), BACK);
    assert.equal(await at.value('text'), MARKER);
  });

  test('to fields outside a form that have a name for it', async (at) => {
    await at.type('[data-draft]', MARKER);
    await at.type('#plain', MARKER);
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    assert.deepEqual(await at.page.$$eval('textarea', (fields) => fields.map(({ value }) => value)), [MARKER, '']);
  }, { content: '<textarea data-draft="notes"></textarea><textarea id="plain"></textarea>' });

  test('to a page without a face of the tag’s own: filled in, and no word said', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.expire();
    await at.signIn();
    await waitFor(async () => (await at.value('text')) === MARKER, 'what was typed');
    await pause(200);
    assert.equal(await at.page.$('>>> [popover]'), null);
  }, { attributes: 'headless' });

  if (browser === 'Chromium') {
    test('to a page in the back/forward cache, which drafts don’t hinder', async (at) => {
      // A page that may not be stored is in no cache.
      await at.page.goto(`${at.desk.address}/open`);
      await at.ready();
      await at.type('[name=text]', MARKER);
      await at.sealed();
      await at.page.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
      await at.page.goto(`${at.desk.address}/plain`);
      assert.deepEqual(await at.page.evaluate(async () => (await navigator.locks.query()).held), []);
      await at.page.goBack();
      assert.equal(await at.page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted), true);
      await at.type('[name=text]', '!');
      await pause(2300);
      await at.nothingBack(await at.newTab('/open'));
    });
  }
});
