import Papa from 'papaparse';
import { visibleText } from '../code/printable';
import type { EventFilter } from '../logs/figures/eventFilter';
import type { ScannedFile } from '../logs/figures/snapshot';
import type { IncidentSummary } from '../logs/figures/summary';
import type { LogEvent } from '../logs/formats/event';

/** The columns of exported results, in order. */
export const resultColumns = [
  ...(['file', 'line', 'column', 'code', 'outcome', 'time', 'sender', 'recipient', 'queueId'] as const),
  ...([
    'sessionId',
    'messageId',
    'source',
    'remoteHost',
    'server',
    'connector',
    'format',
    'diagnostic',
  ] as const),
] as const;

/** Version of the exported JSON; it rises when a field changes its meaning or goes. */
const jsonVersion = 1;

type Cell = string | number;

/** An event as the cells of a row, fit to show; empty where the log does not say. */
function cells(event: LogEvent): Cell[] {
  const { file, line, hits, outcome, moment, format, diagnostic } = event;
  const texts = [
    event.sender,
    event.recipient,
    event.queueId,
    event.sessionId,
    event.messageId,
    event.source,
  ];
  const codes = [...new Set(hits.map(({ code }) => code))].join(' ');
  return [
    ...[visibleText(file), line, hits[0]?.column ?? 1, codes, outcome, moment?.time ?? ''],
    ...[...texts, event.remoteHost, event.server, event.connector].map((text) => visibleText(text ?? '')),
    ...[format, visibleText(diagnostic ?? '')],
  ];
}

/**
 * Events as rows for a spreadsheet, each ended by a line break; RFC 4180, or separated by tabs. A cell that a spreadsheet
 * would run as a formula begins with an apostrophe.
 */
export function asRows(events: readonly LogEvent[], delimiter: ',' | '\t' = ','): string {
  return events.length === 0 ? '' : `${unparse(events.map(cells), delimiter)}\r\n`;
}

/** The line above the rows. */
export function rowHeader(delimiter: ',' | '\t' = ','): string {
  return `${unparse([[...resultColumns]], delimiter)}\r\n`;
}

function unparse(rows: Cell[][], delimiter: string): string {
  return Papa.unparse(rows, { escapeFormulae: true, delimiter });
}

/** An event on one line of text, as grep writes it. */
export function asTextLine(event: LogEvent): string {
  const { file, line, hits, code, diagnostic, sender } = event;
  const place = `${visibleText(file)}:${line}:${hits[0]?.column ?? 1}`;
  return [`${place}: ${code ?? ''}`, sender && visibleText(sender), diagnostic && visibleText(diagnostic)]
    .filter(Boolean)
    .join(' ');
}

/** What is told in exported JSON besides the events. */
export interface ExportedResults {
  readonly filter: EventFilter;
  /** Events that were counted in the summary and not kept. */
  readonly dropped: number;
  readonly files: readonly ScannedFile[];
  readonly summary: IncidentSummary;
}

/** Results as JSON, in pieces of `length` events, so that nobody has to wait for the whole. */
export function* asJson(
  events: readonly LogEvent[],
  { filter, dropped, files, summary }: ExportedResults,
  length = 1000,
): Generator<string> {
  yield `{\n"version": ${jsonVersion},\n"filter": ${json(filter)},\n"dropped": ${dropped},\n"events": [`;
  yield* list(events, length);
  yield '],\n"files": [';
  yield* list(
    files.map(({ path, bytes, modified, hits, problem }) => ({ path, bytes, modified, hits, problem })),
    length,
  );
  yield `],\n"summary": ${json(summary)}\n}\n`;
}

function* list(items: readonly unknown[], length: number): Generator<string> {
  for (let from = 0; from < items.length; from += length) {
    const part = items.slice(from, from + length).map(json);
    yield `${from === 0 ? '' : ','}\n${part.join(',\n')}`;
  }
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'string' ? visibleText(each) : each));
}
