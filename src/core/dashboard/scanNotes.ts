import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { sizeText } from '../code/size';
import type { ScanSnapshot } from '../logs/figures/snapshot';
import { type DashboardTextId, dashboardTexts } from './texts';

/** What was scanned, whether it is all, and whether something could not be read. */
export function scanNotes({ files, state, leftOut }: ScanSnapshot, language: Language): string {
  const texts = dashboardTexts[language];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const problems = files.filter(({ problem }) => problem !== undefined).length;
  const scanned = fillPlaces(texts[files.length === 1 ? 'files.one' : 'files.many'], {
    count: numberText(files.length, language),
  });
  return [
    `${scanned}, ${fillPlaces(texts.bytes, { bytes: sizeText(bytes, language) })}.`,
    ...(state === 'complete' ? [] : [texts[`state.${state}`]]),
    ...counted(['problems.one', 'problems.many'], problems, language),
    ...counted(['leftOut.one', 'leftOut.many'], leftOut, language),
  ].join(' ');
}

function counted(
  [one, many]: [DashboardTextId, DashboardTextId],
  count: number,
  language: Language,
): string[] {
  if (count === 0) return [];
  const text = dashboardTexts[language][count === 1 ? one : many];
  return [fillPlaces(text, { count: numberText(count, language) })];
}
