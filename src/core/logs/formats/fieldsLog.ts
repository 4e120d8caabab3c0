import { Columns } from './columns';
import { CsvRecords } from './csvRecords';
import type { LineReader, LogLine, LogSink } from './format';
import { readWithCodes } from './recordCodes';

/** Reads one record of a log that names its columns. */
export type ReadRecord = (
  cells: readonly string[],
  columns: Columns,
  lines: readonly LogLine[],
  sink: LogSink,
) => void;

const fieldsLine = /^#Fields: ?/i;

/** True where the first lines name columns with `#Fields:`, all of the given ones among them. */
export function hasFields(head: readonly string[], names: readonly string[]): boolean {
  const line = head.find((text) => fieldsLine.test(text));
  if (line === undefined) return false;
  const columns = new Columns(namesIn(line));
  return names.every((name) => columns.has(name));
}

/**
 * Reads a log of Exchange Server or IIS: comment lines, of which `#Fields:` names the columns, and records. The header
 * comes again where a service started anew, and may name other columns then.
 */
export class FieldsLogReader implements LineReader {
  private columns = new Columns([]);
  private records: CsvRecords<LogLine> | undefined;

  constructor(
    private readonly sink: LogSink,
    private readonly delimiter: string,
    private readonly readRecord: ReadRecord,
  ) {}

  read(line: LogLine): boolean {
    if (line.text.startsWith('#')) {
      if (fieldsLine.test(line.text)) this.begin(namesIn(line.text));
      return false;
    }
    if (!this.records) return false;
    this.records.push(line);
    return true;
  }

  end(): void {
    this.records?.end();
  }

  private begin(names: readonly string[]): void {
    this.records?.end();
    this.columns = new Columns(names);
    this.records = new CsvRecords(this.delimiter, names.length, (cells, lines) =>
      readWithCodes(this.sink, lines, (sink) => this.readRecord(cells, this.columns, lines, sink)),
    );
  }
}

function namesIn(line: string): string[] {
  return line.replace(fieldsLine, '').trim().split(/[, ]/);
}
