/** One thing said of who was blocked, in the reader's language, fit to show (see `printable`). */
export interface CulpritRow {
  readonly name:
    | 'domain'
    | 'account'
    | 'server'
    | 'mailboxServer'
    | 'path'
    | 'envelopeSender'
    | 'headerSender';
  readonly label: string;
  /** The word for unknown where the mail does not say. */
  readonly value: string;
  /** The header that proves it, and the rule by which it was read; none where the value is unknown. */
  readonly proof?: {
    readonly field: string;
    readonly rule: string;
    /** Offsets in the raw text, in UTF-16 units. */
    readonly range: { readonly start: number; readonly end: number };
  };
}

/** What only the whole list has: addresses that the domain comes from, the path, and a server that is nobody's own. */
const restsWithTheList: ReadonlySet<CulpritRow['name']> = new Set([
  'envelopeSender',
  'headerSender',
  'mailboxServer',
  'path',
]);

/** The rows that say in short who was blocked, as far as that is known. */
export function shortCulprit(rows: readonly CulpritRow[]): readonly CulpritRow[] {
  return rows.filter(({ proof, name }) => proof && !restsWithTheList.has(name));
}
