import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/core/code/language';
import { shortDay, shownMonth, shownTime, shownWall } from '../../../../src/core/code/shownTime';

/** One instant of each month of two years, at other hours each. */
const instants = Array.from({ length: 24 }, (_, month) =>
  Date.UTC(2026, month, 1 + month, month, 59 - month, month),
);

describe.each(['en', 'it'] satisfies Language[])('in %s, as Intl writes them', (language) => {
  const written = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(at);
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const minute = { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

  it.each(instants.map((at) => [new Date(at).toISOString(), at] as const))('%s', (iso, at) => {
    expect(shownTime(iso, language)).toBe(`${written({ ...minute, second: '2-digit' }, at)} UTC`);
    expect(shownTime(iso, language, 'minute')).toBe(`${written(minute, at)} UTC`);
    expect(shownTime(iso, language, 'day')).toBe(written(day, at));
    expect(shownWall(iso, language, 'minute')).toBe(written(minute, at));
    expect(shortDay(iso, language)).toBe(written({ day: 'numeric', month: 'short' }, at));
    expect(shownMonth(iso, language)).toBe(written({ month: 'short', year: 'numeric' }, at));
  });
});

describe('a time', () => {
  it.each([
    ['2026-11-24T03:02:58+01:00', 'Nov 24, 2026, 03:02:58 UTC+01:00', '24 nov 2026, 03:02:58 UTC+01:00'],
    ['2026-11-24T03:02:58.123-03:30', 'Nov 24, 2026, 03:02:58 UTC-03:30', '24 nov 2026, 03:02:58 UTC-03:30'],
    ['2026-11-24T03:02Z', 'Nov 24, 2026, 03:02 UTC', '24 nov 2026, 03:02 UTC'],
    ['2026-11-24T00:00:00Z', 'Nov 24, 2026, 00:00:00 UTC', '24 nov 2026, 00:00:00 UTC'],
    ['2026-11-24', 'Nov 24, 2026', '24 nov 2026'],
    ['', '', ''],
    ['–', '–', '–'],
    ['8640000000000001', '8640000000000001', '8640000000000001'],
  ])('%s has its seconds and its zone', (iso, en, it_) => {
    expect([shownTime(iso, 'en'), shownTime(iso, 'it')]).toEqual([en, it_]);
  });
});
