import assert from 'node:assert/strict';
import { BACK, inBrowsers, LOST, MARKER, pause, waitFor } from '../support/drafting.ts';

inBrowsers('the limits of drafts', (test, browser) => {
  test('a story of 2 MB comes back whole', async (at) => {
    const story = await at.page.$eval('[name=story]', (field) => {
      const text = Array.from({ length: 33_000 }, (_, i) => `${i} é 😀 and so on, and on, and on, line by line, until nobody reads.`).join('\n');
      const area = field as HTMLTextAreaElement;
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
      return text;
    });
    assert.ok(Buffer.byteLength(story) > 2_000_000);
    await at.sealed();
    await at.expire();
    await at.signIn();
    assert.equal(await at.notice(), BACK);
    assert.ok((await at.value('story')) === story);
    // Chromium takes ten seconds to lay out so long a text where it is to be seen.
  }, { content: '<form id="report"><textarea name="story" hidden></textarea></form>' });

  if (browser === 'Chromium') {
    test('a full storage is told in the countdown, and signs out on time all the same', async (at) => {
      const client = await at.page.createCDPSession();
      await client.send('Storage.overrideQuotaForOrigin', { origin: at.desk.address, quotaSize: 1 });
      await at.type('[name=text]', MARKER);
      assert.equal(await at.unsaved(), LOST);
      await waitFor(async () => at.page.url().includes('/login'), 'the end');
    }, { idle: 6 });
  }

  for (const [what, sabotage] of Object.entries({
    'a storage that has no room': () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
    'a storage that is forbidden': () => Object.defineProperty(window, 'indexedDB', { get: () => undefined }),
  })) {
    test(`${what} is told in the countdown`, async (at) => {
      await at.page.evaluateOnNewDocument(sabotage);
      await at.signIn();
      await at.type('[name=text]', MARKER);
      assert.equal(await at.unsaved(), LOST);
      await waitFor(async () => at.page.url().includes('/login'), 'the end');
    }, { idle: 6 });
  }

  test('a server without keys: told in the countdown, and in the console', async (at) => {
    const said: string[] = [];
    at.page.on('console', (message) => said.push(message.text()));
    await at.signIn('ann', '/report?keyless');
    await at.type('[name=text]', MARKER);
    assert.equal(await at.unsaved(), LOST);
    assert.ok(said.some((text) => /<idle-timeout> drafts:.*404/.test(text)), said.join());
  }, { idle: 6 });

  test('no address for keys: told in the countdown, and in the console; nobody is asked for one', async (at) => {
    const said: string[] = [];
    at.page.on('console', (message) => said.push(message.text()));
    await at.signIn('ann', '/unkeyed');
    at.desk.traffic.length = 0;
    await at.type('[name=text]', MARKER);
    assert.equal(await at.unsaved(), LOST);
    assert.ok(said.some((text) => text.includes('<idle-timeout> drafts: Error: not kept')), said.join());
    assert.deepEqual(at.desk.traffic.filter((request) => request.includes('draft-key')), []);
  }, { idle: 6 });

  test('nothing is said where nothing is unsaved', async (at) => {
    await at.page.click('[name=text]');
    assert.equal(await at.unsaved(), '');
    // Half of it is countdown, in which a slow machine has to look.
  }, { idle: 8 });

  test('another session’s key is not taken: what ann typed is not sealed for bob', async (at) => {
    await at.page.goto(`${at.desk.address}/plain`);
    at.desk.holdCode();
    await at.page.goto(`${at.desk.address}/login?as=ann&next=/report`, { waitUntil: 'domcontentloaded' });
    await at.ready();
    const other = await at.newTab('/plain', false);
    await other.goto(`${at.desk.address}/login?as=bob&next=/plain`);
    at.desk.releaseCode();
    await waitFor(async () => at.desk.traffic.some((request) => request.includes('/draft-key') && request.includes('/report')), 'the key');
    await at.type('[name=text]', MARKER);
    await pause(2500);
    await at.signIn('bob');
    await at.nothingBack();
    assert.deepEqual(await at.records(), []);
  });

  test('a page without the attribute loads nothing of it', async (at) => {
    await at.page.goto(`${at.desk.address}/without`);
    await at.ready();
    await at.type('[name=text]', MARKER);
    await pause(2300);
    const loaded = await at.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    assert.ok(!loaded.some((path) => /drafts|draft-key/.test(path)), loaded.join());
    assert.deepEqual(await at.records(), []);
  });

  test('a page with nothing to bring back loads nothing for it', async (at) => {
    await pause(500);
    const loaded = await at.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    assert.ok(loaded.includes('/idle-timeout-drafts.js'));
    assert.ok(!loaded.includes('/idle-timeout-returns.js'));
  });

  test('the same words in the page’s language', async (at) => {
    await at.page.goto(`${at.desk.address}/german`);
    await at.ready();
    await at.type('[name=text]', MARKER);
    assert.equal(await at.unsaved(), 'Ihre nicht gespeicherten Änderungen werden 24 Stunden lang verschlüsselt auf diesem Gerät aufbewahrt.');
    await waitFor(async () => at.page.url().includes('/login'), 'the end');
    await at.signIn('ann', '/german');
    assert.equal(await at.notice(), 'Ihre nicht gespeicherten Änderungen sind wieder da.');
    assert.deepEqual(
      await at.page.$$eval('>>> [popover] button', (buttons) => buttons.map(({ textContent }) => textContent)),
      ['Verwerfen', 'Schließen'],
    );
    assert.equal(await at.page.$eval('>>> [popover]', (notice) => (notice as HTMLElement).lang), 'de');
  }, { idle: 6 });
});
