import type { TenantFacts } from '../tenant/facts';
import type { AuditAction, AuditEntry } from '../tenant/factTypes/activityFacts';
import { privilegedRole } from '../tenant/privilegedRoles';
import { ownDomains } from './accounts';
import {
  concernsMail,
  hidesMail,
  outsiders,
  permissionsIn,
  type RuleContent,
  tellingHeaders,
} from './riskyContent';

/** What an entry of the audit log is worth: `risky` by what was done, `plain` where only the place can make it so. */
export type Risk = 'risky' | 'plain';

/** Entries that are about who may do what, and how mail flows; everybody makes inbox rules and shares folders. */
const plain: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'connector-made',
  'connector-changed',
  'connector-removed',
  'transport-rule-made',
  'transport-rule-changed',
  'transport-rule-removed',
  'role-member-added',
  'consent',
  'app-role-assigned',
  'app-made',
  'app-credential',
  'outbound-policy',
  'account-made',
  'mfa-method',
]);

/** @returns undefined for an entry that no rule looks at: it failed, the service did it, or it is about something else */
export function auditRisk(entry: AuditEntry, tenant: TenantFacts): Risk | undefined {
  if (entry.succeeded === false || entry.actorType === 'system') return undefined;
  if (isRisky(entry, tenant)) return 'risky';
  return plain.has(entry.action) ? 'plain' : undefined;
}

function isRisky(entry: AuditEntry, tenant: TenantFacts): boolean {
  const { action, parameters = {}, role = '', targetType } = entry;
  switch (action) {
    case 'inbox-rule':
      return hidesMail(ruleContent(entry)) || forwardsOutside(entry, tenant).length > 0;
    case 'mailbox-changed':
      return forwardsOutside(entry, tenant).length > 0;
    case 'transport-rule-made':
    case 'transport-rule-changed':
      return (
        tellingHeaders(listed(parameters.RemoveHeader)).length > 0 ||
        parameters.SetSCL === '-1' ||
        forwardsOutside(entry, tenant).length > 0
      );
    case 'role-member-added':
      return targetType === 'app'
        ? privilegedRole(role) !== undefined
        : privilegedRole(role)?.managesExchange === true;
    case 'consent':
    case 'app-role-assigned':
      return permissionsIn(role).some(concernsMail);
    case 'app-credential':
      return true;
    case 'outbound-policy':
      return parameters.AutoForwardingMode === 'On' || parameters.ActionWhenThresholdReached === 'Alert';
    default:
      return false;
  }
}

const isTrue = (text: string | undefined) => /^true$/i.test(text ?? '');

const listed = (text = '') =>
  text
    .split(/[;,]\s*/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** The content of a rule, by the parameters of its cmdlet; Outlook's own entries have it in words. */
export function ruleContent({ target = '', parameters = {} }: AuditEntry): RuleContent {
  const { DeleteMessage, SoftDeleteMessage, MarkAsRead, MoveToFolder, RuleActions = '' } = parameters;
  const words = [
    parameters.SubjectContainsWords,
    parameters.BodyContainsWords,
    parameters.SubjectOrBodyContainsWords,
    parameters.FromAddressContainsWords,
  ].flatMap(listed);
  const hasConditions =
    words.length > 0 || parameters.From !== undefined || parameters.RuleCondition !== undefined;
  return {
    name: parameters.Name ?? parameters.RuleName ?? target,
    deletes: isTrue(DeleteMessage) || isTrue(SoftDeleteMessage) || /delete/i.test(RuleActions),
    marksRead: isTrue(MarkAsRead) || /markasread/i.test(RuleActions),
    folder: MoveToFolder,
    words,
    // A change names only what it changes.
    hasConditions: hasConditions ? true : undefined,
  };
}

/** Addresses outside the tenant to which an entry sends mail on; those of which nobody can tell count. */
export function forwardsOutside({ parameters = {} }: AuditEntry, tenant: TenantFacts): string[] {
  const targets = [
    ...['ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo', 'ForwardingSmtpAddress', 'ForwardingAddress'],
    ...['RedirectMessageTo', 'BlindCopyTo', 'CopyTo', 'AddToRecipients', 'RuleActions'],
  ].flatMap((name) => parameters[name]?.match(/[^\s'",;<>()[\]{}:]{1,64}@[^\s'",;<>()[\]{}:]{1,255}/g) ?? []);
  const { outside, perhaps } = outsiders([...new Set(targets)], ownDomains(tenant));
  return [...outside, ...perhaps];
}
