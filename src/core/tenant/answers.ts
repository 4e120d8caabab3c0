import type { ExportKind, TenantFacts } from './facts';

/** What the answer of each query is, by the query's id; the query's columns are those of the kind. */
const kinds = {
  'accepted-domains': 'accepted-domains',
  'sending-domains': 'mail-counts',
  'non-accepted-domains': 'non-accepted-domains',
  'exchange-admins': 'role-members',
  'role-audit': 'audit-log',
  'inbound-connectors': 'inbound-connectors',
  'outbound-connectors': 'outbound-connectors',
  'connector-audit': 'audit-log',
  'audit-enabled': 'audit-config',
  'mailbox-auditing': 'audit-config',
  'transport-rules': 'transport-rules',
  'blocked-connectors': 'blocked-connectors',
  'restricted-senders': 'blocked-senders',
  'outbound-policy': 'outbound-policies',
  'sending-limits': 'sending-limits',
  'sender-volume': 'mail-counts',
  'message-trace': 'message-trace',
  'account-audit': 'audit-log',
  'smtp-auth': 'transport-config',
  'smtp-auth-mailboxes': 'smtp-auth-mailboxes',
  'inbox-rules': 'inbox-rules',
  'mailbox-changes': 'audit-log',
  forwarding: 'mailboxes',
  'remote-domains': 'remote-domains',
  'mailbox-permissions': 'mailbox-permissions',
  'send-as': 'mailbox-permissions',
  'app-audit': 'audit-log',
  'tenant-blocks': 'block-list',
  'admin-methods': 'mfa-registration',
  'conditional-access': 'access-policies',
  'security-defaults': 'security-defaults',
  'directory-roles': 'role-members',
  'eligible-roles': 'role-members',
  'sign-ins': 'sign-ins',
  'smtp-sign-ins': 'sign-ins',
  'account-state': 'account-states',
  'account-methods': 'authentication-methods',
  apps: 'service-principals',
  'app-consents': 'app-permissions',
  'service-issues': 'service-health',
  subscriptions: 'subscriptions',
  licenses: 'subscriptions',
  'receive-connectors': 'receive-connectors',
  'anonymous-relay': 'relay-permissions',
  'server-senders': 'mail-counts',
  'hunt-sending-domains': 'mail-counts',
  'hunt-connectors': 'mail-counts',
  'hunt-connector-changes': 'audit-log',
  'hunt-senders': 'message-trace',
  'hunt-removed-mail': 'mail-counts',
  'hunt-logons': 'sign-ins',
  'hunt-clicks': 'clicks',
  'hunt-mailbox-changes': 'audit-log',
  'hunt-app-changes': 'audit-log',
} as const satisfies Readonly<Record<string, ExportKind>>;

/** Query ids whose answers can be imported. */
export const answeredQueries: readonly string[] = Object.keys(kinds);

/** An answer by the name of its file. */
export interface NamedAnswer {
  readonly query: string;
  readonly kind: ExportKind;
}

/**
 * The query whose answer a file is, by its name: `ndr-lens-<query id>.json`, also where the browser or the Explorer numbered it.
 * @returns undefined for any other name
 */
export function answerNamed(file: string): NamedAnswer | undefined {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const query = /^ndr-lens-([a-z0-9-]+?)(?:[ _-]?\(?\d{1,4}\)?)?\.[a-z]{2,5}$/i
    .exec(name)?.[1]
    ?.toLowerCase();
  return query !== undefined && isQuery(query) ? { query, kind: kinds[query] } : undefined;
}

/** What the answer of a query is; undefined where it cannot be imported. */
export function answerKind(query: string): ExportKind | undefined {
  return isQuery(query) ? kinds[query] : undefined;
}

function isQuery(name: string): name is keyof typeof kinds {
  return Object.hasOwn(kinds, name);
}

/** Says whether the answer of a query was imported, or another export of what it asks about. */
export function isAnswered({ exports }: TenantFacts, query: string): boolean {
  if (!isQuery(query)) return false;
  const kind = kinds[query];
  // An export that names no query may hold the answer of any that asks about its kind.
  return exports.some((each) => each.query === query || (each.kind === kind && each.query === undefined));
}
