import type { ScanSnapshot } from '../../../../src/core/logs/figures/snapshot';
import { IncidentCounter, type SummarySettings } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';

/** One hour east of UTC, all year. */
export const settings: SummarySettings = { offsetAt: () => 60 };

/** A finished scan of one file that held these events. */
export function scanOf(events: readonly LogEvent[], rest: Partial<ScanSnapshot> = {}): ScanSnapshot {
  const counter = new IncidentCounter(settings);
  for (const event of events) counter.add(event);
  return {
    events: events.filter(({ hits }) => hits.length > 0),
    dropped: 0,
    leftOut: 0,
    timeZone: '+01:00',
    files: [{ path: '/logs/mail.log', bytes: 1_234_567, modified: 0, hits: events.length }],
    summary: counter.summary(),
    state: 'complete',
    ...rest,
  };
}
