import type { ExportKind, FactsByKind, Row } from '../facts';
import type { Fields } from '../fields';

/** Gathers what is kept of the rows of one export, in bounded memory. */
export interface Collector<Kind extends ExportKind = ExportKind> {
  add(fields: Fields, line: number): void;
  rows(): Row<Kind>[];
  /** Rows that found no place. */
  readonly dropped: number;
}

/** A kind of export: how it is known, and what is kept of it. */
export interface KindReader<Kind extends ExportKind = ExportKind> {
  readonly kind: Kind;
  /** Columns that are read, as `columnKey` makes them. */
  readonly columns: readonly string[];
  /** Says whether a row is of this kind, by its columns and not by the file's name. */
  recognises(fields: Fields): boolean;
  collector(): Collector<Kind>;
}

/** Rows kept of one export; a tenant of the largest kind has some 10,000 connectors, rules and blocks together. */
export const mostRows = 50_000;

/** Keeps a fact for each row that says one. */
export function eachRow<Kind extends ExportKind>(
  read: (fields: Fields) => FactsByKind[Kind] | undefined,
  limit = mostRows,
): () => Collector<Kind> {
  return () => {
    const kept: Row<Kind>[] = [];
    let dropped = 0;
    return {
      add(fields, line) {
        const fact = read(fields);
        if (!fact) return;
        if (kept.length < limit) kept.push({ ...fact, line });
        else dropped += 1;
      },
      rows: () => kept,
      get dropped() {
        return dropped;
      },
    };
  };
}
