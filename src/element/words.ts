import { known } from './language.ts';
import { languages, named } from './locales/register.ts';
import type { Messages, Plural } from './messages.ts';

/** Texts of the page author's own, where there are any. */
export interface OwnTexts {
  readonly heading?: string | null | undefined;
  /** `{remaining}` in it becomes the time left. */
  readonly message?: string | null | undefined;
  readonly stayLabel?: string | null | undefined;
  readonly signOutLabel?: string | null | undefined;
}

/** All that a dialog may have to say, in one language. */
export interface Words extends Messages {
  readonly language: string;
  /** How long is left, as a whole sentence. */
  left(seconds: number): string;
}

/** The words for a language tag: `de` serves `de-CH`, English where there is none. The page author's own come first. */
export function wordsFor(pageLanguage: string, own: OwnTexts, remaining: number): Words {
  const tag = known(pageLanguage);
  const language = [tag, tag?.split('-')[0]].find((tag = '') => languages[tag]) ?? 'en';
  const texts = named(languages[language]);
  const [heading, message] = texts.idle;
  return {
    ...texts,
    language,
    idle: [own.heading || heading, own.message?.replaceAll('{remaining}', () => inWords(remaining, tag)) || message],
    stay: own.stayLabel || texts.stay,
    'sign-out': own.signOutLabel || texts['sign-out'],
    left: (seconds) => (seconds % 60 ? sentence(texts.seconds, seconds, language) : sentence(texts.minutes, seconds / 60, language)),
  };
}

function sentence(forms: Plural<'other'> & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>, n: number, language: string): string {
  return (forms[new Intl.PluralRules(language).select(n)] ?? forms.other).replace('{n}', n.toLocaleString(language));
}

/** A span in words, as in "1 minute, 30 seconds"; in digits where the browser has no words for it. */
function inWords(seconds: number, language = 'en'): string {
  if (!('DurationFormat' in Intl)) return inDigits(seconds);
  const whole = Math.ceil(seconds);
  return new Intl.DurationFormat(language, { style: 'long' }).format({ minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

/** A span in digits, as in `1:30`. */
export function inDigits(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
