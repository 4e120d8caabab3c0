import type { Language } from '../code/language';
import en from './content/en.json';
import it from './content/it.json';

/** Texts about a set of exports. English defines the set; the other languages must match it. */
export const exportTexts: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, it };
