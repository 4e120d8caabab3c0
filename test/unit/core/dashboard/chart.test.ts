import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, mostBars } from '../../../../src/core/dashboard/chart';
import type { Unit } from '../../../../src/core/dashboard/view';
import { mostMinutes } from '../../../../src/core/logs/figures/timeline';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { event } from '../logs/toldEvents';
import { scanOf } from './scanOf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-11-02T00:00:00+01:00');

function at(offset: number, code = '5.7.750'): LogEvent {
  return event({ time: new Date(start + offset).toISOString(), code });
}

const colours = ['5.7.750', '5.7.705'];
const chart = (events: readonly LogEvent[], unit?: Unit) => chartOf(scanOf(events).summary, unit, colours);

describe('the unit of the bars', () => {
  it.each<[string, number, Unit]>([
    ['one moment', 0, 'minute'],
    ['some hours', 3 * hour, 'minute'],
    ['half a day', 12 * hour, 'hour'],
    ['a week', 7 * day, 'hour'],
    ['a fortnight', 14 * day, 'day'],
  ])('of %s is the one that fits', (_, span, unit) => {
    expect(chart([at(0), at(span)])?.unit).toBe(unit);
  });

  it('is the one asked for, where it is to be had', () => {
    expect(chart([at(0), at(14 * day)], 'minute')).toMatchObject({
      unit: 'minute',
      available: ['minute', 'hour', 'day'],
    });
    const many = Array.from({ length: mostMinutes + 1 }, (_, index) => at(index * minute));
    expect(chart(many, 'minute')).toMatchObject({ unit: 'hour', available: ['hour', 'day'] });
  });
});

describe('the columns', () => {
  it('hold the wall clock, each code by itself, and the rest together', () => {
    const events = [at(0), at(30 * minute, '5.7.705'), at(hour), at(hour, '5.7.708'), at(hour, '5.7.711')];
    expect(chart(events, 'hour')).toEqual({
      unit: 'hour',
      available: ['minute', 'hour', 'day'],
      starts: [Date.UTC(2026, 10, 2, 0), Date.UTC(2026, 10, 2, 1)],
      series: [
        { code: '5.7.750', colour: 0, counts: [1, 1] },
        { code: '5.7.705', colour: 1, counts: [1, 0] },
        { code: undefined, colour: 5, counts: [0, 2] },
      ],
      delivered: undefined,
      earlier: 0,
    });
  });

  it('keep the colour of a code whose forerunner is filtered out', () => {
    expect(chart([at(0, '5.7.705')])?.series).toEqual([{ code: '5.7.705', colour: 1, counts: [1] }]);
  });

  it('hold the deliveries where a log shows them', () => {
    const delivered = event({ outcome: 'delivered', time: new Date(start + hour).toISOString() });
    expect(chart([at(0), delivered], 'hour')?.delivered).toEqual([0, 1]);
  });

  it('are as many as a screen can show, the last ones', () => {
    const shown = chart(
      Array.from({ length: mostBars + 10 }, (_, index) => at(index * hour)),
      'hour',
    );
    expect(shown?.starts).toHaveLength(mostBars);
    expect(shown?.starts[0]).toBe(Date.UTC(2026, 10, 2, 10));
    expect(shown?.earlier).toBe(10);
  });

  it('are none where nothing blocked has a time', () => {
    expect(chart([])).toBeUndefined();
    expect(chart([event({})])).toBeUndefined();
  });

  it('add up to the blocked mails in every unit', () => {
    const told = fc.record({
      offset: fc.integer({ min: 0, max: 20 * day }),
      code: fc.constantFrom('5.7.750', '5.7.705', '5.7.708'),
    });
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 50 }), (all) => {
        for (const unit of ['minute', 'hour', 'day'] as const) {
          const shown = chart(
            all.map(({ offset, code }) => at(offset, code)),
            unit,
          );
          const counts = shown?.series.flatMap((each) => each.counts) ?? [];
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});
