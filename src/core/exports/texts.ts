import type { Language } from '../code/language';
import content from './content/languages';

/** Texts about a set of exports. English defines the set; the other languages must match it. */
export const exportTexts: Readonly<Record<Language, Readonly<Record<keyof typeof content.en, string>>>> =
  content;
