import { columnKey } from '../logs/columns';
import { bounded, flagOf, listOf, nestedOf, textOf, timeOf } from './values';

/** Columns of a row that are looked at; Exchange's widest object has some 400. */
const mostColumns = 2000;

/** One row of an export by its columns' names, in which case and separators do not count. */
export class Fields {
  private readonly values = new Map<string, unknown>();

  constructor(entries: Iterable<readonly [name: string, value: unknown]>) {
    for (const [name, value] of entries) {
      if (this.values.size >= mostColumns) break;
      const key = columnKey(name);
      if (key !== '' && !this.values.has(key)) this.values.set(key, value);
    }
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.values.has(name));
  }

  get size(): number {
    return this.values.size;
  }

  names(): string[] {
    return [...this.values.keys()];
  }

  /** The first of some columns that holds text; of a list, its entries. */
  text(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.values.get(name);
      const text = Array.isArray(value) ? listOf(value)?.join(', ') : textOf(value);
      if (text !== undefined && text !== '') return bounded(text);
    }
    return undefined;
  }

  /** The same without a bound, for what is read and not kept. */
  whole(name: string): unknown {
    return this.values.get(name);
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
    return object && new Fields(Object.entries(object));
  }

  private first<Value>(
    names: readonly string[],
    read: (value: unknown) => Value | undefined,
  ): Value | undefined {
    for (const name of names) {
      if (!this.values.has(name)) continue;
      const value = read(this.values.get(name));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
