import assert from 'node:assert/strict';
import { FORM } from '../support/desk.ts';
import { BACK, EARLIER, inBrowsers, MARKER, pause, waitFor } from '../support/drafting.ts';
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

  test('a form that the page sends by itself keeps its draft until the server is known to be there, and loses nothing that is still to be seen at the end', async (at) => {
    await at.page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
    await at.type('[name=text]', MARKER);
    await at.sealed();
    await at.page.click('form button');
    await pause(300);
    await at.sealed();
    await at.page.$eval('idle-timeout', (element) => element.extend());
    await at.sealed(0);
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
  });

  test('a form whose page sends it by itself to a session that is over loses nothing', async (at) => {
    await at.page.evaluate(() =>
      document.addEventListener('submit', (event) => {
        event.preventDefault();
        document.querySelector('form')?.remove();
      }),
    );
    await at.type('[name=text]', MARKER);
    await at.sealed();
    at.desk.sleep(900);
    await at.page.click('form button');
    await at.signIn();
    assert.equal(await at.notice(), EARLIER);
  });

  test('two forms of one name keep apart', async (at) => {
    await at.type('form:first-of-type [name=text]', 'first');
    await at.type('form:last-of-type [name=text]', 'second');
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    assert.deepEqual(await at.page.$$eval('[name=text]', (fields) => fields.map((field) => (field as HTMLInputElement).value)), ['first', 'second']);
  }, { content: '<form name="post"><input name="text"></form><form name="post"><input name="text"></form>' });

  test('one record’s draft stays when the page goes on to another one in the same form', async (at) => {
    await at.page.evaluate(() => history.replaceState(null, '', '/report?id=1'));
    await at.type('[name=text]', 'one');
    await at.sealed();
    await at.page.evaluate(() => history.pushState(null, '', '/report?id=2'));
    await at.type('[name=text]', ' and two');
    await at.sealed(2);
    await at.page.goto(`${at.desk.address}/report?id=1`);
    assert.equal(await at.notice(), BACK);
    assert.equal(await at.value('text'), 'one');
  });

  test('discarded late, a draft takes nothing with it that was typed over it', async (at) => {
    await at.type('[name=text]', 'old');
    await at.type('[name=tel]', '123');
    await at.expire();
    await at.signIn();
    await at.notice();
    await at.type('[name=text]', ' and new');
    await at.press('discard');
    await waitFor(async () => (await at.value('tel')) === '', 'what was not typed over to be gone');
    assert.ok((await at.value('text')).includes('and new'));
  });

  test('a field that throws breaks neither the countdown nor the other forms’ drafts', async (at) => {
    await at.page.evaluate(() => Object.defineProperty(document.querySelector('my-stars'), 'value', { get: () => { throw new Error('no value'); } }));
    await at.type('[data-draft]', MARKER);
    await at.sealed();
    assert.notEqual(await at.unsaved(), '');
  }, { idle: 6, content: `${FORM}<textarea data-draft="notes"></textarea>` });

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
