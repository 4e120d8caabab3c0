import { type Language, languageOf } from './core/catalogue/language';

type KnowledgeModule = typeof import('./core/knowledge');

/** What is known about codes and steps, loaded on first use, and the language to say it in. */
export interface Knowledge {
  readonly language: Language;
  load(): Promise<KnowledgeModule>;
}

/** @param locale the editor's display language, a BCP 47 tag */
export function createKnowledge(locale: string): Knowledge {
  let loaded: Promise<KnowledgeModule> | undefined;
  return {
    language: languageOf(locale),
    load() {
      loaded ??= import('./core/knowledge');
      return loaded;
    },
  };
}
