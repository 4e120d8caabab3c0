import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import { excerpt, visibleText } from '../code/printable';
import { type ExportKind, isOfKind, type Row, type TenantExport, type TenantFacts } from './facts';
import { MailboxNames } from './mailboxNames';

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
  'mail-counts',
  'mailboxes',
  'audit-config',
  'subscriptions',
  'app-permissions',
  'authentication-methods',
  'account-states',
  'non-accepted-domains',
  'clicks',
]);

/** Exports that are kept; the earliest give way. */
export const mostExports = 200;

/** Adds exports that were imported together. The same file, or the answer of the same query, takes the place of the earlier one. */
export function withExports(facts: TenantFacts, imported: readonly TenantExport[]): TenantFacts {
  const replaced = (each: TenantExport) => imported.some((newer) => replaces(newer, each));
  return { exports: [...facts.exports.filter((each) => !replaced(each)), ...imported].slice(-mostExports) };
}

function replaces(newer: TenantExport, each: TenantExport): boolean {
  const { kind, query, source } = newer;
  if (kind !== each.kind || isOfOtherTenant(newer, each)) return false;
  if (!partial.has(kind)) return true;
  if (query !== undefined || each.query !== undefined) return query === each.query;
  const isSameFile = source.file === each.source.file && !isClipboard(source.file);
  return isSameFile || source.sha256 === each.source.sha256;
}

/** True for lists of accepted domains without a domain in common: what a tenant begins with, `contoso.onmicrosoft.com`, stays in its list. */
function isOfOtherTenant(newer: TenantExport, each: TenantExport): boolean {
  if (!isOfKind(newer, 'accepted-domains') || !isOfKind(each, 'accepted-domains')) return false;
  const known = new Set(each.rows.map(({ domain }) => domain.toLowerCase()));
  return (
    known.size > 0 &&
    newer.rows.length > 0 &&
    newer.rows.every(({ domain }) => !known.has(domain.toLowerCase()))
  );
}

/** Stand for a path where an export was read from the clipboard, in the language of whoever read it. */
export const clipboardNames: Readonly<Record<Language, string>> = { en: 'clipboard', it: 'Appunti' };

const isClipboard = (file: string) => Object.values(clipboardNames).includes(file);

/** A fact and where it stands. */
export interface Sourced<Kind extends ExportKind> {
  readonly fact: Row<Kind>;
  readonly evidence: Evidence;
}

/** All facts of a kind, in the order of files and lines. A mailbox that is named by an id has its address, where another export tells it. */
export function factsOf<Kind extends ExportKind>(tenant: TenantFacts, kind: Kind): Sourced<Kind>[] {
  return tenant.exports.flatMap((each) =>
    isOfKind(each, kind)
      ? each.rows.map((row) => ({
          fact: withOwner(row, tenant),
          // Made when it is asked for: most facts prove nothing.
          get evidence() {
            return evidenceOf(each, row);
          },
        }))
      : [],
  );
}

/** The names of each tenant's mailboxes, made once. */
const knownNames = new WeakMap<TenantFacts, MailboxNames>();

function withOwner<Fact extends object>(fact: Fact, tenant: TenantFacts): Fact {
  if (!('mailbox' in fact) || typeof fact.mailbox !== 'string') return fact;
  const names = knownNames.get(tenant) ?? new MailboxNames(tenant);
  knownNames.set(tenant, names);
  return { ...fact, mailbox: names.addressOf(fact.mailbox) };
}

/** Says whether an export of this kind was read, be it an empty one. */
export function hasKind({ exports }: TenantFacts, kind: ExportKind): boolean {
  return exports.some((each) => each.kind === kind);
}

/** Says whether every row of an export could be read, and all that it holds. An empty one was: it was asked, and nothing found. */
export function isUnderstood({ skipped, unreadable }: TenantExport): boolean {
  return skipped === 0 && unreadable === undefined;
}

function evidenceOf({ source }: TenantExport, { line, ...fact }: Row<ExportKind>): Evidence {
  return { ...source, line, excerpt: excerptOf(fact) };
}

/** Longest excerpt, in UTF-16 units. */
const longestExcerpt = 300;

/** What a person does not look for in a row, or what repeats what stands beside it. */
const untold = new Set([
  'action',
  'actorType',
  'errorCode',
  'guid',
  'hours',
  'id',
  'ids',
  'ownerId',
  'userId',
]);

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What was kept of the row. */
function excerptOf(fact: object): string {
  const at = 'at' in fact ? fact.at : undefined;
  const told = Object.entries(fact).flatMap(([name, value]) => {
    if (
      isEmpty(value) ||
      untold.has(name) ||
      (name === 'last' && value === at) ||
      (name === 'count' && value === 1)
    )
      return [];
    return [`${name}: ${shownValue(name, value)}`];
  });
  return visibleText(excerpt(told.join('; '), 0, 0, longestExcerpt));
}

function shownValue(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.slice(0, 10).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .slice(0, 10)
      .map(([key, each]) => `${key} ${String(each)}`)
      .join(', ');
  const isTime =
    typeof value === 'number' &&
    /^(?:at|created|changed|first|last|start|end|expires|nextLifecycle|credentialAdded|sessionsFrom|passwordChanged)$/.test(
      name,
    );
  return isTime ? timeText(value) : String(value);
}

/** `2026-11-22T01:14:00Z`; a time that no date can hold is left as its number. */
export function timeText(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().replace('.000Z', 'Z') : String(at);
}
