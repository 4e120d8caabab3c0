import { type DashboardInput, dashboardContent } from '../../src/core/dashboard/content';
import type { DashboardContent } from '../../src/core/dashboard/view';
import { explain } from '../../src/core/knowledge/explanation';
import { summaryOf } from '../../src/core/logs/figures/filteredSummary';
import type { ScanSnapshot } from '../../src/core/logs/figures/snapshot';
import type { LogEvent } from '../../src/core/logs/formats/event';
import { scanOf, settings } from '../unit/core/dashboard/scanOf';
import { event } from '../unit/core/logs/toldEvents';

const minute = 60_000;

/** Two days of an incident with several codes, devices and servers, and the deliveries beside it. */
export function incidentScan(): ScanSnapshot {
  const codes = ['5.7.750', '5.7.750', '5.7.705', '5.7.708', '5.7.711', '5.7.703', '5.7.728'];
  const events: LogEvent[] = [];
  for (let number = 0; number < 900; number += 1) {
    const at = Date.parse('2026-11-23T13:02:00Z') + ((number * 7919) % 2700) * minute;
    const device = `device${number % 23}`;
    events.push(
      event({
        time: new Date(at).toISOString(),
        code: codes[number % codes.length] ?? '5.7.750',
        sender: `${device}@${['print', 'nas', 'crm'][number % 3]}.adatum.example`,
        server: `MAIL0${1 + (number % 2)}`,
        source: `10.0.${number % 3}.${number % 17}`,
        connector: number % 4 === 0 ? 'Inbound from on-premises' : undefined,
        remoteHost: 'adatum-example.mail.protection.outlook.com',
      }),
    );
    for (let mail = 0; mail < 3 + (number % 5); mail += 1)
      events.push(event({ outcome: 'delivered', time: new Date(at).toISOString(), server: 'MAIL01' }));
  }
  return scanOf(events);
}

/** What the dashboard is told about a scan. */
export function contentOf(snapshot: ScanSnapshot, input: Partial<DashboardInput> = {}): DashboardContent {
  const { filter = {}, language = 'en' } = input;
  const isFiltered = Object.keys(filter).length > 0;
  return dashboardContent({
    ...{ snapshot, filter, language, settings, unit: undefined },
    summary: isFiltered ? summaryOf(snapshot.events, filter, settings) : snapshot.summary,
    meaningOf: (code) => explain(code, language).meaning.text,
    ...input,
  });
}
