import type { Evidence } from '../evidence';

/** A domain of `Get-AcceptedDomain`, `Get-MgDomain` or the admin centers. */
export interface AcceptedDomain {
  readonly domain: string;
  /** Undefined where the export does not say it. */
  readonly type?: DomainType | undefined;
  readonly matchSubDomains: boolean;
  /** True where the domain is not verified yet, or is being added or removed. */
  readonly pending: boolean;
  /** True where mail from its addresses is switched off (`SendingFromDomainDisabled`). */
  readonly sendingDisabled: boolean;
}

export type DomainType = 'authoritative' | 'internal-relay' | 'external-relay';

interface Connector {
  readonly name: string;
  readonly enabled: boolean;
  /** Milliseconds since 1970. */
  readonly created?: number | undefined;
  readonly changed?: number | undefined;
}

/** A connector of `Get-InboundConnector`. What is undefined the export does not say. */
export interface InboundConnector extends Connector {
  /** Without the prefix `smtp:` and the cost. */
  readonly senderDomains?: readonly string[] | undefined;
  readonly senderAddresses?: readonly string[] | undefined;
  /** Name of the certificate that the sending server must show; an empty text for none. */
  readonly certificate?: string | undefined;
  readonly requireTls?: boolean | undefined;
}

/** A connector of `Get-OutboundConnector`. */
export interface OutboundConnector extends Connector {
  readonly smartHosts: readonly string[];
}

/** An account of `Get-BlockedSenderAddress` or of the Restricted entities page. */
export interface BlockedSender {
  readonly address: string;
  readonly reason?: string | undefined;
}

/** A connector of `Get-BlockedConnector`. */
export interface BlockedConnector {
  readonly connector: string;
  readonly reason?: string | undefined;
}

/** A rule of `Get-InboxRule`. */
export interface InboxRule {
  /** As the export names the mailbox: an address, an alias or an id; undefined where it does not. */
  readonly mailbox?: string | undefined;
  readonly name: string;
  readonly enabled: boolean;
  readonly deletes: boolean;
  readonly marksRead: boolean;
  readonly folder?: string | undefined;
  /** Addresses or names to which it forwards or redirects. */
  readonly forwardsTo: readonly string[];
}

/** A mailbox of `Get-Mailbox` that forwards. */
export interface ForwardingMailbox {
  readonly mailbox: string;
  readonly forwardsTo: string;
  readonly keepsCopy: boolean;
}

/** A right of `Get-MailboxPermission` that was given to somebody else. */
export interface MailboxPermission {
  readonly mailbox: string;
  readonly user: string;
  readonly rights: readonly string[];
}

/** An entry of the unified audit log about connectors, inbox rules, forwarding, permissions or roles. */
export interface AuditEntry {
  readonly operation: string;
  readonly actor: string;
  readonly at?: number | undefined;
  readonly address?: string | undefined;
  /** The object that was changed. */
  readonly target?: string | undefined;
}

/** Successful sign-ins of an account from one address within one hour; the first of them. */
export interface SignIn {
  readonly user: string;
  readonly at: number;
  /** As the log writes it, mostly ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly address?: string | undefined;
  /** Degrees, where the log gives them. */
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Mails of one sender on one day through one connector, of a message trace. */
export interface TraceVolume {
  readonly sender: string;
  /** `2026-11-23`, UTC. */
  readonly day: string;
  readonly connector?: string | undefined;
  readonly sent: number;
  /** Those of them that were not delivered. */
  readonly failed: number;
}

/** An account of the authentication methods' registration details. */
export interface Registration {
  readonly user: string;
  /** Undefined where the export does not say it. */
  readonly isAdmin?: boolean | undefined;
  readonly hasMfa: boolean;
}

/** A conditional access policy. */
export interface AccessPolicy {
  readonly name: string;
  readonly state: 'enabled' | 'disabled' | 'report-only';
  /** Undefined where the export does not say it. */
  readonly requiresMfa?: boolean | undefined;
}

/** A member of a role group or directory role. */
export interface RoleMember {
  /** All that the export calls the member: addresses, alias, name; in lower case. */
  readonly names: readonly string[];
}

/** A connector of `Get-ReceiveConnector` on Exchange Server. */
export interface ReceiveConnector {
  readonly name: string;
  readonly enabled: boolean;
  readonly anonymous: boolean;
  /** True where everybody who reaches it is taken for an internal server. */
  readonly externallySecured: boolean;
  readonly ranges: readonly string[];
}

/** The right to relay to anywhere, given to those who do not sign in (`Get-ADPermission`). */
export interface RelayPermission {
  readonly connector: string;
  readonly user: string;
}

/** A block of `Get-TenantAllowBlockListItems`. */
export interface BlockListEntry {
  readonly value: string;
}

/** A parameter of `postconf -n`. */
export interface PostfixSetting {
  readonly parameter: string;
  readonly value: string;
}

/** What is kept of the rows of each kind of export. */
export interface FactsByKind {
  'accepted-domains': AcceptedDomain;
  'inbound-connectors': InboundConnector;
  'outbound-connectors': OutboundConnector;
  'blocked-senders': BlockedSender;
  'blocked-connectors': BlockedConnector;
  'inbox-rules': InboxRule;
  mailboxes: ForwardingMailbox;
  'mailbox-permissions': MailboxPermission;
  'audit-log': AuditEntry;
  'sign-ins': SignIn;
  'message-trace': TraceVolume;
  'mfa-registration': Registration;
  'access-policies': AccessPolicy;
  'role-members': RoleMember;
  'receive-connectors': ReceiveConnector;
  'relay-permissions': RelayPermission;
  'block-list': BlockListEntry;
  postfix: PostfixSetting;
}

export type ExportKind = keyof FactsByKind;

/** A kept row: the fact, and where in the file it begins, counted from 1. */
export type Row<Kind extends ExportKind> = FactsByKind[Kind] & { readonly line: number };

/** What was read of one export. Plain JSON; texts are as the file has them, cut to a bounded length. */
export interface TenantExport<Kind extends ExportKind = ExportKind> {
  readonly kind: Kind;
  /** The file as a whole: its name and hash. */
  readonly source: Evidence;
  /** Rows of the file, those that nothing was kept of included. */
  readonly rowCount: number;
  /** Rows that were too long or no rows at all. */
  readonly skipped: number;
  /** Rows that found no place because there are too many. */
  readonly dropped: number;
  readonly columnsRead: readonly string[];
  readonly rows: readonly Row<Kind>[];
}

/** Everything that was imported, the earliest first. */
export interface TenantFacts {
  readonly exports: readonly TenantExport[];
}

export const noFacts: TenantFacts = { exports: [] };

/** Says whether an export is of a kind. */
export function isOfKind<Kind extends ExportKind>(
  each: TenantExport,
  kind: Kind,
): each is TenantExport<Kind> {
  return each.kind === kind;
}
