import Papa from 'papaparse';
import type { LogLine } from './format';

/** Lines that one record may span: a subject or a reply with line breaks has a few. What goes on longer has a stray quotation mark. */
const mostLines = 20;

/** Takes a record: its cells, without quotation marks, and the lines they stand on. */
type TakeRecord = (cells: readonly string[], lines: readonly LogLine[]) => void;

/**
 * Cuts lines into CSV records (RFC 4180). A quoted cell may go on over several lines; after a stray quotation mark the
 * lines are read one by one, so that it costs its own line and no more.
 */
export class CsvRecords {
  private open: LogLine[] = [];
  private quotes = 0;

  /** @param columns the number of cells a record should have */
  constructor(
    private readonly delimiter: string,
    private readonly columns: number,
    private readonly take: TakeRecord,
  ) {}

  push(line: LogLine): void {
    const quotes = quotesIn(line.text);
    if (this.open.length > 0 && quotes % 2 === 0 && this.isWhole(line.text)) this.giveUp();
    if (this.open.length === 0 && quotes % 2 === 0) {
      if (line.text !== '') this.take(this.cells(line.text, quotes), [line]);
      return;
    }
    this.open.push(line);
    this.quotes += quotes;
    if (this.quotes % 2 === 0) {
      const lines = this.open;
      this.clear();
      this.take(this.cells(lines.map(({ text }) => text).join('\n'), 1), lines);
    } else if (this.open.length > mostLines) this.giveUp();
  }

  end(): void {
    this.giveUp();
  }

  private giveUp(): void {
    const lines = this.open;
    this.clear();
    for (const line of lines) this.take(this.cells(line.text, 1), [line]);
  }

  private clear(): void {
    this.open = [];
    this.quotes = 0;
  }

  private isWhole(text: string): boolean {
    return (
      this.columns > 1 &&
      text.includes(this.delimiter) &&
      this.cells(text, quotesIn(text)).length === this.columns
    );
  }

  private cells(text: string, quotes: number): string[] {
    return quotes === 0 ? text.split(this.delimiter) : splitQuoted(text, this.delimiter);
  }
}

/** The cells of one record that may hold quotation marks. */
export function splitQuoted(text: string, delimiter: string): string[] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  return data.length > 1 ? data.flat() : (data[0] ?? ['']);
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
