import type { Language } from '../code/language';
import en from './content/en.json';
import it from './content/it.json';

/** Key of a text that a person reads. English defines the set; every other language must match it. */
export type TextId = keyof typeof en;

/** All texts of one language. */
export type Texts = Readonly<Record<TextId, string>>;

export const texts: Readonly<Record<Language, Texts>> = { en, it };
