import type { Language } from '../../core/code/language';
import { shortDay, shownMonth, shownWall } from '../../core/code/shownTime';
import type { Unit } from '../../core/dashboard/view';

/** A time of the wall clock, in milliseconds as if it were UTC, as precise as its unit: `Nov 24, 2026, 14:00`. */
export function wallText(wall: number, unit: Unit, language: Language): string {
  return shownWall(new Date(wall).toISOString(), language, unit === 'day' ? 'day' : 'minute');
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
export function tickTexts(splits: readonly number[], step: number, language: Language): string[] {
  return splits.map((seconds, index) => {
    const iso = new Date(seconds * 1000).toISOString();
    if (step >= 28 * 86_400) return shownMonth(iso, language);
    if (step >= 86_400) return shortDay(iso, language);
    const time = iso.slice(11, 16);
    return index === 0 || time === '00:00' ? `${time}\n${shortDay(iso, language)}` : time;
  });
}
