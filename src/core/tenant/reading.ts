import { columnKey } from '../logs/columns';
import { excerpt, printable } from '../printable';
import { CsvReader } from './csvReader';
import type { TenantExport } from './facts';
import type { Fields } from './fields';
import { entryDepthOf, JsonReader } from './jsonReader';
import { kindOf } from './kinds';
import type { Collector, KindReader } from './kinds/kind';
import { ListReader, property } from './listReader';
import { isPostfixConfiguration, PostfixReader } from './postfixReader';
import { LineBreaks, type RecordReader } from './recordReader';

/** Why an export is not read. `columns` are fit to show; the sentence is made of them in the reader's language. */
export type Refusal =
  | { readonly reason: 'empty' | 'too-large' }
  | { readonly reason: 'unknown'; readonly columns: readonly string[] };

/** How much of a text tells its format, in UTF-16 units. */
const headLength = 1 << 16;
/** Rows that may come before the first of a known kind. */
const mostUnknown = 20;
/** Columns named in a refusal. */
const mostNamed = 8;

/** Reads the text of one export piece by piece; keeps no more than what the steps need. */
export class TenantReading {
  private readonly breaks = new LineBreaks();
  private head: string | undefined = '';
  private reader: RecordReader | undefined;
  private kind: KindReader | undefined;
  private collector: Collector | undefined;
  private columns: string[] = [];
  private rowCount = 0;
  private unknown = 0;
  private seen: readonly string[] = [];

  push(piece: string): void {
    this.pass(this.breaks.push(piece));
  }

  /** True where nothing in the text can be read any more, so that the rest may be left alone. */
  get isHopeless(): boolean {
    return !this.kind && this.unknown >= mostUnknown;
  }

  end(): Omit<TenantExport, 'source'> | Refusal {
    this.pass(this.breaks.end());
    if (this.head !== undefined) this.begin(this.head);
    this.reader?.end();
    if (!this.kind || !this.collector)
      return this.seen.length === 0 ? { reason: 'empty' } : { reason: 'unknown', columns: this.seen };
    return {
      kind: this.kind.kind,
      rowCount: this.rowCount,
      skipped: this.reader?.skipped ?? 0,
      dropped: this.collector.dropped,
      columnsRead: this.columns,
      rows: this.collector.rows(),
    };
  }

  private pass(text: string): void {
    if (this.head === undefined) this.reader?.push(text);
    else {
      this.head += text;
      if (this.head.length >= headLength) this.begin(this.head);
    }
  }

  private begin(head: string): void {
    this.head = undefined;
    this.reader = readerFor(head, (fields, line) => this.row(fields, line));
    this.reader.push(head);
  }

  private row(fields: Fields, line: number): void {
    if (!this.kind && !this.recognise(fields)) return;
    this.rowCount += 1;
    this.collector?.add(fields, line);
  }

  private recognise(fields: Fields): boolean {
    if (this.isHopeless) return false;
    this.kind = kindOf(fields);
    if (!this.kind) {
      this.unknown += 1;
      if (this.seen.length === 0) this.seen = fields.names.slice(0, mostNamed).map(shown);
      return false;
    }
    this.collector = this.kind.collector();
    const wanted = new Set(this.kind.columns);
    this.columns = fields.names.filter((name) => wanted.has(columnKey(name)));
    return true;
  }
}

function shown(name: string): string {
  return printable(excerpt(name, 0, 0, 40));
}

function readerFor(head: string, take: ConstructorParameters<typeof CsvReader>[0]): RecordReader {
  const text = head.trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return new JsonReader(entryDepthOf(head), take);
  if (isPostfixConfiguration(head)) return new PostfixReader(take);
  const first = text.slice(0, 4000).split('\n', 1)[0] ?? '';
  return property.test(first) && !/^[^:]*,/.test(first) ? new ListReader(take) : new CsvReader(take);
}
