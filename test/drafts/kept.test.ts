import assert from 'node:assert/strict';
import { BACK, inBrowsers, MARKER, pause, waitFor } from '../support/drafting.ts';

inBrowsers('a draft is for one user, one path and one day', (test) => {
  test('another user sees neither content nor existence, and the first one all of it later', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.expire();
    await at.signIn('bob');
    await at.nothingBack();
    await at.type('[name=text]', 'of bob');
    await at.expire();
    await at.signIn('ann');
    assert.equal(await at.notice(), BACK);
    assert.equal(await at.value('text'), MARKER);
  });

  test('what was altered comes back nowhere, and throws nothing', async (at) => {
    for (const what of ['data', 'iv', 'time'] as const) {
      await at.type('[name=text]', MARKER);
      await at.expire();
      await at.tamper(what);
      await at.signIn();
      await at.nothingBack();
    }
  });

  test('what was moved to another page’s place does not open there', async (at) => {
    for (const path of ['/report', '/other']) {
      await at.signIn('ann', path);
      await at.type('[name=text]', MARKER);
      await at.expire();
    }
    await at.tamper('place');
    for (const path of ['/report', '/other']) {
      await at.signIn('ann', path);
      await at.nothingBack();
    }
  });

  test('a draft is of its path, query included', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.expire();
    for (const elsewhere of ['/other', '/report?id=2']) {
      await at.signIn('ann', elsewhere);
      await at.nothingBack();
    }
    await at.signIn('ann', '/report#part');
    assert.equal(await at.notice(), BACK);
    assert.equal(await at.value('text'), MARKER);
  });

  test('with another secret nothing opens; with the one before known, all does, and is sealed anew', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.expire();
    at.desk.rotate('second', []);
    await at.signIn();
    await at.nothingBack();
    at.desk.rotate('second', ['test']);
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    await at.type('[name=text]', '!');
    await at.expire();
    at.desk.rotate('second', []);
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    assert.ok((await at.value('text')).includes(MARKER));
  });

  test('the user’s own sign-out leaves nothing', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.sealed();
    const other = await at.newTab('/other');
    await at.type('[name=text]', MARKER, other);
    const gone = at.page.waitForNavigation();
    await at.page.$eval('idle-timeout', (element) => void element.signOut());
    await gone;
    await waitFor(async () => other.url().includes('/login'), 'the other tab to follow');
    await pause(2500);
    await at.page.goto(`${at.desk.address}/plain`);
    assert.deepEqual(await at.records(), []);
  });

  test('a draft of yesterday is gone, whoever’s it is', async (at) => {
    await at.type('[name=text]', MARKER);
    await at.expire();
    await at.page.evaluateOnNewDocument(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 86_400_001;
    });
    await at.signIn('bob');
    await at.sealed(0);
  });

  test('a password is never captured, not even while it is shown', async (at) => {
    await at.type('[name=password]', MARKER);
    await at.page.$eval('[name=password]', (field) => ((field as HTMLInputElement).type = 'text'));
    await at.type('[name=password]', MARKER);
    await at.type('[name=text]', 'text');
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    assert.equal(await at.value('password'), '');
  });

  test('nothing of a form that its author leaves out, wherever its fields stand', async (at) => {
    await at.type('[name=near]', MARKER);
    await at.type('[name=far]', MARKER);
    await at.expire();
    await at.page.goto(`${at.desk.address}/plain`);
    assert.deepEqual(await at.records(), []);
  }, { content: '<form id="private" data-no-draft><input name="near"></form><input name="far" form="private">' });
});
