import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { returning } from '../../drafts/returning.ts';
import { typing, type DraftTexts } from '../../drafts/texts.ts';
import { en } from '../messages.ts';
import { wordsFor } from '../words.ts';
import './all.ts';
import { languages, named } from './register.ts';

const LANGUAGES = Object.entries(languages).map(([language, texts]) => [language, named(texts)] as const);
const NOBODY = {};
const say = (language: string, seconds: number) => wordsFor(language, NOBODY, 0).left(seconds);

/** "You will be signed out in 0, 1, 2, 5, 21 and 100 minutes", where that tells forms apart. */
const MINUTES: Record<string, readonly string[]> = {
  en: ['0 minutes', '1 minute', '2 minutes', '5 minutes', '21 minutes', '100 minutes'],
  ar: ['الآن', 'دقيقة واحدة', 'دقيقتين', 'دقائق', 'دقيقة', 'دقيقة'],
  cs: ['0 minut', '1 minutu', '2 minuty', '5 minut', '21 minut', '100 minut'],
  cy: ['nawr', '1 funud', '2 funud', '5 munud', '21 munud', '100 munud'],
  de: ['0 Minuten', '1 Minute', '2 Minuten', '5 Minuten', '21 Minuten', '100 Minuten'],
  es: ['0 minutos', '1 minuto', '2 minutos', '5 minutos', '21 minutos', '100 minutos'],
  fr: ['0 minute', '1 minute', '2 minutes', '5 minutes', '21 minutes', '100 minutes'],
  it: ['0 minuti', '1 minuto', '2 minuti', '5 minuti', '21 minuti', '100 minuti'],
  nl: ['0 minuten', '1 minuut', '2 minuten', '5 minuten', '21 minuten', '100 minuten'],
  pl: ['0 minut', '1 minutę', '2 minuty', '5 minut', '21 minut', '100 minut'],
  pt: ['0 minuto', '1 minuto', '2 minutos', '5 minutos', '21 minutos', '100 minutos'],
  ru: ['0 минут', '1 минуту', '2 минуты', '5 минут', '21 минуту', '100 минут'],
  uk: ['0 хвилин', '1 хвилину', '2 хвилини', '5 хвилин', '21 хвилину', '100 хвилин'],
};

/** How sentences end where it is not as in English. */
const ENDS: Record<string, RegExp> = { ar: /[.؟]$/, hi: /[।?]$/, ja: /[。？]$/, zh: /[。？]$/ };

describe('languages', () => {
  it('are there for eighteen, each in a module of its own that registers it', async () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^[a-z]{2}\.ts$/.test(file));
    assert.deepEqual(files.map((file) => file.slice(0, 2)).sort(), Object.keys(languages).sort());
    assert.equal(files.length, 17);
  });

  for (const [language, texts] of [...LANGUAGES, ['en', en] as const]) {
    it(`${language}: has every text, each of its own`, () => {
      const flat = JSON.stringify(texts);
      assert.ok(!/""|undefined|null/.test(flat));
      if (language !== 'en') for (const text of Object.values(en).flat()) assert.ok(typeof text !== 'string' || !flat.includes(JSON.stringify(text)));
    });

    it(`${language}: has the plural forms that its whole numbers take, and no others`, () => {
      const rules = new Intl.PluralRules(language);
      for (const forms of [texts.minutes, texts.seconds]) {
        assert.deepEqual(Object.keys(forms).sort(), [...rules.resolvedOptions().pluralCategories].sort());
      }
    });

    it(`${language}: says how long is left as a sentence with the number in it`, () => {
      for (const seconds of [120, 90, 40, 20]) {
        const sentence = say(language, seconds);
        assert.ok(!sentence.includes('{'), sentence);
        assert.match(sentence, /[.。।]$/);
      }
    });
  }

  for (const [language, expected] of Object.entries(MINUTES)) {
    it(`${language}: 0, 1, 2, 5, 21 and 100 minutes`, () => {
      for (const [i, n] of [0, 1, 2, 5, 21, 100].entries()) {
        const sentence = say(language, n * 60);
        assert.ok(sentence.includes(expected[i] ?? '?'), `${n}: ${sentence}`);
      }
    });
  }
});

const enDrafts: DraftTexts = { ...typing, ...returning };

describe('texts about drafts', () => {
  for (const [language, { drafts }] of LANGUAGES) {
    const end = ENDS[language] ?? /[.?]$/;

    it(`${language}: are all there, each of its own, and end as sentences do where the English ones do`, async () => {
      const texts: DraftTexts = (await import(`./drafts/${language}.ts`)).default;
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(enDrafts).sort());
      assert.equal(new Set([...Object.values(texts), ...Object.values(enDrafts)]).size, 2 * Object.keys(enDrafts).length);
      for (const [key, english] of Object.entries(enDrafts)) {
        const text = texts[key as keyof DraftTexts];
        assert.equal(end.test(text), /[.?]$/.test(english), text);
      }
      assert.equal((await drafts?.())?.default, texts);
    });
  }
});

describe('the language of the words', () => {
  for (const [tag, language] of [
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE_ch', 'de'],
    ['pt-BR', 'pt'],
    ['zh-Hans-CN', 'zh'],
    ['xx', 'en'],
    ['', 'en'],
    ['no such tag', 'en'],
  ]) {
    it(`is ${language} for lang="${tag}"`, () => assert.equal(wordsFor(tag ?? '', NOBODY, 0).language, language));
  }

  it('is not that of a tag that only begins alike', () => assert.equal(wordsFor('kok', NOBODY, 0).language, 'en'));

  it('puts the time into a message of the page’s own in the page’s language, known or not', () => {
    const [, message] = wordsFor('sv', { message: 'Kvar: {remaining}.' }, 89.2).idle;
    assert.match(message, /^Kvar: 1 minut(,| och)? 30 sekunder\.$/);
  });

  it('puts it in digits where there is no Intl.DurationFormat', () => {
    const { DurationFormat } = Intl;
    Reflect.deleteProperty(Intl, 'DurationFormat');
    const said = (seconds: number) => wordsFor('de', { message: 'Noch {remaining}.' }, seconds).idle[1];
    try {
      assert.deepEqual([said(90), said(60), said(1)], ['Noch 1:30.', 'Noch 1:00.', 'Noch 0:01.']);
    } finally {
      Object.assign(Intl, { DurationFormat });
    }
  });
});
