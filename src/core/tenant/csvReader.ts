import Papa from 'papaparse';
import { delimiterOf, isPreamble } from '../logs/formats/csvHeader';
import { ColumnHeader, Fields } from './fields';
import { breaksIn, type RecordReader, type TakeRecord } from './recordReader';

/** Text that is parsed at once, in UTF-16 units; a quotation mark left open is looked at again only as often. */
const batchLength = 1 << 18;
/** The longest row, in UTF-16 units. An entry of the audit log may have 100,000. */
const longestRow = 1 << 20;
/** Stray quotation marks that cost their own line only; after them, a file is too broken to look at its lines one by one. */
const mostGivenUp = 8;

/**
 * Tables of `Export-Csv` and of the portals: a header, perhaps below a `#TYPE` or `sep=` line, and rows. The separator is a comma,
 * a semicolon or a tab, as the header shows.
 */
export class CsvReader implements RecordReader {
  skipped = 0;
  private pending = '';
  private line = 1;
  private header: ColumnHeader | undefined;
  private parser: Papa.Parser | undefined;
  private nextLength = batchLength;
  private givenUp = 0;

  constructor(private readonly take: TakeRecord) {}

  get emptyHeader(): readonly string[] | undefined {
    return this.skipped > 0 ? undefined : (this.header?.names ?? []);
  }

  push(piece: string): void {
    this.pending += piece;
    if (this.pending.length >= this.nextLength) this.parse(true);
  }

  end(): void {
    this.parse(false);
  }

  private parse(open: boolean): void {
    this.nextLength = this.pending.length + batchLength;
    this.parser ??= this.begin(open);
    if (!this.parser) return;
    const { data, meta }: Papa.ParseResult<string[]> = this.parser.parse(this.pending, 0, open);
    for (const cells of data) this.row(cells);
    this.pending = open ? this.pending.slice(meta.cursor) : '';
    if (this.pending.length > longestRow) this.giveUp();
    this.nextLength = this.pending.length + batchLength;
  }

  /** Skips what stands above the header and learns the separator from it. */
  private begin(open: boolean): Papa.Parser | undefined {
    for (;;) {
      const end = this.pending.indexOf('\n');
      if (end < 0 && open && this.pending.length <= longestRow) return undefined;
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
    if (!this.header) {
      this.header = new ColumnHeader(cells);
      return;
    }
    const { names } = this.header;
    // The header once more, as where two tables stand one below the other.
    if (cells[0] === names[0] && cells.every((cell, at) => cell === names[at])) return;
    if (cells.length === 1 && names.length > 1) this.skipped += 1;
    else this.take(new Fields(this.header, cells), line);
  }

  /** Leaves out the line with a quotation mark that nothing closes. */
  private giveUp(): void {
    this.givenUp += 1;
    const isBroken = this.givenUp > mostGivenUp;
    const end = isBroken ? this.pending.lastIndexOf('\n') : this.pending.indexOf('\n');
    const left = end < 0 ? this.pending : this.pending.slice(0, end + 1);
    this.pending = this.pending.slice(left.length);
    const lines = breaksIn(left);
    this.line += lines;
    this.skipped += Math.max(1, lines);
  }
}
