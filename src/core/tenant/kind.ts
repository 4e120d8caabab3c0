import type { ExportKind, FactsByKind, Row, UnreadableColumn } from './facts';
import type { Fields } from './fields';

/** Columns by what they hold, each by all names that exports have for it, the best first; see `Fields` for how they are written. */
export type ColumnTable = Readonly<Record<string, readonly string[]>>;

/** Gathers what is kept of the rows of one export, in bounded memory. */
export interface Collector<Kind extends ExportKind = ExportKind> {
  add(fields: Fields, line: number): void;
  rows(): Row<Kind>[];
  /** Rows that found no place. */
  readonly dropped: number;
  /** Rows of which nothing could be made. Those that were understood and tell nothing do not count. */
  readonly misread: number;
  /** What could not be read besides the names of types. */
  readonly unreadable?: readonly UnreadableColumn[];
}

/** A kind of export: how it is known, and what is kept of it. */
export interface KindReader<Kind extends ExportKind = ExportKind> {
  readonly kind: Kind;
  readonly columns: ColumnTable;
  /** Says whether a row is of this kind, by its columns and not by the file's name. */
  recognises(fields: Fields): boolean;
  collector(): Collector<Kind>;
}

/** Rows kept of one export; a tenant of the largest kind has some 10,000 connectors, rules and blocks together. */
export const mostRows = 50_000;

/** What a row says: facts, none where it was understood and tells nothing, undefined where nothing can be made of it. */
export type Told<Fact> = Fact | readonly Fact[] | undefined;

/** Keeps the facts that each row says. */
export function eachRow<Kind extends ExportKind>(
  read: (fields: Fields) => Told<FactsByKind[Kind]>,
  limit = mostRows,
): () => Collector<Kind> {
  return () => {
    const kept: Row<Kind>[] = [];
    let dropped = 0;
    let misread = 0;
    return {
      add(fields, line) {
        const told = read(fields);
        if (told === undefined) {
          misread += 1;
          return;
        }
        for (const fact of isList(told) ? told : [told])
          if (kept.length < limit) kept.push({ ...fact, line });
          else dropped += 1;
      },
      rows: () => kept,
      get dropped() {
        return dropped;
      },
      get misread() {
        return misread;
      },
    };
  };
}

function isList<Fact>(told: Fact | readonly Fact[]): told is readonly Fact[] {
  return Array.isArray(told);
}

/** The names of a table's columns, those of inner objects by the column that holds the object too. */
export function columnNames(columns: ColumnTable): ReadonlySet<string> {
  return new Set(
    Object.values(columns)
      .flat()
      .flatMap((name) => [name.replaceAll('.', ''), name.split('.', 1)[0] ?? name]),
  );
}
