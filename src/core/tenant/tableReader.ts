import type { TextLine } from '../files/lines';
import { ColumnHeader, Fields } from './fields';
import { longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/** The line of dashes below the names of the columns, a group for each. */
const dashes = /^ *-{2,}(?: +-+)* *$/;
const named = /^(?=.*\S).{1,4000}\r?\n *-{2,}(?: +-+)* *\r?$/m;
/** What the shell asks, with what was typed. */
const prompt = /^(?:PS\b[^>\n]{0,300}>|>> )/;
/** What stands in a cell that the console has cut. Nobody knows how it goes on, as of the name of a type. */
const cut = 'System.String';

/** Says whether a text is what `Format-Table` prints. */
export function isPrintedTable(text: string): boolean {
  return named.test(text.slice(0, 8000));
}

/** A text without what the shell asked, and what `Start-Transcript` says first. */
export function withoutPrompts(head: string): string {
  const text = head.replace(
    /^\s*\*{10,}\r?\n[\s\S]{0,4000}?\n\*{10,}\r?\n(?:Transcript started.*\r?\n)?/,
    '',
  );
  return text
    .split(/\r?\n/)
    .filter((line) => !prompt.test(line))
    .join('\n');
}

/**
 * Tables as PowerShell prints objects of few properties, and `Format-Table` any: the names, a line of dashes, a row a line. A row whose first
 * cell is empty goes on with the one before. Of numbers, which stand at the right, the beginning may be left of the dashes.
 */
export class TableReader implements RecordReader {
  readonly longestLine = longestRecord;
  skipped = 0;
  readonly emptyHeader = undefined;
  private before = '';
  private header: ColumnHeader | undefined;
  private starts: readonly number[] = [];
  private row: { readonly cells: string[]; readonly line: number } | undefined;

  constructor(private readonly take: TakeRecord) {}

  read({ text, number, offset }: TextLine): void {
    if (offset > 0) return;
    if (dashes.test(text) && this.before.trim() !== '') this.begin(text);
    else if (this.header && text.trim() !== '' && !prompt.test(text)) this.readRow(text, number);
    else this.finish();
    this.before = text;
  }

  end(): void {
    this.finish();
  }

  private begin(line: string): void {
    // The names were taken for a row of the table before.
    this.row = undefined;
    this.starts = [...line.matchAll(/-+/g)].map(({ index }) => index);
    this.header = new ColumnHeader(this.cellsOf(this.before));
  }

  private readRow(line: string, number: number): void {
    const cells = this.cellsOf(line);
    const { row } = this;
    if (row && cells[0] === '')
      for (const [at, cell] of cells.entries()) row.cells[at] = joined(row.cells[at] ?? '', cell);
    else {
      this.finish();
      this.row = { cells, line: number };
    }
  }

  private finish(): void {
    const { row, header } = this;
    this.row = undefined;
    if (!row || !header) return;
    const values = row.cells.map((cell) => (/(?:\.{3}|…)$/.test(cell) ? cut : cell));
    this.take(new Fields(header, values), row.line);
  }

  private cellsOf(line: string): string[] {
    const edges = this.starts.map((start, at) => (at === 0 ? 0 : edgeNear(line, start)));
    return edges.map((edge, at) => line.slice(edge, edges[at + 1] ?? line.length).trim());
  }
}

/** An address or another word without a blank was broken within; sentences are broken between words. */
function joined(first: string, rest: string): string {
  return (/\s/.test(first) ? `${first} ${rest}` : `${first}${rest}`).trim();
}

/** Where the cell begins whose dashes begin at a place. */
function edgeNear(line: string, start: number): number {
  let edge = start;
  while (edge > 0 && edge < line.length && line[edge - 1] !== ' ') edge -= 1;
  return edge;
}
