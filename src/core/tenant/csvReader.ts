import { isWhole, type TextLine } from '../files/lines';
import { delimiterOf, isPreamble } from '../logs/formats/csvHeader';
import { CsvRecords } from '../logs/formats/csvRecords';
import { ColumnHeader, Fields } from './fields';
import type { RecordReader, TakeRecord } from './recordReader';

/** The longest row, in UTF-16 units. An entry of the audit log may have 100,000. */
const longestRow = 1 << 20;

/**
 * Tables of `Export-Csv` and of the portals: a header, perhaps below a `#TYPE` or `sep=` line, and rows. The separator is a comma,
 * a semicolon or a tab, as the header shows.
 */
export class CsvReader implements RecordReader {
  readonly longestLine = longestRow;
  skipped = 0;
  private header: ColumnHeader | undefined;
  private records: CsvRecords<TextLine> | undefined;

  constructor(private readonly take: TakeRecord) {}

  get emptyHeader(): readonly string[] | undefined {
    return this.skipped > 0 ? undefined : (this.header?.names ?? []);
  }

  read(line: TextLine): void {
    if (!isWhole(line)) {
      if (line.complete) this.skipped += 1;
      return;
    }
    if (!this.records && isPreamble(line.text)) return;
    this.records ??= this.begin(line.text);
    this.records.push(line);
  }

  end(): void {
    this.records?.end();
  }

  private begin(header: string): CsvRecords<TextLine> {
    return new CsvRecords<TextLine>(
      delimiterOf(header),
      undefined,
      (cells, [line], isBroken) => this.row(cells, line?.number ?? 0, isBroken),
      { lines: Number.POSITIVE_INFINITY, length: longestRow },
    );
  }

  private row(cells: readonly string[], line: number, isBroken: boolean): void {
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (!this.header) {
      this.header = new ColumnHeader(cells);
      return;
    }
    const { names } = this.header;
    // The header once more, as where two tables stand one below the other.
    if (cells[0] === names[0] && cells.every((cell, at) => cell === names[at])) return;
    const isCut = isBroken ? cells.length !== names.length : cells.length === 1 && names.length > 1;
    if (isCut) this.skipped += 1;
    else this.take(new Fields(this.header, cells), line);
  }
}
