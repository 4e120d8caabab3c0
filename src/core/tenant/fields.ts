import { Columns } from '../logs/columns';
import { bounded, flagOf, listOf, nestedOf, textOf, timeOf } from './values';

/** Columns of a row that are looked at; Exchange's widest object has some 400. */
const mostColumns = 2000;

/** Columns of a table by their names, in which case and separators do not count. */
export class Header extends Columns {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    const first = names.slice(0, mostColumns);
    super(first);
    this.names = first;
  }
}

/** One row of an export. Columns are asked for by the names that `columnKey` makes of theirs. */
export class Fields {
  constructor(
    private readonly header: Header,
    private readonly values: readonly unknown[],
  ) {}

  static of(entries: readonly (readonly [name: string, value: unknown])[]): Fields {
    return new Fields(
      new Header(entries.map(([name]) => name)),
      entries.map(([, value]) => value),
    );
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.header.placeOf(name) !== undefined);
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
      if (text !== undefined && text !== '') return bounded(text);
    }
    return undefined;
  }

  /** The same without a bound, for what is read and not kept. */
  whole(name: string): unknown {
    const place = this.header.placeOf(name);
    return place === undefined ? undefined : this.values[place];
  }

  flag(...names: readonly string[]): boolean | undefined {
    return this.first(names, flagOf);
  }

  list(...names: readonly string[]): string[] | undefined {
    return this.first(names, listOf);
  }

  /** Milliseconds since 1970. */
  time(...names: readonly string[]): number | undefined {
    return this.first(names, timeOf);
  }

  nested(...names: readonly string[]): Fields | undefined {
    const object = this.first(names, nestedOf);
    return object && Fields.of(Object.entries(object));
  }

  private first<Value>(
    names: readonly string[],
    read: (value: unknown) => Value | undefined,
  ): Value | undefined {
    for (const name of names) {
      if (!this.has(name)) continue;
      const value = read(this.whole(name));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
