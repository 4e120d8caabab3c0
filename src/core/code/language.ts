/** Languages the product speaks. English is also what every other display language falls back to. */
export type Language = 'en' | 'it';

/**
 * The language to speak to someone whose editor or shell is set to `locale`.
 * @param locale BCP 47 tag or POSIX locale, such as `it`, `it-CH` or `it_IT.UTF-8`
 */
export function languageOf(locale: string): Language {
  return /^it(?![a-z])/i.test(locale) ? 'it' : 'en';
}
