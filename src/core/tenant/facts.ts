import type { Evidence } from '../code/evidence';
import type {
  AccessPolicy,
  AccountState,
  AppPermission,
  AuthenticationMethod,
  InboxRule,
  Mailbox,
  MailboxPermission,
  Registration,
  RoleMember,
  SecurityDefaults,
  ServicePrincipal,
  SmtpAuthMailbox,
} from './factTypes/accountFacts';
import type { AuditEntry, RiskyClick, SignIn, TraceVolume } from './factTypes/activityFacts';
import type {
  AcceptedDomain,
  BlockedConnector,
  BlockedSender,
  BlockListEntry,
  InboundConnector,
  MailCount,
  NonAcceptedDomain,
  OutboundConnector,
  OutboundPolicy,
  RemoteDomain,
  SendingLimit,
  TransportConfig,
  TransportRule,
} from './factTypes/mailFlowFacts';
import type { AuditConfig, ServiceIssue, Subscription } from './factTypes/organizationFacts';
import type { PostfixSetting, ReceiveConnector, RelayPermission } from './factTypes/serverFacts';

/** What is kept of the rows of each kind of export. */
export interface FactsByKind {
  'accepted-domains': AcceptedDomain;
  'inbound-connectors': InboundConnector;
  'outbound-connectors': OutboundConnector;
  'blocked-senders': BlockedSender;
  'blocked-connectors': BlockedConnector;
  'transport-rules': TransportRule;
  'remote-domains': RemoteDomain;
  'outbound-policies': OutboundPolicy;
  'transport-config': TransportConfig;
  'non-accepted-domains': NonAcceptedDomain;
  'block-list': BlockListEntry;
  'sending-limits': SendingLimit;
  'mail-counts': MailCount;
  'inbox-rules': InboxRule;
  mailboxes: Mailbox;
  'mailbox-permissions': MailboxPermission;
  'smtp-auth-mailboxes': SmtpAuthMailbox;
  'mfa-registration': Registration;
  'authentication-methods': AuthenticationMethod;
  'account-states': AccountState;
  'access-policies': AccessPolicy;
  'security-defaults': SecurityDefaults;
  'role-members': RoleMember;
  'service-principals': ServicePrincipal;
  'app-permissions': AppPermission;
  'audit-log': AuditEntry;
  'audit-config': AuditConfig;
  'sign-ins': SignIn;
  'message-trace': TraceVolume;
  clicks: RiskyClick;
  'service-health': ServiceIssue;
  subscriptions: Subscription;
  'receive-connectors': ReceiveConnector;
  'relay-permissions': RelayPermission;
  postfix: PostfixSetting;
}

export type ExportKind = keyof FactsByKind;

/** A kept row: the fact, and where in the file it begins, counted from 1. */
export type Row<Kind extends ExportKind> = FactsByKind[Kind] & { readonly line: number };

/** A column with cells that say something nobody can read, such as the name of a .NET type in place of a list. */
export interface UnreadableColumn {
  readonly column: string;
  readonly rows: number;
}

/** Which part of a date such as `10/11/2026` is the month, decided by the whole file; `ambiguous` where nothing tells. */
export type DateOrder = 'day-first' | 'month-first' | 'ambiguous';

/** Milliseconds since 1970. */
export interface ExportPeriod {
  readonly first: number;
  readonly last: number;
}

/** What was read of one export. Plain JSON; texts are as the file has them, cut to a bounded length. */
export interface TenantExport<Kind extends ExportKind = ExportKind> {
  readonly kind: Kind;
  /** The file as a whole: its name and hash. */
  readonly source: Evidence;
  /** When it was asked: the file's own time, in milliseconds since 1970; undefined for what is no file. */
  readonly askedAt?: number | undefined;
  /** The query whose answer the file is, by its name or its columns. */
  readonly query?: string | undefined;
  /** Rows of the file, those that nothing was kept of included. 0: it was asked, and nothing found. */
  readonly rowCount: number;
  /** Rows that were too long or no rows at all. */
  readonly skipped: number;
  /** Rows that found no place because there are too many. */
  readonly dropped: number;
  readonly columnsRead: readonly string[];
  /** Columns of which something could not be read; none where all could. */
  readonly unreadable?: readonly UnreadableColumn[] | undefined;
  /** The times that its rows are about; undefined where they name none. */
  readonly period?: ExportPeriod | undefined;
  /** How its dates were read, where it has dates that can be read in two ways. */
  readonly dateOrder?: DateOrder | undefined;
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
