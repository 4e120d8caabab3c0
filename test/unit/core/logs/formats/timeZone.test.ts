import { describe, expect, it } from 'vitest';
import { localOffset, StampReader } from '../../../../../src/core/logs/formats/clock';
import { offsetsOf } from '../../../../../src/core/logs/formats/timeZone';

const offset = (zone: string, wall: string) => offsetsOf(zone)?.(Date.parse(`${wall}Z`));

describe('the offsets of a zone', () => {
  it.each([
    ['Europe/Rome', '2026-01-15T12:00', 60],
    ['Europe/Rome', '2026-07-15T12:00', 120],
    // The night in which clocks are put back, an hour before and an hour after.
    ['Europe/Rome', '2026-10-25T01:30', 120],
    ['Europe/Rome', '2026-10-25T03:00', 60],
    ['Europe/Rome', '2026-03-29T03:00', 120],
    ['America/St_Johns', '2026-01-15T00:00', -210],
    ['Asia/Kathmandu', '2026-01-15T00:00', 345],
    ['UTC', '2026-07-15T12:00', 0],
    ['-05:00', '2026-07-15T12:00', -300],
  ])('%s at %s is %d minutes', (zone, wall, minutes) => expect(offset(zone, wall)).toBe(minutes));

  it('are those of this machine without a name, and none for what is no zone', () => {
    expect(offsetsOf('')).toBe(localOffset);
    for (const zone of ['Europe/Nowhere', 'nonsense', '+25:00', 'constructor'])
      expect(offsetsOf(zone)).toBeUndefined();
  });

  it('settle the time of a line that names none', () => {
    const offsetAt = offsetsOf('Europe/Rome') ?? localOffset;
    const moment = new StampReader({ reference: Date.UTC(2026, 11, 1), offsetAt }).read('Nov 24 03:04:12 mx');
    expect(moment?.time).toBe('2026-11-24T03:04:12+01:00');
    expect(moment?.assumed).toContain('zone');
  });
});
