import type { Messages } from '../messages.ts';

/** Found by name and not by import: languages come in files of their own, before the tag or after it, from another copy even. */
const KEY = Symbol.for('idle-timeout-element');
const registry = globalThis as { [KEY]?: Record<string, Messages> };

/** All languages but English, by language tag. */
export const languages = (registry[KEY] ??= {});

/** Makes the tag speak a language wherever the nearest `lang` asks for it. */
export function register<Forms extends Intl.LDMLPluralRule>(language: string, messages: Messages<Forms>): void {
  languages[language] = messages;
}
