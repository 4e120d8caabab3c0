import { type Language, languageOf } from '../core/code/language';

/** What is known about codes and steps, and the language to say it in. */
export interface Knowledge {
  readonly language: Language;
  /** Reads it on first use, from one bundle for all features: each would else have a copy of its own. */
  load(): Promise<typeof import('./knowledgeBundle')>;
}

/** @param locale the editor's display language, a BCP 47 tag */
export function createKnowledge(locale: string): Knowledge {
  return { language: languageOf(locale), load: () => import('./knowledgeBundle') };
}
