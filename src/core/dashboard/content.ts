import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { shownZone } from '../code/shownTime';
import type { EventFilter } from '../logs/figures/eventFilter';
import { incidentParagraph, say } from '../logs/figures/incidentText';
import type { ScanSnapshot } from '../logs/figures/snapshot';
import type { IncidentSummary, SummarySettings } from '../logs/figures/summary';
import type { TableName } from '../logs/figures/tables';
import { chartOf } from './chart';
import { figuresOf } from './figures';
import { filterNotes } from './filterNotes';
import { chipsOf, isEmpty, shownName } from './filterParts';
import { scanNotes } from './scanNotes';
import { dashboardTexts } from './texts';
import {
  type BarRow,
  type BarTable,
  type DashboardContent,
  type DashboardView,
  type DiagnosisView,
  mostOwnColours,
  type NamePart,
  type Unit,
} from './view';

/** Rows of a table that reach the page. */
export const mostTableRows = 500;

/** What the dashboard's content is made of. */
export interface DashboardInput {
  readonly snapshot: ScanSnapshot;
  /** The numbers to show: those of the snapshot, or of its filtered events. */
  readonly summary: IncidentSummary;
  readonly filter: EventFilter;
  readonly unit: Unit | undefined;
  readonly language: Language;
  readonly settings: SummarySettings;
  readonly diagnosis?: DiagnosisView | undefined;
  /** Undefined for what is no code of the family. */
  meaningOf(code: string): string | undefined;
}

const tables: readonly (readonly [NamePart, TableName | 'codes'])[] = [
  ['code', 'codes'],
  ['sender', 'senders'],
  ['domain', 'domains'],
  ['source', 'sources'],
  ['server', 'servers'],
  ['connector', 'connectors'],
  ['remoteHost', 'remoteHosts'],
];

/** The content before the first scan. */
export function emptyDashboard(language: Language, diagnosis?: DiagnosisView): DashboardContent {
  return { language, texts: dashboardTexts[language], unit: undefined, diagnosis, view: undefined };
}

/** The content that shows a scan. */
export function dashboardContent(input: DashboardInput): DashboardContent {
  const { snapshot, summary, filter, unit, language, settings, diagnosis } = input;
  // Those of the whole scan, so that a code keeps its colour when the hits are filtered.
  const colours = snapshot.summary.codes.slice(0, mostOwnColours).map(({ name }) => name);
  const view: DashboardView = {
    state: snapshot.state,
    title: say(language, 'title'),
    scanned: scanNotes(snapshot, language),
    reading: incidentParagraph(summary, language),
    isZoneAssumed: summary.assumed.includes('zone'),
    zone: shownZone(summary.zone),
    figures: figuresOf(summary, language),
    chips: chipsOf(filter, settings, language),
    filterNotes: filterNotes(input),
    chart: chartOf(summary, unit, colours),
    tables: tables.flatMap(([part, name]) => barTable(part, name, input, colours)),
    withDeliveries: isEmpty(filter) && summary.delivered > 0,
  };
  return { language, texts: dashboardTexts[language], unit, diagnosis, view };
}

function barTable(
  part: NamePart,
  name: TableName | 'codes',
  { summary, language, meaningOf }: DashboardInput,
  colours: readonly string[],
): BarTable[] {
  const counts = summary[name];
  if (counts.length === 0) return [];
  const rows = counts.slice(0, mostTableRows).map(({ name: value, blocked, delivered }): BarRow => {
    const row = { value, name: shownName(value), blocked, delivered };
    if (part !== 'code') return row;
    const colour = colours.indexOf(value);
    return { ...row, meaning: meaningOf(value), colour: colour < 0 ? mostOwnColours : colour };
  });
  const uncounted = name === 'codes' ? 0 : (summary.uncounted[name] ?? 0);
  return [
    {
      part,
      title: say(language, `table.${name}`),
      rows,
      total: counts.length,
      notes: tableNotes(rows.length, counts.length, uncounted, language),
    },
  ];
}

function tableNotes(shown: number, all: number, uncounted: number, language: Language): string[] {
  const texts = dashboardTexts[language];
  return [
    ...(all > shown
      ? [
          fillPlaces(texts['more.capped'], {
            count: numberText(shown, language),
            all: numberText(all, language),
          }),
        ]
      : []),
    ...(uncounted > 0 ? [fillPlaces(texts.uncounted, { count: numberText(uncounted, language) })] : []),
  ];
}
