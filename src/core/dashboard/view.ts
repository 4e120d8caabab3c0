import type { Language } from '../code/language';
import type { DashboardTexts } from './texts';

export const units = ['minute', 'hour', 'day'] as const;
export type Unit = (typeof units)[number];

/** Length of a unit on the wall clock in milliseconds. */
export const unitLength: Readonly<Record<Unit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Codes drawn in a colour of their own; the others share the last one. */
export const mostOwnColours = 5;

/** The blocked mails of one code, or of all that have no colour of their own, a number for each bar. */
export interface ChartSeries {
  /** Undefined for the other codes. */
  readonly code: string | undefined;
  /** Which of the colours, from 0 to `mostOwnColours`. */
  readonly colour: number;
  readonly counts: readonly number[];
}

/** Mails over time in columns, as a chart takes them. */
export interface Chart {
  readonly unit: Unit;
  /** The units that can be asked for. */
  readonly available: readonly Unit[];
  /** When each bar begins: milliseconds of the wall clock, as if it were UTC. */
  readonly starts: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Undefined where no log shows deliveries. */
  readonly delivered: readonly number[] | undefined;
  /** Earlier bars that are left out. */
  readonly earlier: number;
}

/** What a row of a table can be filtered by. */
export const nameParts = [
  'code',
  'file',
  'sender',
  'domain',
  'source',
  'remoteHost',
  'server',
  'connector',
  'words',
] as const;
export type NamePart = (typeof nameParts)[number];

/** A part of a filter that can be taken away by itself. */
export type FilterPart = NamePart | 'time';

/** A part of the filter that is on, fit to show. */
export interface Chip {
  readonly part: FilterPart;
  readonly name: string;
}

/** One number of the incident with what it is called. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** A row of a table: a bar. */
export interface BarRow {
  /** As the log has it: what to filter by, never to be shown. */
  readonly value: string;
  /** The same, fit to show. */
  readonly name: string;
  readonly blocked: number;
  readonly delivered: number;
  /** What a code means. */
  readonly meaning?: string | undefined;
  /** Which of the chart's colours a code has. */
  readonly colour?: number;
}

/** The names of one kind, the most blocked first. */
export interface BarTable {
  readonly part: NamePart;
  readonly title: string;
  readonly rows: readonly BarRow[];
  /** Rows there are, those that are not in `rows` included. */
  readonly total: number;
  readonly notes: readonly string[];
}

/** A place that proves something. */
export interface PlaceView {
  /** `logs/mail.log:12`, fit to show. */
  readonly label: string;
  /** By which the page asks for it to be opened. */
  readonly place: number;
}

/** A sentence with what proves it. */
export interface ProvedText {
  readonly text: string;
  readonly places: readonly PlaceView[];
}

/** Something that happened. */
export interface StoryRowView {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The same in words, in UTC. */
  readonly time: string;
  readonly phase: 'before' | 'block' | 'since';
  readonly what: string;
  readonly name: string;
  /** By whom, from where, how often; may be empty. */
  readonly detail: string;
  readonly places: readonly PlaceView[];
}

/** What may be behind the block of one tenant, and what happened. */
export interface JudgementView {
  /** Which of several tenants; undefined where there is one. */
  readonly tenant: string | undefined;
  readonly headline: string;
  readonly reasons: readonly ProvedText[];
  readonly against: readonly ProvedText[];
  /** The query whose answer would decide. */
  readonly decidedBy: string | undefined;
  readonly fits: readonly string[];
  readonly storyTitle: string;
  readonly phases: Readonly<Record<StoryRowView['phase'], string>>;
  readonly story: readonly StoryRowView[];
}

/** The diagnosis, all of it fit to show. */
export interface DiagnosisView {
  /** That several tenants are mixed; undefined where they are not. */
  readonly mixed: string | undefined;
  readonly judgements: readonly JudgementView[];
}

/** What there is to show once something has been scanned. */
export interface DashboardView {
  readonly state: 'running' | 'complete' | 'cancelled';
  readonly title: string;
  /** What was scanned and how far. */
  readonly scanned: string;
  /** The incident in one paragraph. */
  readonly reading: string;
  /** True where the paragraph says which zone was taken for times that name none. */
  readonly isZoneAssumed: boolean;
  /** The zone of the times that are shown: `UTC`, `+01:00`. */
  readonly zone: string;
  readonly figures: readonly Figure[];
  /** The filter's parts; empty where there is none. */
  readonly chips: readonly Chip[];
  /** What to know about the filtered numbers. */
  readonly filterNotes: readonly string[];
  readonly chart: Chart | undefined;
  readonly tables: readonly BarTable[];
  /** False where deliveries are unknown. */
  readonly withDeliveries: boolean;
}

/** Everything the dashboard shows, in one language; plain data, names from logs fit to show but for `BarRow.value`. */
export interface DashboardContent {
  readonly language: Language;
  readonly texts: DashboardTexts;
  /** The unit a person chose for the bars of the chart. */
  readonly unit: Unit | undefined;
  /** Undefined where nothing is known to be blocked. */
  readonly diagnosis: DiagnosisView | undefined;
  /** Undefined before the first scan. */
  readonly view: DashboardView | undefined;
}
