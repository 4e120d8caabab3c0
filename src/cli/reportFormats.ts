import Papa from 'papaparse';
import type { Language } from '../core/code/language';
import { printable, visibleText } from '../core/code/printable';
import { incidentParagraph } from '../core/logs/figures/incidentText';
import { nameTables, timeTables } from '../core/logs/figures/reportMarkdown';
import type { IncidentSummary } from '../core/logs/figures/summary';

/** The same numbers for programs. What comes from the logs is fit to show (see `printable`). */
export function reportJson(summary: IncidentSummary, language: Language): string {
  const report = { text: incidentParagraph(summary, language), ...summary };
  return `${JSON.stringify(report, (_, value) => (typeof value === 'string' ? visibleText(value) : value), 2)}\n`;
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
