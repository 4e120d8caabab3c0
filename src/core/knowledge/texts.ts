import type { Language } from '../code/language';
import content from './content/languages';

/** Key of a text that a person reads. English defines the set; every other language must match it. */
export type TextId = keyof typeof content.en;

/** All texts of one language. */
export type Texts = Readonly<Record<TextId, string>>;

export const texts: Readonly<Record<Language, Texts>> = content;
