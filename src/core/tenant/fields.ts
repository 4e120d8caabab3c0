import { Columns, columnKey } from '../logs/formats/columns';
import { DateReading } from './dateReading';
import { boundedValue, flagOf, isUnreadable, listOf, nestedOf, textOf } from './values';

/** Columns of a row that are looked at; Exchange's widest object has some 400. */
const mostColumns = 2000;

/** Columns of a table by their names. */
export class ColumnHeader extends Columns {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    const first = names.slice(0, mostColumns);
    super(first);
    this.names = first;
  }
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
    private readonly dates = new DateReading(),
  ) {}

  static of(entries: readonly (readonly [name: string, value: unknown])[], dates?: DateReading): Fields {
    return new Fields(
      new ColumnHeader(entries.map(([name]) => name)),
      entries.map(([, value]) => value),
      dates,
    );
  }

  /** The same row, its dates read as the others of its file. */
  readingDatesBy(dates: DateReading): Fields {
    return new Fields(this.header, this.values, dates);
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
    return this.header.names.filter(
      (name, place) => isUnreadable(this.values[place]) && wanted.has(columnKey(name)),
    );
  }

  private objectIn(name: string): Fields | undefined {
    this.objects ??= new Map();
    if (this.objects.has(name)) return this.objects.get(name);
    const object = nestedOf(this.cell(name));
    const fields = object && Fields.of(Object.entries(object), this.dates);
    this.objects.set(name, fields);
    return fields;
  }

  /** The value of a column of the row or of an inner object; undefined where there is no such column. */
  private cell(name: string): unknown {
    const place = this.header.placeOf(name);
    if (place !== undefined) return this.values[place] ?? null;
    const dot = name.indexOf('.');
    if (dot < 0) return undefined;
    const flat = this.header.placeOf(name.replaceAll('.', ''));
    if (flat !== undefined) return this.values[flat] ?? null;
    return this.objectIn(name.slice(0, dot))?.cell(name.slice(dot + 1));
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
