import { describe, expect, it } from 'vitest';
import { newIncident } from '../../../../src/core/incident/incident';
import { readIncident } from '../../../../src/core/incident/read';
import { scanCounts } from '../../../../src/core/incident/scanCounts';
import { incidentJson } from '../../../../src/core/incident/write';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { now } from './incidents';

function countsOf(...times: readonly number[]) {
  const counter = new IncidentCounter({ offsetAt: () => 60 });
  for (const at of times) {
    const moment = { at, time: new Date(at).toISOString(), assumed: [] };
    const hits = [{ code: '5.7.750', line: 1, column: 1 }];
    const event: LogEvent = {
      file: 'mail.log',
      line: 1,
      format: 'postfix',
      outcome: 'blocked',
      hits,
      code: '5.7.750',
      moment,
      sender: 'ada@a.example',
    };
    counter.add(event);
  }
  return scanCounts(counter.summary(), new Date('2026-11-25T00:00:00Z'));
}

describe('the numbers of a scan', () => {
  it('are codes and times, and no name', () => {
    const counts = countsOf(Date.parse('2026-11-24T02:10:00Z'), Date.parse('2026-11-24T02:20:00Z'));
    expect(counts).toEqual({
      at: '2026-11-25T00:00:00.000Z',
      blocked: 2,
      delivered: 0,
      first: '2026-11-24T03:10:00+01:00',
      last: '2026-11-24T03:20:00+01:00',
      codes: {
        '5.7.750': { blocked: 2, first: '2026-11-24T03:10:00+01:00', last: '2026-11-24T03:20:00+01:00' },
      },
      days: { '2026-11-24T00:00:00+01:00': { '5.7.750': 2 } },
      hours: { '2026-11-24T03:00:00+01:00': { '5.7.750': 2 } },
    });
  });

  it('fit the file whatever the clock of a log said', () => {
    const scan = countsOf(Date.parse('+012026-01-01T00:00:00Z'), Date.parse('2026-11-24T02:20:00Z'));
    const json = incidentJson({ ...newIncident('1', 'Blocked', now), scan });
    expect(readIncident(json).scan?.blocked).toBe(2);
  });
});
