import { excerpt, printable } from '../code/printable';
import { LineCutter, type TextLine } from '../files/lines';
import { columnKey } from '../logs/formats/columns';
import type { DayOrder } from '../logs/formats/dateOrder';
import type { NamedAnswer } from './answers';
import { CsvReader } from './csvReader';
import { DateReading, type DayOrders } from './dateReading';
import type { TenantExport, UnreadableColumn } from './facts';
import { Fields } from './fields';
import { JsonReader, objectsAround } from './jsonReader';
import { type Collector, columnNames, type KindReader, periodOf } from './kind';
import { kindNamed, kindOf } from './kinds';
import { ListReader, property } from './listReader';
import { isPostfixConfiguration, PostfixReader } from './postfixReader';
import { longestRecord, type RecordReader } from './recordReader';
import { isPrintedTable, TableReader, withoutPrompts } from './tableReader';

/** Why an export is not read. `columns` are fit to show; the sentence is made of them in the reader's language. */
export type Refusal =
  | { readonly reason: 'empty' | 'packed' | 'too-large' }
  | { readonly reason: 'unknown'; readonly columns: readonly string[] };

/** What is known of an export before it is read. */
export interface ReadingHints {
  /** The query it answers, by its name. */
  readonly answer?: NamedAnswer | undefined;
  /** When it was written, in milliseconds since 1970: no date in it is later. */
  readonly writtenAt?: number | undefined;
  /** What an earlier reading has decided about its dates. */
  readonly orders?: DayOrders | undefined;
  /** The order of the dates in the files read together with it, for dates of which nothing in the file tells. */
  readonly commonOrder?: DayOrder | undefined;
}

/** How much of a text tells its format, in UTF-16 units. */
const headLength = 1 << 16;
/** Rows that may come before the first of a known kind. */
const mostUnknown = 20;
/** UTF-16 units that may come before the first row of a known kind: as much as so many of the longest rows. */
const mostBefore = 8 * longestRecord;
/** Columns named in a refusal. */
const mostNamed = 8;

/** Reads the text of one export piece by piece; keeps no more than what the steps need. */
export class TenantReading {
  private cutter = new LineCutter();
  private readonly dates: DateReading;
  private head: string | undefined = '';
  private reader: RecordReader | undefined;
  private kind: KindReader | undefined;
  private collector: Collector | undefined;
  private wanted: ReadonlySet<string> = new Set();
  private columns: string[] = [];
  private readonly unreadable = new Map<string, number>();
  private rowCount = 0;
  private unknown = 0;
  private length = 0;
  private seen: readonly string[] = [];

  constructor(private readonly hints: ReadingHints = {}) {
    this.dates = new DateReading(hints.orders);
  }

  push(piece: string): void {
    this.length += piece.length;
    if (this.head === undefined) this.cutter.push(piece, this.readLine);
    else {
      this.head += piece;
      if (this.head.length >= headLength) this.begin(this.head);
    }
  }

  /** True where nothing in the text can be read any more, so that the rest may be left alone. */
  get isHopeless(): boolean {
    return !this.kind && (this.unknown >= mostUnknown || this.length > mostBefore);
  }

  end(): Omit<TenantExport, 'source'> | Refusal {
    if (this.head !== undefined) this.begin(this.head);
    this.cutter.end(this.readLine);
    this.reader?.end();
    if (!this.kind && this.seen.length === 0) this.recogniseEmpty();
    if (!this.kind || !this.collector)
      return this.seen.length === 0 ? { reason: 'empty' } : { reason: 'unknown', columns: this.seen };
    const { orders, order } = this.decidedDates();
    return {
      kind: this.kind.kind,
      askedAt: this.hints.writtenAt,
      query: this.hints.answer?.kind === this.kind.kind ? this.hints.answer.query : undefined,
      rowCount: this.rowCount,
      skipped: (this.reader?.skipped ?? 0) + this.collector.misread,
      dropped: this.collector.dropped,
      columnsRead: this.columns,
      unreadable: this.unreadableColumns(this.collector),
      period: this.collector.period ?? periodOf(this.collector.rows()),
      dateOrder: this.dates.wouldChangeWith(orders) ? 'ambiguous' : order,
      rows: this.collector.rows(),
    };
  }

  /** After the end: with which orders the same text has to be read again, since some date was read in the wrong way. */
  get betterOrders(): DayOrders | undefined {
    const { orders } = this.decidedDates();
    return this.dates.wouldChangeWith(orders) ? orders : undefined;
  }

  private decidedDates() {
    return this.dates.decided(this.hints.writtenAt, this.hints.commonOrder);
  }

  private begin(head: string): void {
    this.head = undefined;
    this.reader = readerFor(head, (fields, line) => this.row(fields.readingDatesBy(this.dates), line));
    this.cutter = new LineCutter(1, this.reader.longestLine);
    this.cutter.push(head, this.readLine);
  }

  private readonly readLine = (line: TextLine): void => this.reader?.read(line);

  private row(fields: Fields, line: number): void {
    if (!this.kind && !this.recognise(fields)) return;
    this.rowCount += 1;
    for (const name of fields.unreadable(this.wanted))
      this.unreadable.set(name, (this.unreadable.get(name) ?? 0) + 1);
    this.collector?.add(fields, line);
  }

  private recognise(fields: Fields): boolean {
    if (this.isHopeless) return false;
    const kind = this.kindOfRow(fields);
    if (!kind) {
      this.unknown += 1;
      if (this.seen.length === 0) this.seen = fields.names.slice(0, mostNamed).map(shown);
      return false;
    }
    this.take(kind, fields.names);
    return true;
  }

  /** The kind that the file's name says, where the row has columns of it; else the one that the row looks like. */
  private kindOfRow(fields: Fields): KindReader | undefined {
    const named = this.hints.answer && kindNamed(this.hints.answer.kind);
    return named && hasColumnOf(named, fields.names) ? named : kindOf(fields);
  }

  /**
   * Nothing was found: an answer by its name, or a table of which there is the header only. A message of the shell in place of an answer
   * is none.
   */
  private recogniseEmpty(): void {
    const read = this.reader?.emptyHeader;
    if (!read) return;
    // What ConvertTo-Json makes of no object.
    const header = read.length === 1 && read[0]?.trim() === 'null' ? [] : read;
    const named = this.hints.answer && kindNamed(this.hints.answer.kind);
    const isNamed = named && (header.length === 0 || hasColumnOf(named, header));
    const kind = isNamed ? named : kindOf(Fields.of(Object.fromEntries(header.map((name) => [name, '']))));
    if (kind) this.take(kind, header);
    else this.seen = header.slice(0, mostNamed).map(shown);
  }

  private take(kind: KindReader, header: readonly string[]): void {
    this.kind = kind;
    this.collector = kind.collector();
    this.wanted = columnNames(kind.columns);
    this.columns = header.filter((name) => this.wanted.has(columnKey(name)));
  }

  private unreadableColumns({ unreadable = [] }: Collector): UnreadableColumn[] | undefined {
    const named = [...this.unreadable].map(([column, rows]) => ({ column: shown(column), rows }));
    const others = unreadable.filter(({ column }) => !this.unreadable.has(column));
    return named.length + others.length === 0 ? undefined : [...named, ...others];
  }
}

function hasColumnOf({ columns }: KindReader, header: readonly string[]): boolean {
  const wanted = columnNames(columns);
  return header.some((name) => wanted.has(columnKey(name)));
}

function shown(name: string): string {
  return printable(excerpt(name, 0, 0, 40));
}

function readerFor(head: string, take: ConstructorParameters<typeof CsvReader>[0]): RecordReader {
  const text = withoutPrompts(head).trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return new JsonReader(objectsAround(text), take);
  if (isPostfixConfiguration(head)) return new PostfixReader(take);
  const first = text.slice(0, 4000).split(/[\r\n]/, 1)[0] ?? '';
  if (property.test(first) && !/^[^:]*,/.test(first)) return new ListReader(take);
  return isPrintedTable(text) ? new TableReader(take) : new CsvReader(take);
}
