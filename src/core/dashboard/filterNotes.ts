import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import type { EventFilter } from '../logs/figures/eventFilter';
import type { ScanSnapshot } from '../logs/figures/snapshot';
import type { IncidentSummary, SummarySettings } from '../logs/figures/summary';
import { chipsOf, isEmpty } from './filterParts';
import { dashboardTexts } from './texts';

/** A scan, and the numbers of what a filter lets pass of it. */
interface Filtered {
  readonly snapshot: ScanSnapshot;
  readonly summary: IncidentSummary;
  readonly filter: EventFilter;
  readonly language: Language;
}

/** What to know about numbers that are not those of the whole scan; nothing without a filter. */
export function filterNotes({ snapshot, summary, filter, language }: Filtered): string[] {
  if (isEmpty(filter)) return [];
  const hits = ({ blocked, mentions }: IncidentSummary) => numberText(blocked + mentions, language);
  const texts = dashboardTexts[language];
  const note = fillPlaces(texts['filter.note'], { count: hits(summary), all: hits(snapshot.summary) });
  if (snapshot.dropped === 0) return [note];
  return [note, fillPlaces(texts['filter.dropped'], { count: numberText(snapshot.dropped, language) })];
}

/** The same with the filter itself, for a reader who does not see it. */
export function filterSentences(filtered: Filtered, settings: SummarySettings): string[] {
  const { filter, language } = filtered;
  if (isEmpty(filter)) return [];
  const texts = dashboardTexts[language];
  const parts = chipsOf(filter, settings, language).map(
    ({ part, name }) => `${texts[`part.${part}`]} = ${name}`,
  );
  return [`${texts['filter.title']}: ${parts.join('; ')}.`, ...filterNotes(filtered)];
}
