import content from './content/languages';

/** Languages the product speaks: those whose texts stand in the `content` folders. English is what every other display language falls back to. */
export type Language = keyof typeof content;

/** English first, then by tag. */
export const languages = Object.keys(content) as readonly Language[];

/** What a language calls itself. */
export function languageName(language: Language): string {
  return content[language]['language.name'];
}

/** Between two names, and before the last of more, as `Intl.ListFormat` has them. */
export function conjunctionsOf(language: Language): { readonly two: string; readonly last: string } {
  return { two: content[language]['list.two'], last: content[language]['list.last'] };
}

/** Short names of the months from January on, and how a day stands with its month and with its year, as CLDR has them. */
export function datesOf(language: Language) {
  const { 'date.months': months, 'date.day': day, 'date.year': year } = content[language];
  return { months: months.split(' '), day, year };
}

/**
 * The language to speak to someone whose editor or shell is set to `locale`: that of the whole tag, or of its first part.
 * @param locale BCP 47 tag or POSIX locale, such as `it`, `it-CH` or `it_IT.UTF-8`
 */
export function languageOf(locale: string): Language {
  const tag = locale
    .toLowerCase()
    .replace(/[.@].*/, '')
    .replaceAll('_', '-');
  const known = (wanted: string) => languages.find((language) => language === wanted);
  return known(tag) ?? known(tag.split('-')[0] ?? '') ?? 'en';
}
