import { auditPeriod, tracePeriod } from './powerShellPeriod';
import { type QueryDraft, statementOf } from './query';
import { powerShellString, powerShellStrings } from './quoting';

const traceLimits = [
  statementOf('limit.trace', 'message-trace-v2'),
  statementOf('limit.trace.window', 'message-trace-v2'),
];
const auditLimits = [statementOf('limit.audit', 'audit-log')];
const adminLimits = [statementOf('limit.unblock.role', 'restricted-users', 'blocked-connectors')];

const list = (name: string) => ({ name, list: true });
const plain = (...names: string[]) => names.map((name) => ({ name }));

/** What Exchange Online PowerShell answers. */
export const exchangeQueries: readonly QueryDraft[] = [
  {
    id: 'accepted-domains',
    answers: 'domains/list',
    kind: 'exchange',
    sources: ['accepted-domains', 'accepted-domain-cmdlet'],
    pipeline: () => ['Get-AcceptedDomain -ResultSize Unlimited'],
    result: plain('Name', 'DomainName', 'DomainType', 'MatchSubDomains', 'Default'),
  },
  {
    id: 'sending-domains',
    answers: 'domains/compare',
    kind: 'exchange',
    sources: ['message-trace-v2', 'fix-ndr-codes'],
    limits: traceLimits,
    pipeline: ({ period }) => [
      `Get-MessageTraceV2 ${tracePeriod(period)} -ResultSize 5000`,
      "Group-Object { ($_.SenderAddress -split '@')[-1] }",
      'Sort-Object Count -Descending',
    ],
    result: plain('Count', 'Name'),
  },
  {
    id: 'exchange-admins',
    answers: 'mfa/roles',
    kind: 'exchange',
    sources: ['compromised-account'],
    pipeline: () => ["Get-RoleGroupMember -Identity 'Organization Management' -ResultSize Unlimited"],
    result: plain('Name', 'DisplayName', 'RecipientType', 'PrimarySmtpAddress'),
  },
  {
    id: 'inbound-connectors',
    answers: 'connectors/inbound',
    kind: 'exchange',
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    pipeline: () => ['Get-InboundConnector -ResultSize Unlimited', 'Sort-Object WhenCreatedUTC -Descending'],
    result: [
      ...plain('Name', 'Enabled', 'ConnectorType', 'ConnectorSource'),
      ...[list('SenderDomains'), list('SenderIPAddresses')],
      ...plain('RequireTls', 'TlsSenderCertificateName'),
      ...plain('RestrictDomainsToIPAddresses', 'RestrictDomainsToCertificate', 'TreatMessagesAsInternal'),
      ...[list('AssociatedAcceptedDomains')],
      ...plain('CloudServicesMailEnabled', 'Comment', 'Guid', 'WhenCreatedUTC', 'WhenChangedUTC'),
    ],
  },
  {
    id: 'outbound-connectors',
    answers: 'connectors/outbound',
    kind: 'exchange',
    sources: ['validate-connectors', 'outbound-connector-cmdlet'],
    pipeline: () => [
      'Get-OutboundConnector -IncludeTestModeConnectors $true -ResultSize Unlimited',
      'Sort-Object WhenCreatedUTC -Descending',
    ],
    result: [
      ...plain('Name', 'Enabled', 'ConnectorType', 'ConnectorSource'),
      ...[list('RecipientDomains'), list('SmartHosts')],
      ...plain('UseMXRecord', 'TlsSettings', 'TlsDomain', 'AllAcceptedDomains'),
      ...plain('RouteAllMessagesViaOnPremises', 'IsTransportRuleScoped', 'TestMode'),
      ...plain('CloudServicesMailEnabled', 'Comment', 'Guid', 'WhenCreatedUTC', 'WhenChangedUTC'),
    ],
  },
  {
    id: 'connector-audit',
    answers: 'connectors/audit',
    kind: 'exchange',
    sources: ['compromised-connector', 'audit-log'],
    limits: auditLimits,
    pipeline: ({ period }) => [
      `Search-UnifiedAuditLog ${auditPeriod(period)} -Operations 'New-InboundConnector','Set-InboundConnector','Remove-InboundConnector','New-OutboundConnector','Set-OutboundConnector','Remove-OutboundConnector' -SessionCommand ReturnLargeSet -ResultSize 5000`,
    ],
    result: plain('CreationDate', 'UserIds', 'Operations', 'RecordType', 'AuditData'),
  },
  {
    id: 'audit-enabled',
    answers: 'connectors/audit',
    kind: 'exchange',
    sources: ['blocked-connectors', 'audit-enable'],
    pipeline: () => ['Get-AdminAuditLogConfig'],
    result: plain('UnifiedAuditLogIngestionEnabled'),
  },
  {
    id: 'blocked-connectors',
    answers: 'connectors/blocked',
    kind: 'exchange',
    sources: ['blocked-connectors'],
    pipeline: () => ['Get-BlockedConnector'],
    result: 'all',
  },
  {
    id: 'release-connector',
    answers: 'connectors/blocked',
    kind: 'exchange',
    changes: true,
    sources: ['blocked-connectors', 'compromised-connector', 'remove-blocked-connector'],
    limits: [
      statementOf('limit.release', 'remove-blocked-sender', 'remove-blocked-connector'),
      ...adminLimits,
    ],
    pipeline: () => [
      "Remove-BlockedConnector -ConnectorId (Read-Host 'ConnectorId of the connector you control again')",
    ],
  },
  {
    id: 'restricted-senders',
    answers: 'users/restricted',
    kind: 'exchange',
    sources: ['restricted-users'],
    pipeline: () => ['Get-BlockedSenderAddress'],
    result: 'all',
  },
  {
    id: 'outbound-policy',
    answers: 'users/restricted',
    kind: 'exchange',
    sources: ['restricted-users', 'outbound-policy-cmdlet'],
    pipeline: () => ['Get-HostedOutboundSpamFilterPolicy'],
    result: plain(
      ...['Name', 'IsDefault', 'Enabled', 'RecipientLimitExternalPerHour', 'RecipientLimitInternalPerHour'],
      ...['RecipientLimitPerDay', 'ActionWhenThresholdReached', 'AutoForwardingMode'],
    ),
  },
  {
    id: 'sender-volume',
    answers: 'users/volume',
    kind: 'exchange',
    sources: ['older-article', 'message-trace-v2'],
    limits: traceLimits,
    pipeline: ({ period }) => [
      `Get-MessageTraceV2 ${tracePeriod(period)} -ResultSize 5000`,
      'Group-Object SenderAddress',
      'Sort-Object Count -Descending',
    ],
    result: plain('Count', 'Name'),
  },
  {
    id: 'message-trace',
    answers: 'users/volume',
    kind: 'exchange',
    sources: ['message-trace-v2'],
    limits: [...traceLimits, statementOf('limit.historical', 'historical-search')],
    pipeline: ({ period, senders }) => [
      `Get-MessageTraceV2 ${tracePeriod(period)}${senders.length > 0 ? ` -SenderAddress ${powerShellStrings(senders)}` : ''} -ResultSize 5000`,
    ],
    result: plain(
      ...['Received', 'SenderAddress', 'RecipientAddress', 'Status', 'FromIP', 'ToIP', 'Size'],
      ...['MessageId', 'MessageTraceId'],
    ),
  },
  {
    id: 'account-audit',
    answers: 'users/sign-ins',
    kind: 'exchange',
    sources: ['compromised-account', 'audit-log'],
    limits: auditLimits,
    pipeline: ({ period, senders }) => [
      `Search-UnifiedAuditLog ${auditPeriod(period)}${senders.length > 0 ? ` -UserIds ${powerShellStrings(senders)}` : ''} -SessionCommand ReturnLargeSet -ResultSize 5000`,
    ],
    result: plain('CreationDate', 'UserIds', 'Operations', 'RecordType', 'AuditData'),
  },
  {
    id: 'inbox-rules',
    answers: 'users/inbox-rules',
    kind: 'exchange',
    sources: ['compromised-account', 'inbox-rule'],
    limits: [statementOf('limit.inbox-rule', 'inbox-rule'), statementOf('limit.mailbox', 'inbox-rule')],
    pipeline: ({ senders }) =>
      senders.length > 0
        ? [powerShellStrings(senders), 'ForEach-Object { Get-InboxRule -Mailbox $_ -IncludeHidden }']
        : [
            'Get-Mailbox -ResultSize Unlimited',
            'ForEach-Object { Get-InboxRule -Mailbox $_.UserPrincipalName -IncludeHidden }',
          ],
    result: [
      ...plain('MailboxOwnerId', 'Name', 'Enabled', 'Priority', 'Identity'),
      ...[list('ForwardTo'), list('ForwardAsAttachmentTo'), list('RedirectTo')],
      ...plain('DeleteMessage', 'SoftDeleteMessage', 'MoveToFolder', 'MarkAsRead', 'Description'),
    ],
  },
  {
    id: 'forwarding',
    answers: 'users/forwarding',
    kind: 'exchange',
    sources: ['compromised-account', 'configure-forwarding'],
    pipeline: () => [
      'Get-Mailbox -ResultSize Unlimited',
      'Where-Object { $_.ForwardingSmtpAddress -or $_.ForwardingAddress }',
    ],
    result: plain(
      ...['UserPrincipalName', 'PrimarySmtpAddress', 'ForwardingSmtpAddress', 'ForwardingAddress'],
      ...['DeliverToMailboxAndForward', 'WhenChangedUTC'],
    ),
  },
  {
    id: 'mailbox-permissions',
    answers: 'users/reset',
    kind: 'exchange',
    sources: ['compromised-account', 'mailbox-permission-cmdlet'],
    limits: [statementOf('limit.mailbox', 'mailbox-permission-cmdlet')],
    pipeline: ({ senders }) => [
      ...(senders.length > 0
        ? ([powerShellStrings(senders), 'ForEach-Object { Get-MailboxPermission -Identity $_ }'] as const)
        : ([
            'Get-Mailbox -ResultSize Unlimited',
            'ForEach-Object { Get-MailboxPermission -Identity $_.UserPrincipalName }',
          ] as const)),
      "Where-Object { -not $_.IsInherited -and $_.User -ne 'NT AUTHORITY\\SELF' }",
    ],
    result: [...plain('Identity', 'User'), list('AccessRights'), ...plain('Deny', 'IsInherited')],
  },
  {
    id: 'release-sender',
    answers: 'users/release',
    kind: 'exchange',
    changes: true,
    sources: ['restricted-users', 'remove-blocked-sender'],
    limits: [
      statementOf('limit.release', 'remove-blocked-sender', 'remove-blocked-connector'),
      statementOf('limit.unblock.count', 'remove-blocked-sender'),
      ...adminLimits,
    ],
    pipeline: ({ senders: [sender, ...others] }) => [
      `Remove-BlockedSenderAddress -SenderAddress ${
        sender !== undefined && others.length === 0
          ? powerShellString(sender)
          : "(Read-Host 'Address of the user whose account is secure again')"
      }`,
    ],
  },
  {
    id: 'tenant-blocks',
    answers: 'support/cause',
    kind: 'exchange',
    sources: ['tenant-allow-block-list-email', 'tenant-list-cmdlet'],
    limits: [statementOf('limit.tenant-blocks', 'tenant-allow-block-list-email', 'tenant-list-cmdlet')],
    pipeline: () => ['Get-TenantAllowBlockListItems -ListType Sender -Block'],
    result: plain('Value', 'Action', 'ExpirationDate', 'LastModifiedDateTime', 'ModifiedBy', 'Notes'),
  },
];
