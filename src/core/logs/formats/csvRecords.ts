import Papa from 'papaparse';

/** How much one record may take: what goes on longer has a stray quotation mark. */
export interface RecordLimits {
  readonly lines: number;
  /** In UTF-16 units. */
  readonly length: number;
}

/** A subject or a reply with line breaks has a few. */
const limitsOfLogs: RecordLimits = { lines: 20, length: Number.POSITIVE_INFINITY };

/**
 * Takes a record: its cells, without quotation marks, and the lines they stand on.
 * @param isBroken true for a line of what a stray quotation mark has opened, read by itself
 */
type TakeRecord<Line> = (cells: readonly string[], lines: readonly Line[], isBroken: boolean) => void;

/**
 * Cuts lines into CSV records (RFC 4180). A quoted cell may go on over several lines; after a stray quotation mark the
 * lines are read one by one, so that it costs its own line and no more.
 */
export class CsvRecords<Line extends { readonly text: string }> {
  private readonly parser: Papa.Parser;
  private open: Line[] = [];
  private length = 0;

  /** @param columns how many cells a record has, where a line with as many ends an open quotation */
  constructor(
    private readonly delimiter: string,
    private readonly columns: number | undefined,
    private readonly take: TakeRecord<Line>,
    private readonly limits = limitsOfLogs,
  ) {
    this.parser = new Papa.Parser({ delimiter, newline: '\n' });
  }

  push(line: Line): void {
    const { text } = line;
    const plain = this.open.length === 0 ? this.plainCells(text) : undefined;
    if (plain) {
      this.take(plain, [line], false);
      return;
    }
    if (this.open.length > 0 && this.isWhole(text)) this.giveUp();
    const isOpen = this.open.length > 0;
    const goesOn = this.endsQuoted(text, isOpen);
    if (!isOpen && !goesOn) {
      if (text !== '') this.take(this.cells(text), [line], false);
      return;
    }
    this.open.push(line);
    this.length += text.length;
    if (goesOn) {
      if (this.open.length > this.limits.lines || this.length > this.limits.length) this.giveUp();
      return;
    }
    const lines = this.open;
    this.clear();
    this.take(this.cells(lines.map((each) => each.text).join('\n')), lines, false);
  }

  end(): void {
    this.giveUp();
  }

  private giveUp(): void {
    const lines = this.open;
    this.clear();
    for (const line of lines) this.take(this.cells(line.text), [line], true);
  }

  private clear(): void {
    this.open = [];
    this.length = 0;
  }

  private isWhole(text: string): boolean {
    const { columns = 0, delimiter } = this;
    if (columns < 2 || !text.includes(delimiter) || this.endsQuoted(text, false)) return false;
    return this.cells(text).length === columns;
  }

  /** The cells of a line in which each stands in quotation marks and none holds one, as `Export-Csv` writes most. */
  private plainCells(text: string): string[] | undefined {
    if (text.length < 2 || text.charCodeAt(0) !== 0x22) return undefined;
    const cells: string[] = [];
    const { delimiter } = this;
    for (let from = 1; ; ) {
      const end = text.indexOf('"', from);
      if (end < 0) return undefined;
      cells.push(text.slice(from, end));
      if (end === text.length - 1) return cells;
      from = end + delimiter.length + 2;
      if (!text.startsWith(delimiter, end + 1) || text.charCodeAt(from - 1) !== 0x22) return undefined;
    }
  }

  private cells(text: string): string[] {
    if (!text.includes('"')) return text.split(this.delimiter);
    const { data }: Papa.ParseResult<string[]> = this.parser.parse(text, 0, false);
    return data.length > 1 ? data.flat() : (data[0] ?? ['']);
  }

  /** True where a line ends within a quoted cell. @param begins true where it begins in one */
  private endsQuoted(text: string, begins: boolean): boolean {
    let isQuoted = begins;
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      if (!isQuoted) isQuoted = at === 0 || text[at - 1] === this.delimiter;
      else if (text[at + 1] === '"') at += 1;
      else isQuoted = !this.endsCell(text, at + 1);
    }
    return isQuoted;
  }

  private endsCell(text: string, behind: number): boolean {
    let at = behind;
    while (text[at] === ' ') at += 1;
    return at === text.length || text[at] === this.delimiter;
  }
}

/** The cells of one line. */
export function splitQuoted(text: string, delimiter: string): string[] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  return data.length > 1 ? data.flat() : (data[0] ?? ['']);
}
