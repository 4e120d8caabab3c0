import { Columns, columnKey } from '../logs/formats/columns';
import { DateReading } from './dateReading';
import { boundedValue, flagOf, isUnreadable, listOf, nestedOf, textOf } from './values';

/** Columns of a row that are looked at; Exchange's widest object has some 400. */
const mostColumns = 2000;

/** Where a column stands: at a place of the row, or within the object in another column. */
type Found =
  | { readonly place: number }
  | { readonly place: undefined; readonly outer: string; readonly inner: string };

/** Columns of a table by their names. */
export class ColumnHeader extends Columns {
  readonly names: readonly string[];
  /** Names that were asked for; they stand in the tables of the kinds, and are few. */
  private readonly asked = new Map<string, Found | null>();

  constructor(names: readonly string[]) {
    const first = names.slice(0, mostColumns);
    super(first);
    this.names = first;
  }

  /** @param name as `Fields` is asked for it, with dots for a column within an object */
  find(name: string): Found | undefined {
    const known = this.asked.get(name);
    if (known !== undefined) return known ?? undefined;
    const found = this.search(name);
    this.asked.set(name, found ?? null);
    return found;
  }

  private search(name: string): Found | undefined {
    const dot = name.indexOf('.');
    const place = this.placeOf(name) ?? (dot < 0 ? undefined : this.placeOf(name.replaceAll('.', '')));
    if (place !== undefined) return { place };
    return dot < 0 ? undefined : { place, outer: name.slice(0, dot), inner: name.slice(dot + 1) };
  }
}

/** Headers of objects by their first name and size: the objects of one export mostly have the same few. */
const headers = new Map<string, ColumnHeader>();
const mostHeaders = 200;
/** Columns, and UTF-16 units of a name, of a header that is remembered. */
const [mostNames, longestName] = [100, 100];

function headerOf(names: readonly string[]): ColumnHeader {
  const key = `${names.length} ${names[0]}`;
  const known = headers.get(key);
  if (known && names.every((name, at) => name === known.names[at])) return known;
  const header = new ColumnHeader(names);
  if (names.length > mostNames || names.some((name) => name.length > longestName)) return header;
  if (headers.size >= mostHeaders) headers.clear();
  headers.set(key, header);
  return header;
}

/** A list as Windows PowerShell writes one that it has wrapped: `{ "value": [ … ], "Count": 2 }`. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('Count' in value))
    return value;
  return 'value' in value && Array.isArray(value.value) ? value.value : value;
}

/**
 * One row of an export. Columns are asked for by the names that `columnKey` makes of theirs. A name with dots is a column within an object, be
 * it there as an object (`status: { errorCode }`) or flattened (`Status.ErrorCode`, `StatusErrorCode`).
 */
export class Fields {
  /** Objects in columns, as they were asked for. */
  private objects: Map<string, Fields | undefined> | undefined;

  constructor(
    private readonly header: ColumnHeader,
    private readonly values: readonly unknown[],
    private dates?: DateReading,
  ) {}

  static of(object: Readonly<Record<string, unknown>>, dates?: DateReading): Fields {
    return Fields.named(Object.keys(object), Object.values(object), dates);
  }

  /** @param names each once */
  static named(names: readonly string[], values: readonly unknown[], dates?: DateReading): Fields {
    return new Fields(headerOf(names), values, dates);
  }

  /** From now on its dates are read as the others of its file. */
  readingDatesBy(dates: DateReading): Fields {
    this.dates = dates;
    return this;
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.cell(name) !== undefined);
  }

  get size(): number {
    return this.header.names.length;
  }

  /** As the export writes them. */
  get names(): readonly string[] {
    return this.header.names;
  }

  /** The first of some columns that holds text; of a list, its entries. */
  text(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.whole(name);
      const text = Array.isArray(value) ? listOf(value)?.join(', ') : textOf(value);
      if (text !== undefined && text !== '') return boundedValue(text);
    }
    return undefined;
  }

  /** The same up to 10,000 signs, for what is taken apart and not kept as it stands. */
  long(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const text = textOf(this.whole(name));
      if (text !== undefined) return text.slice(0, 10_000);
    }
    return undefined;
  }

  /** The first of some columns that is there, without a bound, for what is read and not kept. */
  whole(...names: readonly string[]): unknown {
    for (const name of names) {
      const value = this.cell(name);
      if (value !== undefined) return unwrapped(value);
    }
    return undefined;
  }

  flag(...names: readonly string[]): boolean | undefined {
    return this.first(names, flagOf);
  }

  list(...names: readonly string[]): string[] | undefined {
    return this.first(names, listOf);
  }

  number(...names: readonly string[]): number | undefined {
    return this.first(names, (value) => {
      const text = textOf(value);
      return text !== undefined && /^-?\d{1,15}(?:[.,]\d{1,9})?$/.test(text)
        ? Number(text.replace(',', '.'))
        : undefined;
    });
  }

  /** Milliseconds since 1970. */
  time(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const value = this.whole(name);
      this.dates ??= new DateReading();
      const at = value === undefined ? undefined : this.dates.read(name, value);
      if (at !== undefined) return at;
    }
    return undefined;
  }

  /** An object in a column, in which columns are asked for in the same way. */
  nested(...names: readonly string[]): Fields | undefined {
    for (const name of names) {
      const found = this.objectIn(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The columns, of those asked for, whose cells say something that nobody can read. */
  unreadable(wanted: ReadonlySet<string>): string[] {
    if (!this.values.some(isUnreadable)) return [];
    return this.header.names.filter(
      (name, place) => isUnreadable(this.values[place]) && wanted.has(columnKey(name)),
    );
  }

  private objectIn(name: string): Fields | undefined {
    this.objects ??= new Map();
    if (this.objects.has(name)) return this.objects.get(name);
    const object = nestedOf(this.cell(name));
    const fields = object && Fields.of(object, this.dates);
    this.objects.set(name, fields);
    return fields;
  }

  /** The value of a column of the row or of an inner object; undefined where there is no such column. */
  private cell(name: string): unknown {
    const found = this.header.find(name);
    if (found?.place !== undefined) return this.values[found.place] ?? null;
    return found && this.objectIn(found.outer)?.cell(found.inner);
  }

  private first<Value>(
    names: readonly string[],
    read: (value: unknown) => Value | undefined,
  ): Value | undefined {
    for (const name of names) {
      const value = this.whole(name);
      const found = value === undefined ? undefined : read(value);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
