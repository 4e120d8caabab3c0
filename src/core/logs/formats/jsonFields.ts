import { columnKey } from './columns';

/** An object read from JSON: its values by name. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a text is, or undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of an object by names in which case and separators do not count. */
export class JsonFields {
  private readonly values = new Map<string, unknown>();

  /** @param entries the first of equal names counts */
  constructor(entries: Iterable<readonly [name: string, value: unknown]>) {
    for (const [name, value] of entries) {
      const key = columnKey(name);
      if (!this.values.has(key)) this.values.set(key, value);
    }
  }

  /** The first of some fields that holds text, or a list whose first entry does. */
  text(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.values.get(name);
      const first: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof first === 'string' && first !== '') return first;
    }
    return undefined;
  }

  /** The names of fields that are so written. */
  namesLike(pattern: RegExp): string[] {
    return [...this.values.keys()].filter((name) => pattern.test(name));
  }

  number(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const value = this.values.get(name);
      const number = typeof value === 'string' && /^\d{9,17}$/.test(value) ? Number(value) : value;
      if (typeof number === 'number') return number;
    }
    return undefined;
  }
}
