import assert from 'node:assert/strict';
import { FORM } from '../support/desk.ts';
import { BACK, EARLIER, inBrowsers, MARKER, waitFor } from '../support/drafting.ts';
import { fillIn } from '../support/filling.ts';

inBrowsers('a draft is gone, offered or filled in', (test) => {
  test('a draft is gone once its form was sent and arrived', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.sealed();
    await Promise.all([at.page.waitForNavigation(), at.page.click('form button')]);
    await at.sealed(0);
    await at.signIn();
    await at.nothingBack();
  });

  test('what was sent to a session that was over is offered, not filled in', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.sealed();
    await at.page.$eval('form', (form) => (form.action = '/plain'));
    at.desk.sleep(900);
    await Promise.all([at.page.waitForNavigation(), at.page.click('form button')]);
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
    assert.equal(await at.value('text'), '');
    await at.press('restore');
    await waitFor(async () => (await at.value('text')) === MARKER, 'what was typed');
  });

  test('a form that the page sends by itself keeps no draft, yet loses nothing that is still there at the end', async (at) => {
    await at.page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
    await at.type('[name=text]', MARKER);
    await at.sealed();
    await at.page.click('form button');
    await at.sealed(0);
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
  });

  test('nothing is kept of what was typed and taken back', async (at) => {
    await at.type('[name=text]', 'x');
    await at.sealed();
    await at.page.$eval('form', (form) => form.reset());
    await at.sealed(0);
  });

  test('discarded, a draft is gone, and the form as it was', async (at) => {
    await fillIn(at);
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    await at.press('discard');
    await at.sealed(0);
    assert.equal(await at.value('story'), 'Once');
    assert.equal(await at.value('range'), '50');
    assert.equal(await at.page.$eval('[name=agree]', (box) => (box as HTMLInputElement).checked), false);
    assert.equal(await at.page.$eval('[value=air]', (box) => (box as HTMLInputElement).checked), true);
    await at.signIn();
    await at.nothingBack();
  });

  test('where the server has something newer, nothing is filled in before the user says so', async (at) => {
    await at.type('[name=story]', 'Mine ');
    await at.type('[name=text]', MARKER);
    await at.expire();
    at.desk.serve(FORM.replace('>Once<', '>Theirs<'));
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
    assert.deepEqual([await at.value('story'), await at.value('text')], ['Theirs', '']);
    await at.press('restore');
    await waitFor(async () => (await at.value('text')) === MARKER, 'what was typed');
    assert.ok((await at.value('story')).includes('Mine'));
  });

  test('where fields are gone, what has a place is offered', async (at) => {
    await at.type('[name=tel]', '123');
    await at.type('[name=text]', MARKER);
    await at.page.select('[name=size]', 'L');
    await at.expire();
    at.desk.serve(FORM.replace('name="tel"', 'name="fax"').replace('<option>L</option>', ''));
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
    await at.press('restore');
    await waitFor(async () => (await at.value('text')) === MARKER, 'what was typed');
    assert.equal(await at.value('fax'), '');
  });

  test('a restore that the page cancels fills in nothing, and tells what was typed', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.page.click('[value=milk]');
    await at.expire();
    await at.page.evaluateOnNewDocument(() =>
      addEventListener('restore', (event) => {
        event.preventDefault();
        const { form, fields, type } = event as HTMLElementEventMap['restore'];
        Object.assign(window, { told: [type, form.id, fields] });
      }),
    );
    await at.signIn();
    await at.page.waitForFunction(() => 'told' in window, { timeout: 3000 });
    assert.deepEqual(await at.page.evaluate(() => (window as unknown as { told: unknown }).told), ['restore', 'report', { text: MARKER, drinks: ['tea', 'milk'] }]);
    await at.nothingBack();
  });
});
