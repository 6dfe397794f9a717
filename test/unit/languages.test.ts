import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildLocales } from '../../scripts/locales.ts';
import { languages, named } from '../../src/element/locales/register.ts';
import { en } from '../../src/element/messages.ts';

/** All that a language says, and where it says more. */
function said(language: string): string {
  return JSON.stringify(named(languages[language]), (_, value: unknown) => (typeof value === 'function' ? String(value).replace(/\s|\.[jt]s\b/g, '').replaceAll("'", '"') : value));
}

describe('languages, as they are shipped', async () => {
  const sources = Object.fromEntries(Object.keys(languages).map((language) => [language, said(language)]));
  const files = await buildLocales({ write: false });

  it('are in the order of 0.1.0: a file that a browser has kept would say something else in another', () => {
    const order = ['idle', 'absolute', 'checking', 'expired', 'replaced', 'signed-out', 'stay', 'sign-out', 'sign-in', 'dismiss', 'reload', 'staying', 'unreachable', 'minutes', 'seconds', 'drafts', 'rtl'];
    assert.deepEqual(Object.keys(en).slice(0, order.length), order);
  });

  it('speak English where an older file says nothing yet', () => {
    const { reload, ...older } = named(languages.de?.slice(0, 10));
    assert.equal(reload, en.reload);
    assert.equal(older.dismiss, named(languages.de).dismiss);
  });

  for (const [language, source] of Object.entries(sources)) {
    for (const name of [language, 'all']) {
      it(`say in ${name}.js what the source of ${language} says`, async () => {
        const { text = '' } = files.find(({ path }) => path.endsWith(`/locales/${name}.js`)) ?? {};
        languages[language] = [];
        // Each time another module: what was imported once would not run again.
        await import(`data:text/javascript,${encodeURIComponent(`${text}//${language}`)}`);
        assert.equal(said(language), source);
        assert.ok(!source.includes(en.idle[0]), source);
        assert.ok(!text.includes('sign-out'), 'the names of texts are shipped');
      });
    }
  }
});
