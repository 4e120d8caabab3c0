import { fillPlaces } from '../core/code/fillPlaces';
import type { Language } from '../core/code/language';
import { printable } from '../core/code/printable';
import content from './content/languages';

/** Key of a text of the command line. English defines the set; the other languages must match it. */
export type CliTextId = keyof typeof content.en;

export const cliTexts: Readonly<Record<Language, Readonly<Record<CliTextId, string>>>> = content;

/** A text with its places filled; values may come from the command line or a file, and are made fit to show. */
export function cliText(
  language: Language,
  id: CliTextId,
  values: Readonly<Record<string, string>> = {},
): string {
  return fillPlaces(cliTexts[language][id], values, printable);
}
