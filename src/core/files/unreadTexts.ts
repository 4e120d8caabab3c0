import type { Language } from '../code/language';
import content from './content/languages';

export type UnreadId = keyof typeof content.en;

/** Why files are not read. What reads them says it in English, and who shows it in the reader's language. */
export const unreadTexts: Readonly<Record<Language, Readonly<Record<UnreadId, string>>>> = content;

/** Why what is no text is not read: pictures, programs, databases. Many lie beside mail and logs, and nobody misses what is in them. */
export const noText = content.en['no-text'];

/** What is said of a file that is not read, in a language; behind the name of a file in an archive too. Anything else stays as it is. */
export function unreadText(said: string, language: Language): string {
  const known = Object.entries(content.en).find(([, sentence]) => said.endsWith(sentence));
  if (!known) return said;
  const [id, sentence] = known;
  return said.slice(0, -sentence.length) + unreadTexts[language][id as UnreadId];
}
