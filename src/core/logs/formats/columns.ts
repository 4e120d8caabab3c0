/**
 * The columns of a table by name. Exchange writes `recipient-address`, the traces `recipient_address`,
 * `Recipient address` or `RecipientAddress`: case, separators and a zone in brackets (`Timestamp [UTC]`) do not count.
 */
export class Columns {
  private readonly places = new Map<string, number>();

  constructor(names: readonly string[]) {
    names.forEach((name, place) => {
      const key = columnKey(name);
      if (key !== '' && !this.places.has(key)) this.places.set(key, place);
    });
  }

  placeOf(name: string): number | undefined {
    return this.places.get(name);
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** The first of some columns that a record fills, or undefined. */
  cell(cells: readonly string[], ...names: readonly string[]): string | undefined {
    for (const name of names) {
      const place = this.places.get(name);
      const cell = place === undefined ? undefined : cells[place];
      if (cell) return cell;
    }
    return undefined;
  }
}

/** The longest name that may end in a zone, in UTF-16 units. */
const longestZoned = 200;

/** Names are few, and come with each record of JSON. */
const known = new Map<string, string>();
const mostKnown = 1000;

/** A column's name as it is asked for: lower case, letters and digits only, without a zone in brackets at its end. */
export function columnKey(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const key = keyOf(name);
  if (known.size < mostKnown && name.length < longestZoned) known.set(name, key);
  return key;
}

function keyOf(name: string): string {
  const bare = name.length < longestZoned ? name.replace(/\s*\[[^\]]{1,30}\]\s*$/, '') : name;
  return bare.toLowerCase().replace(/[^a-z0-9]/g, '');
}
