import { en, type Messages, type Plural } from '../messages.ts';

/** In which plural forms a language says numbers is its own affair. */
type AnyForms = Partial<Plural<Intl.LDMLPluralRule>>;
type AnyMessages = Messages & Readonly<Record<'minutes' | 'seconds', AnyForms>>;

/** Texts in the order of the English ones: their names would be a sixth of what is downloaded. */
type Texts = readonly AnyMessages[keyof AnyMessages][];

/**
 * All languages but English, by language tag: the tag speaks each wherever the nearest `lang` asks for it. Found by name and
 * not by import: languages come in files of their own, before the tag or after it, from another copy even.
 */
export const languages = ((globalThis as unknown as Record<symbol, Record<string, Texts>>)[Symbol.for('idle-timeout-element')] ??= {});

/**
 * What a language doesn't say is said in English.
 *
 * @param texts Default: none.
 */
export function named(texts: Texts = []): AnyMessages {
  return Object.fromEntries(Object.entries(en).map(([name, english], i) => [name, texts[i] ?? english])) as unknown as AnyMessages;
}

/** Makes a language known to every tag of the page. */
export function register(language: string, messages: AnyMessages): void {
  languages[language] = (Object.keys(en) as (keyof Messages)[]).map((name) => messages[name]);
}
