import { describe, expect, it } from 'vitest';
import {
  type Clock,
  localOffset,
  StampReader,
  zoneMinutes,
} from '../../../../../src/core/logs/formats/clock';

const read = (stamp: string, reference: string, zone?: number, offset = 60) => {
  const clock: Clock = { reference: Date.parse(reference), offsetAt: () => offset };
  const moment = new StampReader(clock).read(stamp, zone);
  return moment && [moment.time, ...moment.assumed];
};

const now = '2026-11-24T12:00:00Z';

describe('stamps', () => {
  it.each<[string, string, number | undefined, unknown]>([
    // RFC 3164: no year, no zone.
    ['Nov 24 03:02:57', now, undefined, ['2026-11-24T03:02:57+01:00', 'year', 'zone']],
    ['Nov  4 03:02:57', now, undefined, ['2026-11-04T03:02:57+01:00', 'year', 'zone']],
    ['Nov 25 12:59:59', now, undefined, ['2026-11-25T12:59:59+01:00', 'year', 'zone']],
    ['Nov 25 13:00:01', now, undefined, ['2025-11-25T13:00:01+01:00', 'year', 'zone']],
    ['Dec 31 23:59:59', '2027-01-01T00:10:00Z', undefined, ['2026-12-31T23:59:59+01:00', 'year', 'zone']],
    ['Jan  1 00:30:00', '2026-12-31T23:40:00Z', undefined, ['2027-01-01T00:30:00+01:00', 'year', 'zone']],
    ['Feb 29 10:00:00', now, undefined, ['2024-02-29T10:00:00+01:00', 'year', 'zone']],
    ['Feb 30 10:00:00', now, undefined, undefined],
    ['Nof 24 03:02:57', now, undefined, undefined],
    // ISO 8601 and its kin.
    ['2026-11-24T03:02:57Z', now, undefined, ['2026-11-24T03:02:57Z']],
    ['2026-11-24T03:02:57.1234567Z', now, undefined, ['2026-11-24T03:02:57.123Z']],
    ['2026-11-24T03:02:57.004112+05:30', now, undefined, ['2026-11-24T03:02:57.004+05:30']],
    ['2026-11-24 03:02:57 -0330', now, undefined, ['2026-11-24T03:02:57-03:30']],
    ['2026-11-24 03:02:57', now, undefined, ['2026-11-24T03:02:57+01:00', 'zone']],
    ['2026-11-24 03:02:57', now, 0, ['2026-11-24T03:02:57Z']],
    ['2026-11-24T23:59:60Z', now, undefined, ['2026-11-24T23:59:59Z']],
    ['2026-13-24T03:02:57Z', now, undefined, undefined],
    ['2026-11-31T03:02:57Z', now, undefined, undefined],
    // As PowerShell writes in English.
    ['11/23/2026 2:47:19 AM', now, 0, ['2026-11-23T02:47:19Z']],
    ['11/23/2026 12:00:00 AM', now, 0, ['2026-11-23T00:00:00Z']],
    ['3/4/2026 2:47:19 PM', now, 0, ['2026-03-04T14:47:19Z']],
    ['3/4/2026 14:47:19', now, 0, ['2026-03-04T14:47:19Z', 'day order']],
    ['23/11/2026 14:47', now, 0, ['2026-11-23T14:47:00Z']],
    ['', now, undefined, undefined],
    ['yesterday', now, undefined, undefined],
  ])('%s, read at %s', (stamp, reference, zone, expected) => {
    expect(read(stamp, reference, zone)).toEqual(expected);
  });

  it('tell seconds, milliseconds, microseconds and nanoseconds apart', () => {
    const reader = new StampReader({ reference: 0, offsetAt: () => 0 });
    for (const value of [1795435210, 1795435210000, 1795435210000000, 1795435210000000000])
      expect(reader.epoch(value)?.time).toBe('2026-11-23T12:00:10Z');
    for (const value of [0, -1, Number.NaN, 1e19]) expect(reader.epoch(value)).toBeUndefined();
  });
});

describe('zones', () => {
  it('are read as ISO 8601 and RFC 5322 write them', () => {
    expect(['Z', 'utc', '+01:00', '-0330', '+14:00', '01:00', '+1', 'CET'].map(zoneMinutes)).toEqual([
      ...[0, 0, 60, -210, 840, undefined, undefined, undefined],
    ]);
  });

  it('of this machine hold at a wall clock reading', () => {
    const wall = Date.UTC(2026, 6, 1, 12);
    expect(localOffset(wall)).toBe(-new Date(2026, 6, 1, 12).getTimezoneOffset());
  });
});
