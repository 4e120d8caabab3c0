import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { shownTime } from '../code/shownTime';
import { percentOf } from '../logs/figures/incidentText';
import type { IncidentSummary } from '../logs/figures/summary';
import { dashboardTexts } from './texts';
import type { Figure } from './view';

/** The numbers that say how bad it is; what the logs do not tell is left out. */
export function figuresOf(summary: IncidentSummary, language: Language): Figure[] {
  const texts = dashboardTexts[language];
  const { blocked, delivered, deferred, unattributed, share, first, last, mentions } = summary;
  const known = (name: keyof typeof texts, value: string | undefined) =>
    value === undefined ? [] : [{ name: texts[name], value }];
  const some = (value: number) => (value > 0 ? numberText(value, language) : undefined);
  return [
    ...known('figure.blocked', numberText(blocked, language)),
    ...known('figure.mentioned', some(mentions)),
    ...known('figure.first', first && shownTime(first, language)),
    ...known('figure.last', last && shownTime(last, language)),
    ...known('figure.share', share && percentOf(share, language)),
    ...known('figure.delivered', some(delivered)),
    ...known('figure.deferred', some(deferred)),
    ...known('figure.unattributed', some(unattributed)),
  ];
}
