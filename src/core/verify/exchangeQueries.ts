import type { IncidentValues } from './incidentValues';
import { auditPeriod, tracePeriod, traceSlices } from './powerShellPeriod';
import { enumerations, lists, plain } from './property';
import { type Pipeline, type QueryDraft, statementOf } from './query';
import { powerShellString, powerShellStrings, type Quotable } from './quoting';

const traceLimits = [
  statementOf('limit.trace', 'message-trace-v2'),
  statementOf('limit.trace.window', 'message-trace-v2'),
];
const auditLimits = [statementOf('limit.audit', 'audit-log')];
const adminLimits = [statementOf('limit.unblock.role', 'restricted-users', 'blocked-connectors')];

const connectorTimes = plain('Comment', 'Guid', 'WhenCreatedUTC', 'WhenChangedUTC');
const auditRecord = plain('CreationDate', 'UserIds', 'Operations', 'RecordType', 'AuditData');

/** Entries of the audit log, of some operations or all. */
const auditEntries = ({ period }: IncidentValues, filter: string): Pipeline => [
  `Search-UnifiedAuditLog ${auditPeriod(period)}${filter} -SessionCommand ReturnLargeSet -ResultSize 5000`,
];

const operations = (...names: readonly string[]) =>
  ` -Operations ${names.map((name) => `'${name}'`).join(',')}`;

/** Mail of the tenant that left it. A trace has no column for the direction: mail to own domains is left out. */
const outgoing = ({ period }: IncidentValues) =>
  `& { $own = (Get-AcceptedDomain -ResultSize Unlimited).DomainName; Get-MessageTraceV2 ${tracePeriod(period)} -ResultSize 5000 | Where-Object { ($_.RecipientAddress -split '@')[-1] -notin $own } }`;

const outgoingCount = [...plain('Count', 'Name'), { name: 'Direction', from: "'Outbound'" }];

/** The mailboxes of the suspected accounts, or all; since November 2022, only their addresses name a person. */
const mailboxesOf = (accounts: readonly Quotable[]): readonly [string, ...string[]] =>
  accounts.length > 0
    ? [powerShellStrings(accounts), 'ForEach-Object { Get-Mailbox -Identity $_ }']
    : ['Get-Mailbox -ResultSize Unlimited'];

/** What a command answers for a mailbox, with the mailbox's address. */
const ofEachMailbox = (command: string) =>
  `ForEach-Object { $mailbox = $_.PrimarySmtpAddress; ${command} | Add-Member -NotePropertyName Mailbox -NotePropertyValue $mailbox -Force -PassThru }`;

/** What Exchange Online PowerShell answers. */
export const exchangeQueries: readonly QueryDraft[] = [
  {
    id: 'accepted-domains',
    answers: 'domains/list',
    kind: 'exchange',
    sources: ['accepted-domains', 'accepted-domain-cmdlet'],
    pipeline: () => ['Get-AcceptedDomain -ResultSize Unlimited'],
    result: [
      ...plain('Name', 'DomainName'),
      ...enumerations('DomainType'),
      ...plain(
        'MatchSubDomains',
        'Default',
        'PendingCompletion',
        'PendingRemoval',
        'SendingFromDomainDisabled',
      ),
    ],
  },
  {
    id: 'sending-domains',
    answers: 'domains/compare',
    kind: 'exchange',
    sources: ['message-trace-v2', 'fix-ndr-codes'],
    limits: traceLimits,
    pipeline: (values) => [
      outgoing(values),
      "Group-Object { ($_.SenderAddress -split '@')[-1] }",
      'Sort-Object Count -Descending',
    ],
    result: outgoingCount,
  },
  {
    id: 'non-accepted-domains',
    answers: 'domains/compare',
    kind: 'portal',
    sources: ['non-accepted-domain-report'],
    limits: [statementOf('limit.portal', 'non-accepted-domain-report')],
    pipeline: () => ['https://admin.exchange.microsoft.com/#/reports/nonaccepteddomain'],
  },
  {
    id: 'exchange-admins',
    answers: 'mfa/roles',
    kind: 'exchange',
    sources: ['compromised-account', 'exchange-permissions'],
    pipeline: () => ["Get-RoleGroupMember -Identity 'Organization Management' -ResultSize Unlimited"],
    result: [
      { name: 'Role', from: "'Organization Management'" },
      ...plain('Name', 'DisplayName'),
      ...enumerations('RecipientType'),
      ...plain('PrimarySmtpAddress', 'ExternalDirectoryObjectId'),
    ],
  },
  {
    id: 'role-audit',
    answers: 'mfa/roles',
    kind: 'exchange',
    sources: ['audit-log', 'oauth-attack'],
    limits: auditLimits,
    pipeline: (values) =>
      auditEntries(
        values,
        operations(
          ...['Add member to role.', 'Add eligible member to role.', 'Remove member from role.'],
          ...['Add-RoleGroupMember', 'Update-RoleGroupMember', 'New-ManagementRoleAssignment', 'Add user.'],
        ),
      ),
    result: auditRecord,
  },
  {
    id: 'inbound-connectors',
    answers: 'connectors/inbound',
    kind: 'exchange',
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    pipeline: () => ['Get-InboundConnector -ResultSize Unlimited', 'Sort-Object WhenCreatedUTC -Descending'],
    result: [
      ...plain('Name', 'Enabled'),
      ...enumerations('ConnectorType', 'ConnectorSource'),
      ...lists('SenderDomains', 'SenderIPAddresses'),
      ...plain('RequireTls', 'TlsSenderCertificateName'),
      ...plain('RestrictDomainsToIPAddresses', 'RestrictDomainsToCertificate', 'TreatMessagesAsInternal'),
      ...lists('AssociatedAcceptedDomains'),
      ...plain('CloudServicesMailEnabled', 'EFSkipLastIP'),
      ...lists('EFSkipIPs'),
      ...connectorTimes,
    ],
  },
  {
    id: 'outbound-connectors',
    answers: 'connectors/outbound',
    kind: 'exchange',
    sources: ['validate-connectors', 'outbound-connector-cmdlet'],
    pipeline: () => [
      '& { Get-OutboundConnector -ResultSize Unlimited; Get-OutboundConnector -IncludeTestModeConnectors $true -ResultSize Unlimited }',
      'Sort-Object Guid -Unique',
      'Sort-Object WhenCreatedUTC -Descending',
    ],
    result: [
      ...plain('Name', 'Enabled'),
      ...enumerations('ConnectorType', 'ConnectorSource'),
      ...lists('RecipientDomains', 'SmartHosts'),
      ...plain('UseMXRecord'),
      ...enumerations('TlsSettings'),
      ...plain('TlsDomain', 'AllAcceptedDomains', 'RouteAllMessagesViaOnPremises', 'IsTransportRuleScoped'),
      ...plain('TestMode', 'CloudServicesMailEnabled'),
      ...connectorTimes,
    ],
  },
  {
    id: 'connector-audit',
    answers: 'connectors/audit',
    kind: 'exchange',
    sources: ['compromised-connector', 'audit-log'],
    limits: auditLimits,
    pipeline: (values) =>
      auditEntries(
        values,
        operations(
          ...['New-InboundConnector', 'Set-InboundConnector', 'Remove-InboundConnector'],
          ...['New-OutboundConnector', 'Set-OutboundConnector', 'Remove-OutboundConnector'],
          ...['New-TransportRule', 'Set-TransportRule', 'Remove-TransportRule', 'Disable-TransportRule'],
          'Enable-TransportRule',
        ),
      ),
    result: auditRecord,
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
    id: 'mailbox-auditing',
    answers: 'connectors/audit',
    kind: 'exchange',
    sources: ['organization-config-cmdlet'],
    pipeline: () => ['Get-OrganizationConfig'],
    result: plain('Name', 'AuditDisabled'),
  },
  {
    id: 'transport-rules',
    answers: 'connectors/transport-rules',
    kind: 'exchange',
    sources: ['alert-policies', 'transport-rule-cmdlet'],
    pipeline: () => ['Get-TransportRule -ResultSize Unlimited', 'Sort-Object WhenChanged -Descending'],
    result: [
      ...plain('Name'),
      ...enumerations('State', 'Mode'),
      ...plain('Priority', 'RemoveHeader', 'SetHeaderName', 'SetSCL'),
      ...lists('RedirectMessageTo', 'BlindCopyTo', 'CopyTo', 'AddToRecipients', 'ModerateMessageByUser'),
      ...plain('DeleteMessage', 'RouteMessageOutboundConnector', 'Description'),
      ...plain('CreatedBy', 'LastModifiedBy', 'WhenChanged'),
    ],
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
    sources: ['restricted-users', 'outbound-policy-cmdlet', 'external-forwarding'],
    pipeline: () => ['Get-HostedOutboundSpamFilterPolicy'],
    result: [
      ...plain(
        'Name',
        'IsDefault',
        'Enabled',
        'RecipientLimitExternalPerHour',
        'RecipientLimitInternalPerHour',
      ),
      ...plain('RecipientLimitPerDay'),
      ...enumerations('ActionWhenThresholdReached', 'AutoForwardingMode'),
    ],
  },
  {
    id: 'sending-limits',
    answers: 'users/restricted',
    kind: 'exchange',
    sources: ['sending-limits-status', 'outbound-limits'],
    pipeline: () => ['Get-LimitsEnforcementStatus'],
    result: [...enumerations('Verdict'), ...plain('EnforcementEnabled', 'Threshold', 'ObservedValue')],
  },
  {
    id: 'sender-volume',
    answers: 'users/volume',
    kind: 'exchange',
    sources: ['older-article', 'message-trace-v2'],
    limits: traceLimits,
    pipeline: (values) => [outgoing(values), 'Group-Object SenderAddress', 'Sort-Object Count -Descending'],
    result: outgoingCount,
  },
  {
    id: 'message-trace',
    answers: 'users/volume',
    kind: 'exchange',
    sources: ['message-trace-v2'],
    limits: [...traceLimits, statementOf('limit.historical', 'historical-search')],
    pipeline: ({ period, senders }) => {
      const { days, from } = traceSlices(period);
      const filter = senders.length > 0 ? ` -SenderAddress ${powerShellStrings(senders)}` : '';
      return [
        days,
        `ForEach-Object { $from = ${from}.AddDays($_); Get-MessageTraceV2 -StartDate $from -EndDate $from.AddDays(1)${filter} -ResultSize 5000 }`,
      ];
    },
    result: [
      ...plain('Received', 'SenderAddress', 'RecipientAddress'),
      ...enumerations('Status'),
      ...plain('FromIP', 'ToIP', 'Size', 'MessageId', 'MessageTraceId'),
    ],
  },
  {
    id: 'account-audit',
    answers: 'users/sign-ins',
    kind: 'exchange',
    sources: ['compromised-account', 'audit-log'],
    limits: auditLimits,
    pipeline: (values) =>
      auditEntries(
        values,
        values.accounts.length > 0 ? ` -UserIds ${powerShellStrings(values.accounts)}` : '',
      ),
    result: auditRecord,
  },
  {
    id: 'smtp-auth',
    answers: 'users/sign-ins',
    kind: 'exchange',
    sources: ['smtp-auth', 'transport-config-cmdlet'],
    pipeline: () => ['Get-TransportConfig'],
    result: plain('SmtpClientAuthenticationDisabled'),
  },
  {
    id: 'smtp-auth-mailboxes',
    answers: 'users/sign-ins',
    kind: 'exchange',
    sources: ['smtp-auth', 'cas-mailbox-cmdlet'],
    pipeline: () => ['Get-CASMailbox -ResultSize Unlimited'],
    result: plain(
      'PrimarySmtpAddress',
      'Guid',
      'ExternalDirectoryObjectId',
      'SmtpClientAuthenticationDisabled',
    ),
  },
  {
    id: 'inbox-rules',
    answers: 'users/inbox-rules',
    kind: 'exchange',
    sources: ['compromised-account', 'inbox-rule'],
    limits: [statementOf('limit.inbox-rule', 'inbox-rule'), statementOf('limit.mailbox', 'inbox-rule')],
    pipeline: ({ accounts }) => [
      ...mailboxesOf(accounts),
      ofEachMailbox('Get-InboxRule -Mailbox $mailbox -IncludeHidden'),
    ],
    result: [
      ...plain('Mailbox', 'MailboxOwnerId', 'Name', 'Enabled', 'Priority', 'Identity'),
      ...lists('ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo'),
      ...plain('DeleteMessage', 'SoftDeleteMessage', 'MoveToFolder', 'MarkAsRead', 'StopProcessingRules'),
      ...lists('From', 'FromAddressContainsWords', 'SubjectContainsWords', 'BodyContainsWords'),
      ...lists('SubjectOrBodyContainsWords'),
      ...plain('Description'),
    ],
  },
  {
    id: 'mailbox-changes',
    answers: 'users/inbox-rules',
    kind: 'exchange',
    sources: ['compromised-account', 'audit-log'],
    limits: auditLimits,
    pipeline: (values) =>
      auditEntries(
        values,
        operations(
          ...['New-InboxRule', 'Set-InboxRule', 'Enable-InboxRule', 'UpdateInboxRules', 'Set-Mailbox'],
          ...['Set-CASMailbox', 'Add-MailboxPermission', 'Add-RecipientPermission'],
        ),
      ),
    result: auditRecord,
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
    result: [
      ...plain('PrimarySmtpAddress', 'UserPrincipalName', 'Alias', 'ExternalDirectoryObjectId', 'Guid'),
      {
        name: 'ForwardsTo',
        from: 'if ($_.ForwardingAddress) { (Get-Recipient -Identity $_.ForwardingAddress).PrimarySmtpAddress } else { $_.ForwardingSmtpAddress }',
      },
      ...plain('ForwardingSmtpAddress', 'ForwardingAddress', 'DeliverToMailboxAndForward', 'WhenChangedUTC'),
    ],
  },
  {
    id: 'remote-domains',
    answers: 'users/forwarding',
    kind: 'exchange',
    sources: ['external-forwarding', 'remote-domain-cmdlet'],
    pipeline: () => ['Get-RemoteDomain -ResultSize Unlimited'],
    result: plain('Name', 'DomainName', 'AutoForwardEnabled'),
  },
  {
    id: 'mailbox-permissions',
    answers: 'users/reset',
    kind: 'exchange',
    sources: ['compromised-account', 'mailbox-permission-cmdlet'],
    limits: [statementOf('limit.mailbox', 'mailbox-permission-cmdlet')],
    pipeline: ({ accounts }) => [
      ...mailboxesOf(accounts),
      ofEachMailbox('Get-MailboxPermission -Identity $mailbox'),
      "Where-Object { -not $_.IsInherited -and $_.User -ne 'NT AUTHORITY\\SELF' }",
    ],
    result: [
      ...plain('Mailbox', 'Identity', 'User'),
      ...lists('AccessRights'),
      ...plain('Deny', 'IsInherited'),
    ],
  },
  {
    id: 'send-as',
    answers: 'users/reset',
    kind: 'exchange',
    sources: ['recipient-permission-cmdlet'],
    pipeline: ({ accounts }) => [
      ...mailboxesOf(accounts),
      ofEachMailbox('Get-RecipientPermission -Identity $mailbox'),
      "Where-Object { $_.Trustee -ne 'NT AUTHORITY\\SELF' }",
    ],
    result: [
      ...plain('Mailbox', 'Identity', 'Trustee'),
      ...lists('AccessRights'),
      ...enumerations('AccessControlType'),
      ...plain('IsInherited'),
    ],
  },
  {
    id: 'app-audit',
    answers: 'users/apps',
    kind: 'exchange',
    sources: ['oauth-attack', 'audit-log'],
    limits: auditLimits,
    pipeline: (values) =>
      auditEntries(
        values,
        operations(
          ...['Consent to application.', 'Add delegated permission grant.', 'Add application.'],
          ...['Add app role assignment to service principal.', 'Add service principal.'],
          ...['Add service principal credentials.', 'Add owner to application.'],
        ),
      ),
    result: auditRecord,
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
    result: [
      ...plain('Value'),
      ...enumerations('Action'),
      ...plain('ExpirationDate', 'LastModifiedDateTime', 'ModifiedBy', 'Notes'),
    ],
  },
];
