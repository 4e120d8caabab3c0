import type { Language } from '../code/language';
import { sources, texts } from '../knowledge';
import type { SourceId, StatementSource } from '../knowledge/sources';

/** The title of a page and its address, to be read in a comment. */
export function pageOf(id: SourceId, language: Language): string {
  const { title, url }: StatementSource = sources[id];
  return url === undefined ? texts[language][title] : `${texts[language][title]}, ${url}`;
}
