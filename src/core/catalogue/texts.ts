import en from './content/en.json';
import it from './content/it.json';
import type { Language } from './types';

/** Key of a text that a person reads. English defines the set; every other language must match it. */
export type TextId = keyof typeof en;

/** All texts of one language. */
export type Texts = Readonly<Record<TextId, string>>;

export const texts: Readonly<Record<Language, Texts>> = { en, it };

/**
 * The language to speak to someone whose editor or shell is set to `locale`.
 * @param locale BCP 47 tag or POSIX locale, such as `it`, `it-CH` or `it_IT.UTF-8`
 */
export function languageOf(locale: string): Language {
  return /^it\b|^it_/i.test(locale) ? 'it' : 'en';
}
