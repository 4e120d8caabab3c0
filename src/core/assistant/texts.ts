import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import content from './content/languages';
import { modelText } from './modelText';

/** Key of a text for assistants and their users. English defines the set; the other languages must match it. */
export type AssistantTextId = keyof typeof content.en;

export const assistantTexts: Readonly<Record<Language, Readonly<Record<AssistantTextId, string>>>> = content;

/** A text with its places filled; values come from a model or a file, and are made plain. */
export function assistantText(
  language: Language,
  id: AssistantTextId,
  values: Readonly<Record<string, string>> = {},
): string {
  return fillPlaces(assistantTexts[language][id], values, (value) => modelText(value));
}
