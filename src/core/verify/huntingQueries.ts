import type { IncidentPeriod, IncidentValues } from './incidentValues';
import { type QueryDraft, statementOf } from './query';
import { kqlStrings, type Quotable } from './quoting';

const hunted = statementOf('limit.hunting', 'hunting-limits');
const noReply = statementOf('limit.no-smtp-reply', 'hunting-email-events');

/** Who changed what, from where, the latest first. */
const changes = [
  'project Timestamp, ActionType, AccountDisplayName, AccountObjectId, IPAddress, CountryCode, ObjectName, RawEventData',
  'sort by Timestamp desc',
] as const;

/** What advanced hunting answers, where the mail of a tenant outgrows any one machine. */
export const huntingQueries: readonly QueryDraft[] = [
  {
    id: 'hunt-sending-domains',
    answers: 'domains/compare',
    kind: 'hunting',
    sources: ['hunting-email-events', 'fix-ndr-codes'],
    limits: [noReply, hunted],
    pipeline: (values) => [
      ...outboundMail(values.period),
      'summarize Messages = count(), Senders = dcount(SenderMailFromAddress), Failed = countif(DeliveryLocation == "Failed"), First = min(Timestamp), Last = max(Timestamp) by SenderMailFromDomain',
      ...among('Suspected', 'SenderMailFromDomain', values.domains),
      `sort by ${values.domains.length > 0 ? 'Suspected desc, ' : ''}Messages desc`,
    ],
  },
  {
    id: 'hunt-connectors',
    answers: 'connectors/inbound',
    kind: 'hunting',
    sources: ['compromised-connector', 'hunting-email-events'],
    limits: [noReply, hunted],
    pipeline: ({ period, connectors }) => [
      ...mailIn(period),
      'where isnotempty(Connectors)',
      ...(connectors.length > 0 ? [`where Connectors has_any (${kqlStrings(connectors)})`] : []),
      'summarize Messages = count(), Domains = dcount(SenderMailFromDomain), Spam = countif(ThreatTypes has "Spam"), Mismatched = countif(SenderMailFromDomain !~ SenderFromDomain) by Connectors, EmailDirection, SenderIPv4, Hour = bin(Timestamp, 1h)',
      'sort by Messages desc',
    ],
  },
  {
    id: 'hunt-connector-changes',
    answers: 'connectors/audit',
    kind: 'hunting',
    sources: ['compromised-connector', 'hunting-cloud-app-events'],
    limits: [statementOf('limit.cloud-apps', 'hunting-cloud-app-events'), hunted],
    pipeline: () => [
      'CloudAppEvents',
      'where Timestamp > ago(30d)',
      'where ActionType in ("New-InboundConnector", "Set-InboundConnector", "Remove-InboundConnector", "New-OutboundConnector", "Set-OutboundConnector", "Remove-OutboundConnector", "New-TransportRule", "Set-TransportRule", "Remove-TransportRule")',
      ...changes,
    ],
  },
  {
    id: 'hunt-senders',
    answers: 'users/volume',
    kind: 'hunting',
    sources: ['hunting-email-events', 'older-article'],
    limits: [noReply, hunted],
    pipeline: (values) => [
      ...outboundMail(values.period),
      ...only('SenderMailFromAddress', values.senders),
      'summarize Messages = count(), Recipients = dcount(RecipientEmailAddress), Spam = countif(ThreatTypes has "Spam"), Failed = countif(DeliveryLocation == "Failed") by SenderMailFromAddress, SenderObjectId, Hour = bin(Timestamp, 1h)',
      'sort by Messages desc',
    ],
  },
  {
    id: 'hunt-removed-mail',
    answers: 'users/volume',
    kind: 'hunting',
    sources: ['hunting-post-delivery-events', 'hunting-email-events'],
    limits: [hunted],
    pipeline: (values) => [
      'EmailPostDeliveryEvents',
      within(values.period),
      `join kind=inner (EmailEvents | ${within(values.period)} | where EmailDirection != "Inbound"${only(
        'SenderMailFromAddress',
        values.senders,
      )
        .map((stage) => ` | ${stage}`)
        .join(
          '',
        )} | project NetworkMessageId, RecipientEmailAddress, SenderMailFromAddress, EmailDirection) on NetworkMessageId, RecipientEmailAddress`,
      'summarize Messages = count() by SenderMailFromAddress, ActionType, ActionResult, ThreatTypes',
      'sort by Messages desc',
    ],
  },
  {
    id: 'hunt-logons',
    answers: 'users/sign-ins',
    kind: 'hunting',
    sources: ['compromised-account', 'hunting-logon-events'],
    limits: [statementOf('limit.logons', 'hunting-logon-events'), hunted],
    pipeline: ({ period, senders }) => [
      'IdentityLogonEvents',
      within(period),
      ...only('AccountUpn', senders),
      'summarize Logons = countif(ActionType == "LogonSuccess"), Failures = countif(ActionType == "LogonFailed"), First = min(Timestamp), Last = max(Timestamp) by AccountUpn, Application, IPAddress, Location, Isp',
      'sort by AccountUpn asc, Logons desc',
    ],
  },
  {
    id: 'hunt-clicks',
    answers: 'users/sign-ins',
    kind: 'hunting',
    sources: ['hunting-click-events'],
    limits: [hunted],
    pipeline: ({ senders }) => [
      'UrlClickEvents',
      'where Timestamp > ago(30d)',
      ...only('AccountUpn', senders),
      'where ActionType == "ClickAllowed" or IsClickedThrough',
      'where isnotempty(ThreatTypes)',
      'project Timestamp, AccountUpn, Workload, ThreatTypes, Url, IPAddress, NetworkMessageId',
      'sort by Timestamp desc',
    ],
  },
  {
    id: 'hunt-mailbox-changes',
    answers: 'users/inbox-rules',
    kind: 'hunting',
    sources: ['compromised-account', 'hunting-cloud-app-events'],
    limits: [statementOf('limit.cloud-apps', 'hunting-cloud-app-events'), hunted],
    pipeline: () => [
      'CloudAppEvents',
      'where Timestamp > ago(30d)',
      'where ActionType in ("New-InboxRule", "Set-InboxRule", "UpdateInboxRules", "Set-Mailbox", "Set-CASMailbox", "Add-MailboxPermission", "Add-RecipientPermission")',
      ...changes,
    ],
  },
  {
    id: 'hunt-app-changes',
    answers: 'users/apps',
    kind: 'hunting',
    sources: ['oauth-attack', 'hunting-cloud-app-events'],
    limits: [statementOf('limit.cloud-apps', 'hunting-cloud-app-events'), hunted],
    pipeline: () => [
      'CloudAppEvents',
      'where Timestamp > ago(30d)',
      'where ActionType in ("Consent to application.", "Add app role assignment to service principal.", "Add service principal credentials.", "Add delegated permission grant.", "Add member to role.")',
      ...changes,
    ],
  },
];

function within(period: IncidentPeriod | undefined): string {
  return period
    ? `where Timestamp between (datetime(${period.start}) .. datetime(${period.end}))`
    : 'where Timestamp > ago(2d)';
}

function mailIn(period: IncidentValues['period']): readonly [string, string] {
  return ['EmailEvents', within(period)];
}

function outboundMail(period: IncidentValues['period']): readonly [string, string, string] {
  return [...mailIn(period), 'where EmailDirection == "Outbound"'];
}

/** Rows of the incident's values alone, where it has any. */
function only(column: string, values: readonly Quotable[]): string[] {
  return values.length > 0 ? [`where ${column} in~ (${kqlStrings(values)})`] : [];
}

/** A column that marks the incident's values among all. */
function among(name: string, column: string, values: readonly Quotable[]): string[] {
  return values.length > 0 ? [`extend ${name} = ${column} in~ (${kqlStrings(values)})`] : [];
}
