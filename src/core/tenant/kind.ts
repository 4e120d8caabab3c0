import { ownText } from '../logs/formats/ownText';
import type { ExportKind, ExportPeriod, FactsByKind, Row, UnreadableColumn } from './facts';
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
  /** Where rows that were not kept have times too. */
  readonly period?: ExportPeriod | undefined;
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

/** A copy of what is kept of a row, plain data, that keeps nothing else of the file in memory (see `ownText`). */
export function ownValue<Value>(value: Value): Value {
  if (typeof value === 'string') return ownText(value) as Value & string;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ownValue) as Value & unknown[];
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, ownValue(each)])) as Value &
    object;
}

/** The times of what happens in rows: sign-ins, entries of logs, mails. When an object was made is none. */
export function periodOf(rows: readonly Row<ExportKind>[]): ExportPeriod | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (at: unknown) => {
    if (typeof at !== 'number') return;
    first = Math.min(first, at);
    last = Math.max(last, at);
  };
  for (const row of rows) {
    if ('at' in row) take(row.at);
    if ('first' in row) take(row.first);
    if ('last' in row) take(row.last);
  }
  return first <= last ? { first, last } : undefined;
}

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
          if (kept.length < limit) kept.push({ ...ownValue(fact), line });
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
