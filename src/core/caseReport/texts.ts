import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import content from './content/languages';

/** Key of a text of the report. English defines the set; the other languages must match it. */
export type CaseTextId = keyof typeof content.en;

export const caseTexts: Readonly<Record<Language, Readonly<Record<CaseTextId, string>>>> = content;

/** Says one thing in the report's language, with values put into its places. */
export type Say = (id: CaseTextId, values?: Readonly<Record<string, string | number>>) => string;

export function sayIn(language: Language): Say {
  const shown = (value: string | number) => (typeof value === 'number' ? numberText(value, language) : value);
  return (id, values = {}) => fillPlaces(caseTexts[language][id], values, shown);
}

/** `2026-11-24T03:02:58.000Z` as `2026-11-24 03:02`, with the zone where it is not UTC. */
export function shownTime(time: string): string {
  const match = /^(\S{10})T(\S{5})\S*?(Z|[+-]\S{5})$/.exec(time);
  return match ? `${match[1]} ${match[2]}${match[3] === 'Z' ? '' : ` (${match[3]})`}` : time;
}
