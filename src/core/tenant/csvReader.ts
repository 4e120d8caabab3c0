import Papa from 'papaparse';
import { Fields } from './fields';
import { breaksIn, longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/** Text that is parsed at once, in UTF-16 units; a quotation mark left open is looked at again only as often. */
const batchLength = 1 << 18;

/**
 * Tables of `Export-Csv` and of the portals: a header, perhaps below a `#TYPE` or `sep=` line, and rows. The separator is a comma,
 * a semicolon or a tab, as the header shows.
 */
export class CsvReader implements RecordReader {
  skipped = 0;
  private pending = '';
  private line = 1;
  private names: readonly string[] | undefined;
  private parser: Papa.Parser | undefined;
  private nextLength = batchLength;

  constructor(private readonly take: TakeRecord) {}

  push(piece: string): void {
    this.pending += piece;
    if (this.pending.length >= this.nextLength) this.parse(true);
  }

  end(): void {
    this.parse(false);
  }

  private parse(open: boolean): void {
    this.parser ??= this.begin(open);
    if (!this.parser) return;
    const { data, meta }: Papa.ParseResult<string[]> = this.parser.parse(this.pending, 0, open);
    for (const cells of data) this.row(cells);
    this.pending = open ? this.pending.slice(meta.cursor) : '';
    if (this.pending.length > longestRecord) this.giveUp();
    this.nextLength = this.pending.length + batchLength;
  }

  /** Skips what stands above the header and learns the separator from it. */
  private begin(open: boolean): Papa.Parser | undefined {
    for (;;) {
      const end = this.pending.indexOf('\n');
      if (end < 0 && open) return undefined;
      const first = end < 0 ? this.pending : this.pending.slice(0, end);
      if (!isPreamble(first)) return new Papa.Parser({ delimiter: delimiterOf(first), newline: '\n' });
      if (end < 0) return undefined;
      this.pending = this.pending.slice(end + 1);
      this.line += 1;
    }
  }

  private row(cells: readonly string[]): void {
    const line = this.line;
    this.line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (!this.names) {
      this.names = cells;
      return;
    }
    // A second header: two tables one below the other, or `-Append` without its own.
    if (cells.length === this.names.length && cells.every((cell, at) => cell === this.names?.[at])) return;
    if (cells.length === 1 && this.names.length > 1) this.skipped += 1;
    else this.take(new Fields(this.names.map((name, at) => [name, cells[at] ?? ''])), line);
  }

  /** Leaves out the line with a quotation mark that nothing closes. */
  private giveUp(): void {
    this.skipped += 1;
    const end = this.pending.indexOf('\n');
    this.pending = end < 0 ? '' : this.pending.slice(end + 1);
    this.line += end < 0 ? 0 : 1;
  }
}

function isPreamble(line: string): boolean {
  return (
    line.trim() === '' ||
    line.startsWith('#TYPE ') ||
    line.startsWith('"#TYPE ') ||
    /^"?sep=.?"?$/i.test(line)
  );
}

function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
