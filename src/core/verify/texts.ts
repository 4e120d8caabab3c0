import type { Language } from '../code/language';
import content from './content/languages';

/** Key of a text about verification queries. English defines the set; the other languages must match it. */
export type VerifyTextId = keyof typeof content.en;

/** A query is named as its texts begin. */
export type QueryId = VerifyTextId extends infer Text
  ? Text extends `${infer Id}.title`
    ? Id
    : never
  : never;

export const verifyTexts: Readonly<Record<Language, Readonly<Record<VerifyTextId, string>>>> = content;
