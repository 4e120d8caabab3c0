import { describe, expect, it } from 'vitest';
import { noLogFacts } from '../../../../src/core/findings/logFacts';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { ScanReport } from '../../../../src/core/scan/protocol';
import { ScanRecord } from '../../../../src/core/scan/scanRecord';
import { event } from '../results/events';

const id = 1;
const summary = new IncidentCounter({ offsetAt: () => 0 }).summary();
const file = (path: string) => ({ path, bytes: 10, modified: 20 });
const progress = { bytes: 0, totalBytes: 20, files: 0, totalFiles: 2, hits: 0 };

function recordOf(reports: readonly ScanReport[], before?: ScanRecord): ScanRecord {
  const record = new ScanRecord('', before?.snapshot());
  for (const report of reports) record.take(report);
  return record;
}

const found: readonly ScanReport[] = [
  { type: 'listed', id, files: [file('/b'), file('/a')], reused: false },
  { type: 'planned', id, leftOut: 0 },
  { type: 'events', id, events: [event({ file: '/a', line: 3 }), event({ file: '/a', line: 1 })] },
  { type: 'progress', id, progress, read: ['/a'], dropped: 0 },
  { type: 'events', id, events: [event({ file: '/b', line: 7 })] },
];
const done: ScanReport = {
  ...{ type: 'done', id, cancelled: false, summary, facts: noLogFacts, dropped: 5, read: [] },
  droppedHits: [['/b', 6]],
};

describe('the record of a scan', () => {
  it('shows while it runs what has come, and only files that were read', () => {
    const { events, files, state } = recordOf(found).snapshot();
    expect(events.map(({ line }) => line)).toEqual([3, 1, 7]);
    expect(files.map(({ path, hits }) => [path, hits])).toEqual([['/a', 2]]);
    expect(state).toBe('running');
  });

  it('has events by file and line in the end, and counts those that were not kept', () => {
    const { events, files, state, dropped } = recordOf([...found, done]).snapshot();
    expect(events.map(({ file: path, line }) => [path, line])).toEqual([
      ['/b', 7],
      ['/a', 1],
      ['/a', 3],
    ]);
    expect(files.map(({ path, hits }) => [path, hits])).toEqual([
      ['/a', 2],
      ['/b', 7],
    ]);
    expect([state, dropped]).toEqual(['complete', 5]);
  });

  it('keeps what it has when the thread is ended, without what was not read', () => {
    const record = recordOf(found);
    record.take({ type: 'stopped' });
    const { events, files, state } = record.snapshot();
    expect(events).toHaveLength(3);
    expect(files.map(({ path }) => path)).toEqual(['/a']);
    expect(state).toBe('cancelled');
  });

  it('takes over the events of files that were not read again', () => {
    const before = recordOf([...found, done]);
    const again = recordOf(
      [
        { type: 'listed', id, files: [file('/a')], reused: true },
        { type: 'listed', id, files: [file('/b')], reused: false },
        { type: 'planned', id, leftOut: 0 },
        { type: 'problem', id, path: '/b', reason: 'EACCES' },
      ],
      before,
    ).snapshot();
    expect(again.events.map(({ file: path, line }) => [path, line])).toEqual([
      ['/a', 1],
      ['/a', 3],
    ]);
    expect(again.files.map(({ path, hits, problem }) => [path, hits, problem])).toEqual([
      ['/a', 2, undefined],
      ['/b', 0, 'EACCES'],
    ]);
  });

  it('gives the same events as long as there are no more, so that nobody looks at them again', () => {
    const record = recordOf(found);
    const { events } = record.snapshot();
    record.take({ type: 'progress', id, progress, read: [], dropped: 0 });
    expect(record.snapshot().events).toBe(events);
  });
});
