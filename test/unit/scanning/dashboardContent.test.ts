import { afterEach, describe, expect, it } from 'vitest';
import type { DashboardContent } from '../../../src/core/dashboard/view';
import type { ScanSnapshot } from '../../../src/core/logs/figures/snapshot';
import { DashboardReader } from '../../../src/scanning/dashboardContent';
import type { Scans } from '../../../src/scanning/scans';
import { createKnowledge } from '../../../src/shared/knowledge';
import { scanOf } from '../core/dashboard/scanOf';
import { event } from '../core/logs/toldEvents';

const events = Array.from({ length: 25_000 }, (_, index) =>
  event({ server: `MAIL0${index % 2}`, time: new Date(Date.UTC(2026, 10, 24, index % 24)).toISOString() }),
);

let reader: DashboardReader;
afterEach(() => reader.dispose());

/** A dashboard of these scans, and what reaches its page. */
function dashboard(scans: { snapshot: ScanSnapshot | undefined }) {
  const posted: DashboardContent[] = [];
  const all: Scans = {
    get snapshot() {
      return scans.snapshot;
    },
    onDidChange: () => ({ dispose: () => undefined }),
  };
  reader = new DashboardReader(createKnowledge('en'), all, { shown: undefined }, (content) =>
    posted.push(content),
  );
  return posted;
}

describe('what reaches the page', () => {
  it('is the empty dashboard before a scan, and the numbers after it', async () => {
    const scans: { snapshot: ScanSnapshot | undefined } = { snapshot: undefined };
    const posted = dashboard(scans);
    await reader.refresh();
    scans.snapshot = scanOf(events);
    await reader.refresh();
    expect(posted.map(({ view }) => view?.tables[0]?.rows[0]?.blocked)).toEqual([undefined, 25_000]);
    expect(posted[1]?.view?.tables[0]?.rows[0]?.meaning).toMatch(/^Exchange Online /);
  });

  it('is filtered as the page asks, and back', async () => {
    const posted = dashboard({ snapshot: scanOf(events) });
    const until = Date.UTC(2026, 10, 24, 12);
    reader.filter = reader.filterBy({ type: 'toggle', part: 'server', value: 'MAIL01' });
    expect(reader.filter).toEqual({ server: 'MAIL01' });
    await reader.refresh();
    const from = Date.UTC(2026, 10, 24);
    reader.filter = reader.filterBy({ type: 'time', from, until });
    expect(reader.filter).toEqual({
      server: 'MAIL01',
      since: from - 3_600_000,
      until: until - 3_600_000,
    });
    reader.filter = reader.filterBy({ type: 'remove', part: 'time' });
    expect(reader.filter).toEqual({ server: 'MAIL01' });
    await reader.refresh();
    reader.filter = reader.filterBy({ type: 'clear' });
    expect(reader.filter).toEqual({});
    await reader.refresh();
    expect(posted.map(({ view }) => view?.tables[0]?.rows[0]?.blocked)).toEqual([12_500, 12_500, 25_000]);
  });

  it.each<[string, unknown]>([
    ['a part that is none', { type: 'toggle', part: '__proto__', value: 'x' }],
    ['a name that is none', { type: 'toggle', part: 'server', value: { toString: 1 } }],
    ['a time that ends before it begins', { type: 'time', from: 2, until: 1 }],
    ['a time that is none', { type: 'time', from: 'now', until: Number.NaN }],
  ])('is not moved by %s', async (_, message) => {
    dashboard({ snapshot: scanOf(events) });
    expect(reader.filterBy(message as Parameters<DashboardReader['filterBy']>[0])).toEqual({});
  });

  it('is worked out once for what came meanwhile, and the last is of the latest', async () => {
    const scans: { snapshot: ScanSnapshot | undefined } = { snapshot: scanOf([]) };
    const posted = dashboard(scans);
    reader.filter = { server: 'MAIL01' };
    const all = [];
    for (let count = 1; count <= 10; count += 1) {
      scans.snapshot = scanOf(events.slice(0, count * 1000));
      all.push(reader.refresh());
    }
    await Promise.all(all);
    expect(posted.length).toBeLessThanOrEqual(2);
    expect(posted.at(-1)?.view?.tables[0]?.rows[0]?.blocked).toBe(5000);
  });

  it('lets other work in between while many hits are counted', async () => {
    dashboard({ snapshot: scanOf(events) });
    reader.filter = { server: 'MAIL01' };
    let turns = 0;
    const count = () => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await reader.markdown();
    clearImmediate(timer);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('is the report for the clipboard, of what is filtered', async () => {
    const scans: { snapshot: ScanSnapshot | undefined } = { snapshot: undefined };
    dashboard(scans);
    expect(await reader.markdown()).toBeUndefined();
    scans.snapshot = scanOf(events);
    expect(await reader.markdown()).toContain('| 5.7.750 | 25,000 | 0 |');
    reader.filter = { server: 'MAIL01' };
    expect(await reader.markdown()).toMatch(/^# 5\.7\.7xx incident\n\nFilter: Server = MAIL01\.\n\n/);
  });
});
