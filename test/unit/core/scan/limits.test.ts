import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { IncidentScan } from '../../../../src/core/scan/fileScan';
import { type ScanReport, ScanSignals } from '../../../../src/core/scan/protocol';
import { ReportingSink } from '../../../../src/core/scan/reportingSink';
import { request } from './scans';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-limits-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = join(folder, 'app.log');
writeFileSync(log, '550 5.7.705 no\n'.repeat(1000));
const mail = join(folder, 'one.eml');
writeFileSync(mail, 'From: a@b.example\nSubject: x\n\n550 5.7.750 no\n');

/** Scans with a place for few events, and takes each report at once, or says when one waits for too long. */
async function scanWithin(limit: number, scan = new IncidentScan(limit)) {
  const signals = new ScanSignals();
  const reports: ScanReport[] = [];
  const sink = new ReportingSink(1, signals, (report) => {
    reports.push(report);
    if (report.type === 'events' || report.type === 'listed') signals.take();
  });
  const outcome = await scan.run(request([folder]), sink);
  sink.flush();
  const events = reports.flatMap((report): readonly LogEvent[] =>
    report.type === 'events' ? report.events : [],
  );
  const read = reports.flatMap((report) => (report.type === 'listed' && !report.reused ? report.files : []));
  return { outcome, reports, events, read, scan };
}

describe('too many events', () => {
  it('are counted in the numbers, by file, and not kept', async () => {
    const { outcome, events } = await scanWithin(300);
    expect(events).toHaveLength(300);
    expect(outcome.dropped).toBe(701);
    expect(outcome.droppedHits.reduce((total, [, hits]) => total + hits, 0)).toBe(701);
    expect(outcome.summary.blocked + outcome.summary.mentions).toBe(1001);
  });

  it('make the next scan read everything again: what was left out cannot be shown from memory', async () => {
    const { scan } = await scanWithin(300);
    const { read } = await scanWithin(300, scan);
    expect(read).toHaveLength(2);
    const { scan: roomy } = await scanWithin(5000);
    expect((await scanWithin(5000, roomy)).read).toHaveLength(0);
  });

  it('come in reports that are quick to take', async () => {
    const { reports } = await scanWithin(5000);
    for (const report of reports)
      if (report.type === 'events') expect(report.events.length).toBeLessThanOrEqual(250);
  });
});

describe('reports', () => {
  it('wait until those before have been taken', () => {
    const signals = new ScanSignals();
    const wait = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
      signals.take();
      return 'ok';
    });
    const waits = (sent: number) => {
      wait.mockClear();
      signals.waitFor(sent, 1);
      return wait.mock.calls.length;
    };
    try {
      expect([waits(1), waits(4), waits(4), waits(5)]).toEqual([0, 3, 0, 1]);
      signals.cancel();
      expect([waits(100), signals.isCancelled]).toEqual([0, true]);
    } finally {
      wait.mockRestore();
    }
  });
});
