import { describe, expect, it } from 'vitest';
import { dateOrderOf, numericDate, wallClockOf } from '../../../../src/core/logs/formats/dateOrder';

const iso = (text: string, order: 'day-first' | 'month-first') => {
  const date = numericDate(text);
  const wall = date && wallClockOf(date, order);
  return wall === undefined ? undefined : new Date(wall).toISOString().replace('.000Z', '');
};

describe('a date in numbers', () => {
  it.each([
    ['30.09.2026 12:15:38', '2026-09-30T12:15:38'],
    ['30/09/2026 12.15.38', '2026-09-30T12:15:38'],
    ['30-09-2026 12:15', '2026-09-30T12:15:00'],
    ['30. 9. 2026 12:15:38', '2026-09-30T12:15:38'],
    ['30.9.2026 klo 12.15.38', '2026-09-30T12:15:38'],
    ['9/30/2026 12:15:38 PM', '2026-09-30T12:15:38'],
    ['9/30/2026, 12:15:38 AM', '2026-09-30T00:15:38'],
    ['30/09/2026 2:15:38 p. m.', '2026-09-30T14:15:38'],
    ['30/9/2026', '2026-09-30T00:00:00'],
  ])('%s is read whatever the order', (text, expected) => {
    expect([iso(text, 'day-first'), iso(text, 'month-first')]).toEqual([expected, expected]);
  });

  it('of two small numbers is read by the order, with dots day first', () => {
    expect(iso('01/10/2026 04:09:43', 'day-first')).toBe('2026-10-01T04:09:43');
    expect(iso('01/10/2026 04:09:43', 'month-first')).toBe('2026-01-10T04:09:43');
    expect(iso('01.10.2026 04:09:43', 'month-first')).toBe('2026-10-01T04:09:43');
  });

  it.each(['31/02/2026', '13/13/2026', '1/1/26', '2026/09/30', '30/09/2026 25:00:00', 'x', ''])(
    '%s is none',
    (text) => {
      expect(iso(text, 'day-first')).toBeUndefined();
    },
  );
});

describe('the order of a column', () => {
  it.each([
    ['a day above 12', ['01/10/2026 04:09', '30/09/2026 12:15'], 'day-first'],
    ['a day above 12 in the second place', ['10/01/2026', '09/30/2026'], 'month-first'],
    ['times that only fall month first', ['12/01/2026', '11/09/2026', '10/03/2026'], 'month-first'],
    ['times that only rise day first', ['11/10/2026', '01/11/2026', '02/12/2026'], 'day-first'],
    ['times that rise one way and fall the other', ['12/01/2026', '11/02/2026', '10/03/2026'], 'ambiguous'],
    ['days on end', ['09/10/2026', '11/10/2026', '10/10/2026'], 'day-first'],
    ['a clock of twelve hours', ['10/11/2026 2:10:00 AM'], 'month-first'],
    ['nothing', ['10/11/2026 02:10:00'], 'ambiguous'],
    ['days above 12 in both places', ['13/01/2026', '01/13/2026', '10/11/2026'], 'ambiguous'],
    ['dots', ['01.10.2026', '02.10.2026'], undefined],
    ['no dates', ['a', '2026-10-01'], undefined],
  ])('is told by %s', (_, values, expected) => {
    expect(dateOrderOf(values)).toBe(expected);
  });

  it('is told by when the file was written, and by the other dates in it', () => {
    const latest = Date.parse('2026-11-20T00:00:00Z');
    expect(dateOrderOf(['10/12/2026'], { latest })).toBe('month-first');
    expect(dateOrderOf(['12/10/2026'], { latest })).toBe('day-first');
    const near = { first: Date.parse('2026-11-05T00:00:00Z'), last: latest };
    expect(dateOrderOf(['10/11/2026 02:10:00'], { near })).toBe('day-first');
  });
});
