import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { shownTime, type TimePrecision } from '../code/shownTime';
import content from './content/languages';

/** Key of a text of the report. English defines the set; the other languages must match it. */
export type CaseTextId = keyof typeof content.en;

export const caseTexts: Readonly<Record<Language, Readonly<Record<CaseTextId, string>>>> = content;

/** Says one thing in the report's language, with values put into its places. */
export interface Say {
  (id: CaseTextId, values?: Readonly<Record<string, string | number>>): string;
  /** A time, ISO 8601, as the language writes it. */
  time(time: string, precision?: TimePrecision): string;
}

export function sayIn(language: Language): Say {
  const shown = (value: string | number) => (typeof value === 'number' ? numberText(value, language) : value);
  const say = (id: CaseTextId, values: Readonly<Record<string, string | number>> = {}) =>
    fillPlaces(caseTexts[language][id], values, shown);
  return Object.assign(say, {
    time: (time: string, precision?: TimePrecision) => shownTime(time, language, precision),
  });
}
