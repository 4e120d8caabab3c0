import { isOutside } from './accounts';
import type { DomainSet } from './domainNames';

/** What a rule of a mailbox does, be it from a list of rules or from the audit log. */
export interface RuleContent {
  readonly name: string;
  readonly deletes: boolean;
  readonly marksRead: boolean;
  readonly folder?: string | undefined;
  readonly words?: readonly string[] | undefined;
  /** False where it takes every mail. */
  readonly hasConditions?: boolean | undefined;
}

/**
 * Folders that people do not look into, in English and Italian. Microsoft names Notes, Junk Email and RSS Subscriptions
 * (https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account). An archive is ordinary.
 */
const quietFolder =
  /(?:^|[\\/:])\s*(?:rss[ -]?(?:feeds?|subscriptions?)|feed rss|sottoscrizioni rss|notes?|note|junk[ -]?e?-?mail|posta indesiderata|conversation history|cronologia conversazioni|deleted items|posta eliminata|sync issues|problemi di sincronizzazione)\s*$/i;

/** Words by which attackers catch warnings and answers: what they are about, not what newsletters are. */
const warningWord =
  /hack|phish|spam|scam|malware|fraud|frode|truff|password|suspicious|sospett|compromis|undeliver|non recapitat|mailer-daemon|postmaster|invoice|fattur|payment|pagament|bonific|wire|iban|helpdesk|virus/i;

/** A name that is to be overlooked: signs or one letter alone. */
const isHiddenName = (name: string) => !/[\p{L}\p{N}]{2}/u.test(name.trim());

/** Says whether a rule keeps mail from its owner in the way that attackers do, and not as one who tidies up. */
export function hidesMail(rule: RuleContent): boolean {
  const { name, deletes, marksRead, folder = '', words = [], hasConditions } = rule;
  const isQuiet = quietFolder.test(folder);
  const isGone = deletes || isQuiet;
  if (isHiddenName(name)) return isGone || (marksRead && folder !== '');
  return isGone && (hasConditions === false || words.some((word) => warningWord.test(word)));
}

/** Says whether a rule deletes mail, marks it as read or moves it out of sight: ordinary, and worth a look at a suspect. */
export function tidiesAway({ deletes, marksRead, folder = '' }: RuleContent): boolean {
  return deletes || quietFolder.test(folder) || (marksRead && folder !== '');
}

/** What a rule does, by the names of Exchange's parameters. */
export function deedsOf({ deletes, marksRead, folder = '' }: RuleContent): string {
  return [
    ...(deletes ? ['DeleteMessage'] : []),
    ...(marksRead ? ['MarkAsRead'] : []),
    ...(folder === '' ? [] : [`MoveToFolder ${folder}`]),
  ].join(', ');
}

/** Headers that say where a mail comes from and who judged it. */
const tellingHeader =
  /^(?:received|x-originating-ip|x-forefront-antispam-report|x-microsoft-antispam|authentication-results|x-ms-exchange-|x-originatororg|x-mailer|return-path|x-sender|dkim-signature|x-php-|sender$)/i;

/** The headers among some that attackers remove to hide where their mail comes from. */
export function tellingHeaders(headers: readonly string[]): string[] {
  return headers.filter((header) => tellingHeader.test(header.trim()));
}

/** Addresses that lie outside the tenant, and those of which nobody can tell. */
export function outsiders(
  addresses: readonly string[],
  own: DomainSet | undefined,
): { readonly outside: string[]; readonly perhaps: string[] } {
  const stands = (wanted: boolean | undefined) =>
    addresses.filter((address) => address.includes('@') && isOutside(address, own) === wanted);
  return { outside: stands(true), perhaps: stands(undefined) };
}

/**
 * Permissions with which an application rules mail or the tenant: it can make itself connectors, roles or further permissions
 * (https://learn.microsoft.com/graph/permissions-reference, and Exchange's `Exchange.ManageAsApp` and `full_access_as_app`).
 */
const rulingPermission =
  /^(?:Exchange\.ManageAsApp(?:V2)?|full_access_as_app|RoleManagement\.ReadWrite\.\w+|AppRoleAssignment\.ReadWrite\.All|Application\.ReadWrite\.All|Directory\.ReadWrite\.All)$/i;

/** Permissions with which an application sends mail or changes mailboxes. */
const mailPermission =
  /^(?:Mail\.Send(?:\.Shared)?|Mail\.ReadWrite(?:\.Shared|\.All)?|MailboxSettings\.ReadWrite|SMTP\.Send(?:AsApp)?|EWS\.AccessAsUser\.All|IMAP\.AccessAs(?:User\.All|App))$/i;

export const isRuling = (permission: string) => rulingPermission.test(permission.trim());
export const concernsMail = (permission: string) =>
  isRuling(permission) || mailPermission.test(permission.trim());

/** Permissions in a text of an audit entry: `[…] Scope: Mail.Send offline_access, …`. */
export function permissionsIn(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z_]+(?:\.[A-Za-z_]+)*/g) ?? [])];
}
