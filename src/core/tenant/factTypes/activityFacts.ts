import type { PrincipalType } from './accountFacts';

/** Facts about what happened: audit log, sign-ins, message traces. */

/** What an entry of the audit log is about, however its log names the operation. */
export type AuditAction =
  | 'connector-made'
  | 'connector-changed'
  | 'connector-removed'
  | 'transport-rule-made'
  | 'transport-rule-changed'
  | 'transport-rule-removed'
  | 'inbox-rule'
  | 'inbox-rule-removed'
  | 'mailbox-changed'
  | 'mailbox-permission'
  | 'sent-as'
  | 'role-member-added'
  | 'role-member-removed'
  | 'consent'
  | 'app-role-assigned'
  | 'app-made'
  | 'app-credential'
  | 'app-removed'
  | 'outbound-policy'
  | 'block-list'
  | 'domain-added'
  | 'account-made'
  | 'account-disabled'
  | 'account-enabled'
  | 'password-reset'
  | 'sessions-revoked'
  | 'mfa-method'
  | 'released'
  | 'signed-in'
  | 'sign-in-failed';

/** An entry of the unified audit log, of Entra's audit log or of Defender's CloudAppEvents. */
export interface AuditEntry {
  /** As the log writes it, such as `New-InboundConnector` or `Add member to role.` */
  readonly operation: string;
  readonly action: AuditAction;
  /** Who did it: an address, or the name or id of an application. */
  readonly actor: string;
  readonly actorType?: 'user' | 'app' | 'system' | undefined;
  readonly at?: number | undefined;
  /** The client's IP address, without port and brackets. */
  readonly address?: string | undefined;
  /** The object that was changed: a connector, a rule, a mailbox, the member of a role, an application. */
  readonly target?: string | undefined;
  /** The mailbox that it belongs to, of an inbox rule or a permission. */
  readonly mailbox?: string | undefined;
  readonly targetType?: PrincipalType | undefined;
  /** The role or permission that was given, such as `Exchange Administrator` or `Exchange.ManageAsApp`. */
  readonly role?: string | undefined;
  /** False where the operation failed. */
  readonly succeeded?: boolean | undefined;
  /** Parameters of a cmdlet that matter, by their names, such as `ForwardTo` or `TlsSenderCertificateName`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Sign-ins of an account from one address by one kind of client, with one outcome, within one hour; the first of them. */
export interface SignIn {
  /** In lower case. */
  readonly user: string;
  /** Entra's object id. */
  readonly userId?: string | undefined;
  readonly at: number;
  readonly last: number;
  readonly count: number;
  /** `unknown` where the export does not say it in a readable way; such a sign-in is no success. */
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly errorCode?: number | undefined;
  readonly failureReason?: string | undefined;
  /** As the log writes it, mostly ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly city?: string | undefined;
  readonly address?: string | undefined;
  /** Such as `Browser` or `Authenticated SMTP`. */
  readonly clientApp?: string | undefined;
  readonly app?: string | undefined;
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
  readonly first: number;
  readonly last: number;
  /** Mails by the hour of the day, UTC, 24 numbers. */
  readonly hours: readonly number[];
  /** Mails by the address they were handed in from (`FromIP`). */
  readonly addresses: Readonly<Record<string, number>>;
  /** Mails by the domain they went to. Of both, names beyond the first fifty count under an empty name. */
  readonly recipientDomains: Readonly<Record<string, number>>;
  /** False where the export holds outgoing mail alone; undefined where it may hold both. */
  readonly incoming?: boolean | undefined;
}

/** A click on a dangerous link, of Defender's UrlClickEvents. */
export interface RiskyClick {
  readonly user: string;
  readonly at?: number | undefined;
  readonly threat?: string | undefined;
  readonly url?: string | undefined;
  readonly address?: string | undefined;
}
