import type { Evidence } from '../evidence';
import { excerpt, printable } from '../printable';
import { type ExportKind, isOfKind, type Row, type TenantExport, type TenantFacts } from './facts';

/** Kinds of which each export is a part, such as one mailbox or a few days; of the others, a new one replaces the old. */
const partial: ReadonlySet<ExportKind> = new Set<ExportKind>([
  'inbox-rules',
  'mailbox-permissions',
  'audit-log',
  'sign-ins',
  'message-trace',
  'role-members',
  'receive-connectors',
  'relay-permissions',
  'block-list',
  'postfix',
]);

/** Exports that are kept; the earliest give way. */
export const mostExports = 200;

/** Adds exports that were imported together. The same file again takes the place of its earlier reading. */
export function withExports(facts: TenantFacts, imported: readonly TenantExport[]): TenantFacts {
  const replaced = (each: TenantExport) =>
    imported.some(
      ({ kind, source }) =>
        (kind === each.kind && !partial.has(kind)) ||
        source.sha256 === each.source.sha256 ||
        (source.file === each.source.file && kind === each.kind && source.file !== clipboardName),
    );
  return { exports: [...facts.exports.filter((each) => !replaced(each)), ...imported].slice(-mostExports) };
}

/** Stands for a path where an export was read from the clipboard. */
export const clipboardName = 'clipboard';

/** A fact and where it stands. */
export interface Sourced<Kind extends ExportKind> {
  readonly fact: Row<Kind>;
  readonly evidence: Evidence;
}

/** All facts of a kind, in the order of files and lines. */
export function factsOf<Kind extends ExportKind>({ exports }: TenantFacts, kind: Kind): Sourced<Kind>[] {
  return exports.flatMap((each) =>
    isOfKind(each, kind)
      ? each.rows.map((fact) => ({
          fact,
          // Made when it is asked for: most facts prove nothing.
          get evidence() {
            return evidenceOf(each, fact);
          },
        }))
      : [],
  );
}

/** Says whether an export of this kind was read, be it an empty one. */
export function hasKind({ exports }: TenantFacts, kind: ExportKind): boolean {
  return exports.some((each) => each.kind === kind);
}

function evidenceOf({ source }: TenantExport, { line, ...fact }: Row<ExportKind>): Evidence {
  return { ...source, line, excerpt: excerptOf(fact) };
}

/** Longest excerpt, in UTF-16 units. */
const longestExcerpt = 200;

/** What was kept of the row. */
function excerptOf(fact: object): string {
  const told = Object.entries(fact).flatMap(([name, value]) => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    return [`${name}: ${shownValue(name, value)}`];
  });
  return printable(excerpt(told.join('; '), 0, 0, longestExcerpt));
}

function shownValue(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.slice(0, 10).join(', ');
  const isTime = typeof value === 'number' && /^(?:at|created|changed)$/.test(name);
  return isTime ? timeText(value) : String(value);
}

/** `2026-11-22T01:14:00Z`; a time that no date can hold is left as its number. */
export function timeText(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().replace('.000Z', 'Z') : String(at);
}
