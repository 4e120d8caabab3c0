import Papa from 'papaparse';
import type { Language } from '../core/catalogue/language';
import { escapeMarkdownLine } from '../core/explain/markdown';
import type { Count } from '../core/logs/counts';
import { incidentParagraph, say } from '../core/logs/incidentText';
import type { IncidentSummary } from '../core/logs/summary';
import type { Period } from '../core/logs/timeline';
import { printable } from '../core/printable';

/** Rows of a table in Markdown, for people; JSON and CSV have all. */
const mostRows = 20;

const nameTables = [
  'codes',
  'senders',
  'domains',
  'sources',
  'remoteHosts',
  'servers',
  'connectors',
] as const;
const timeTables = ['perDay', 'perHour'] as const;

/** The report for a ticket or a wiki page. */
export function reportMarkdown(summary: IncidentSummary, language: Language): string {
  const sections = [
    ...nameTables.map((name) => countTable(say(language, `table.${name}`), summary[name], language)),
    ...timeTables.map((name) => periodTable(say(language, `table.${name}`), summary[name], language)),
  ];
  const paragraph = escapeMarkdownLine(incidentParagraph(summary, language));
  return `${[`# ${say(language, 'title')}`, paragraph, ...sections.filter((text) => text !== '')].join('\n\n')}\n`;
}

/** The same numbers for programs. What comes from the logs is fit to show (see `printable`). */
export function reportJson(summary: IncidentSummary, language: Language): string {
  const report = { text: incidentParagraph(summary, language), ...summary };
  return `${JSON.stringify(report, (_, value) => (typeof value === 'string' ? printable(value) : value), 2)}\n`;
}

/** One table for spreadsheets (RFC 4180). A cell that a spreadsheet would run as a formula begins with an apostrophe. */
export function reportCsv(summary: IncidentSummary): string {
  const counts = nameTables.flatMap((table) =>
    summary[table].map(({ name, blocked, delivered }) => [table, printable(name), blocked, delivered]),
  );
  const periods = timeTables.flatMap((table) =>
    summary[table].map(({ start, blocked, delivered }) => [table, start, blocked, delivered]),
  );
  return `${Papa.unparse([['table', 'name', 'blocked', 'delivered'], ...counts, ...periods], { escapeFormulae: true })}\r\n`;
}

function countTable(title: string, counts: readonly Count[], language: Language): string {
  const rows = counts
    .slice(0, mostRows)
    .map(({ name, blocked, delivered }) => [cell(name), blocked, delivered]);
  return table(title, ['name', 'blocked', 'delivered'], rows, counts.length - rows.length, language);
}

/** The last periods, the earlier ones being counted: what goes on now matters most. */
function periodTable(title: string, periods: readonly Period[], language: Language): string {
  const told = periods.filter(({ blocked }) => blocked > 0);
  const rows = told
    .slice(-mostRows)
    .map(({ start, blocked, delivered, deferred }) => [cell(start), blocked, delivered, deferred]);
  return table(
    title,
    ['start', 'blocked', 'delivered', 'deferred'],
    rows,
    told.length - rows.length,
    language,
  );
}

function table(
  title: string,
  columns: readonly ('name' | 'start' | 'blocked' | 'delivered' | 'deferred')[],
  rows: readonly (readonly (string | number)[])[],
  further: number,
  language: Language,
): string {
  if (rows.length === 0) return '';
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const count = new Intl.NumberFormat(language).format(further);
  return [
    `## ${title}\n`,
    row(columns.map((name) => say(language, `column.${name}`))),
    row(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(row),
    ...(further > 0 ? [`\n${say(language, 'table.further', { count })}`] : []),
  ].join('\n');
}

function cell(text: string): string {
  return escapeMarkdownLine(printable(text));
}
