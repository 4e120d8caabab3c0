import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { excerpt } from '../code/printable';
import { shownWall, shownZone } from '../code/shownTime';
import type { EventFilter } from '../logs/figures/eventFilter';
import type { SummarySettings } from '../logs/figures/summary';
import { isoTime, isoZone, offsetAtInstant } from '../logs/formats/clock';
import { type Chip, type FilterPart, type NamePart, nameParts } from './view';

/** Of a name from a log, what is kept of its beginning and of its end, in UTF-16 units: an address ends in its domain. */
const longestStart = 80;
const longestEnd = 40;

/** A name from a log, fit to show. */
export function shownName(name: string): string {
  if (name.length <= longestStart + longestEnd) return printableNames(name);
  const end = excerpt(name, name.length, name.length, longestEnd);
  return printableNames(`${excerpt(name, 0, 0, longestStart)}${end.replace(/^…/, '')}`);
}

/** Filters by a name, or no longer by it where the filter already does. */
export function toggled(filter: EventFilter, part: NamePart, name: string): EventFilter {
  return filter[part] === name ? without(filter, part) : { ...filter, [part]: name };
}

/** The filter without one of its parts. */
export function without(filter: EventFilter, part: FilterPart): EventFilter {
  const gone: readonly string[] = part === 'time' ? ['since', 'until'] : [part];
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !gone.includes(name)));
}

/**
 * The filter for a time on the wall clock.
 * @param from milliseconds of the wall clock, as if it were UTC
 * @param until the same; what happened from then on is left out
 */
export function withTime(
  filter: EventFilter,
  from: number,
  until: number,
  { offsetAt }: SummarySettings,
): EventFilter {
  const instant = (wall: number) => wall - offsetAt(wall) * 60_000;
  return { ...filter, since: instant(from), until: instant(until) };
}

/** True for a filter that lets everything pass. */
export function isEmpty(filter: EventFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** The parts of a filter, in the order of the tables. */
export function chipsOf(filter: EventFilter, settings: SummarySettings, language: Language): Chip[] {
  const names = nameParts.flatMap((part) => {
    const name = filter[part];
    return name === undefined ? [] : [{ part, name: shownName(name) }];
  });
  const { since, until } = filter;
  if (since === undefined && until === undefined) return names;
  return [{ part: 'time', name: spanName({ since, until }, settings, language) }, ...names];
}

/** `Nov 24, 2026, 14:00 – Nov 24, 2026, 15:00 UTC+01:00` */
function spanName(
  { since, until }: Pick<EventFilter, 'since' | 'until'>,
  settings: SummarySettings,
  language: Language,
): string {
  const shown = (at: number | undefined) =>
    at === undefined ? '…' : shownWall(isoTime(at, offsetAtInstant(settings, at)), language, 'minute');
  const zone = isoZone(offsetAtInstant(settings, until ?? since ?? 0));
  return `${shown(since)} – ${shown(until)} ${shownZone(zone)}`;
}
