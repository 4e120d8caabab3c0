import type { IncidentSummary } from '../logs/figures/summary';
import type { Period } from '../logs/figures/timeline';
import { type Chart, type ChartSeries, mostOwnColours, type Unit, unitLength, units } from './view';

/** Bars drawn at most: more than a screen has pixels. The earlier ones are left out. */
export const mostBars = 5000;

/** The longest time that a unit is chosen for by itself, in milliseconds. */
const longestFor: Readonly<Record<'minute' | 'hour', number>> = {
  minute: 4 * 3_600_000,
  hour: 8 * 86_400_000,
};

/**
 * The chart of an incident; undefined where nothing has a time.
 * @param asked the unit a person chose; one that fits is taken where there is none, or where it is not to be had
 * @param colours the codes with a colour of their own, in the order of the colours
 */
export function chartOf(
  summary: IncidentSummary,
  asked: Unit | undefined,
  colours: readonly string[],
): Chart | undefined {
  const available = units.filter((unit) => unit !== 'minute' || summary.perMinute !== undefined);
  const unit = asked !== undefined && available.includes(asked) ? asked : fittingUnit(summary, available);
  const all = periodsBy(unit, summary);
  if (all.every(({ blocked }) => blocked === 0)) return undefined;
  const periods = all.slice(-mostBars);
  return {
    unit,
    available,
    starts: periods.map(wallStart),
    series: seriesOf(periods, colours),
    delivered: periods.some(({ delivered }) => delivered > 0)
      ? periods.map(({ delivered }) => delivered)
      : undefined,
    earlier: all.length - periods.length,
  };
}

function periodsBy(unit: Unit, { perMinute = [], perHour, perDay }: IncidentSummary): readonly Period[] {
  return { minute: perMinute, hour: perHour, day: perDay }[unit];
}

function fittingUnit({ perHour }: IncidentSummary, available: readonly Unit[]): Unit {
  const [first] = perHour;
  const last = perHour.at(-1);
  const span = first && last ? wallStart(last) + unitLength.hour - wallStart(first) : 0;
  if (span <= longestFor.minute && available.includes('minute')) return 'minute';
  return span <= longestFor.hour ? 'hour' : 'day';
}

function seriesOf(periods: readonly Period[], colours: readonly string[]): ChartSeries[] {
  const own = colours.map((code, colour) => ({
    code,
    colour,
    counts: periods.map(({ codes }) => codes[code] ?? 0),
  }));
  const others = periods.map(
    ({ blocked }, index) => blocked - own.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
  );
  return [...own, { code: undefined, colour: mostOwnColours, counts: others }].filter(({ counts }) =>
    counts.some((count) => count > 0),
  );
}

/** `2026-11-24T14:00:00+01:00` as the milliseconds of 14:00 UTC. */
function wallStart({ start }: Period): number {
  return Date.parse(`${start.slice(0, 19)}Z`);
}
