import type { Unit } from '../../core/dashboard/view';

/** A time of the wall clock, in milliseconds as if it were UTC, as precise as its unit: `2026-11-24 14:00`. */
export function wallText(wall: number, unit: Unit): string {
  return new Date(wall)
    .toISOString()
    .slice(0, unit === 'day' ? 10 : 16)
    .replace('T', ' ');
}

/** The same as `datetime-local` fields have it. */
export function fieldText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** The time in a `datetime-local` field, or undefined where it is not filled in. */
export function fieldTime(text: string): number | undefined {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? undefined : wall;
}

/** What stands below the ticks of the time axis: times, with the date where a day begins. */
export function tickTexts(splits: readonly number[], step: number, language: string): string[] {
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const year = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return splits.map((seconds, index) => {
    const wall = new Date(seconds * 1000);
    if (step >= 28 * 86_400) return year.format(wall);
    if (step >= 86_400) return date.format(wall);
    const time = wall.toISOString().slice(11, 16);
    return index === 0 || time === '00:00' ? `${time}\n${date.format(wall)}` : time;
  });
}
