import type { Cell, Row } from './writers';

const at = (text: string) => new Date(`${text}Z`);

const auditData = (entry: object) =>
  JSON.stringify({ RecordType: 1, ResultStatus: 'True', UserType: 2, Workload: 'Exchange', ...entry });

const auditRow = (operation: string, data: object): Record<string, Cell> => ({
  CreationDate: at('2026-11-19T02:10:00'),
  UserIds: 'adm@contoso.example',
  Operations: operation,
  RecordType: 'ExchangeAdmin',
  AuditData: auditData({
    CreationTime: '2026-11-19T02:10:00',
    Operation: operation,
    UserId: 'adm@contoso.example',
    ClientIP: '198.51.100.9:50211',
    ...data,
  }),
});

const signIn = (over: Record<string, Cell>): Row => ({
  CreatedDateTime: at('2026-11-19T01:02:40'),
  UserPrincipalName: 'anna@contoso.example',
  UserId: '64f87681-5d41-46a4-93dd-6ae36403d777',
  AppDisplayName: 'Office 365 Exchange Online',
  ClientAppUsed: 'Authenticated SMTP',
  IPAddress: '198.51.100.9',
  City: 'Lagos',
  CountryOrRegion: 'NG',
  ErrorCode: 0,
  FailureReason: 'Other.',
  ConditionalAccessStatus: 'notApplied',
  Id: '1',
  ...over,
});

const roleMember = (over: Record<string, Cell>): Row => ({
  Role: 'Exchange Administrator',
  RoleTemplateId: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  PrincipalType: '#microsoft.graph.user',
  UserPrincipalName: 'adm@contoso.example',
  DisplayName: 'Admin',
  AppId: null,
  Id: '1',
  ...over,
});

/** An answer of a query: rows with exactly its columns, and the facts that the rules need of the first of them. */
export interface Answer {
  readonly rows: readonly Row[];
  readonly facts: object;
  /** Columns that no cell of a table can hold unjoined, and what is unreadable then. */
  readonly lists?: readonly string[];
}

/** What each query may answer, by its id. */
export const answers: Readonly<Record<string, Answer>> = {
  'accepted-domains': {
    rows: [
      {
        Name: 'contoso.example',
        DomainName: 'contoso.example',
        DomainType: 'InternalRelay',
        MatchSubDomains: true,
        Default: true,
        PendingCompletion: false,
        PendingRemoval: true,
        SendingFromDomainDisabled: true,
      },
    ],
    facts: {
      domain: 'contoso.example',
      type: 'internal-relay',
      matchSubDomains: true,
      pending: true,
      pendingFor: 'removal',
      sendingDisabled: true,
    },
  },
  'sending-domains': {
    rows: [{ Count: 812, Name: 'dhl-1.example', Direction: 'Outbound' }],
    facts: { of: 'domain', name: 'dhl-1.example', count: 812, withIncoming: false },
  },
  'sender-volume': {
    rows: [{ Count: 4000, Name: 'crm@contoso.example', Direction: 'Outbound' }],
    facts: { of: 'sender', name: 'crm@contoso.example', count: 4000, withIncoming: false },
  },
  'server-senders': {
    rows: [{ Count: 7, Name: 'scan@contoso.example' }],
    facts: { of: 'sender', name: 'scan@contoso.example', count: 7, withIncoming: true },
  },
  'non-accepted-domains': {
    rows: [
      {
        Date: at('2026-11-19T00:00:00'),
        'Inbound connector name': 'From MAIL01',
        'Sender domain': 'netfilms-2.example',
        Count: 120,
        'Sample messages': '<1@netfilms-2.example>',
      },
    ],
    facts: {
      day: '2026-11-19',
      connector: 'From MAIL01',
      domain: 'netfilms-2.example',
      count: 120,
      samples: ['<1@netfilms-2.example>'],
    },
  },
  'exchange-admins': {
    rows: [
      {
        Role: 'Organization Management',
        Name: 'TenantAdmins_-1785523426',
        DisplayName: '',
        RecipientType: 'Group',
        PrimarySmtpAddress: '',
        ExternalDirectoryObjectId: '',
      },
    ],
    facts: { role: 'Organization Management', principal: 'group', isPrivileged: true, managesExchange: true },
  },
  'directory-roles': {
    rows: [
      roleMember({}),
      roleMember({
        PrincipalType: '#microsoft.graph.servicePrincipal',
        UserPrincipalName: null,
        AppId: 'a1',
        Id: '2',
      }),
    ],
    facts: {
      role: 'Exchange Administrator',
      principal: 'user',
      id: '1',
      isPrivileged: true,
      managesExchange: true,
      names: ['adm@contoso.example', 'admin'],
    },
  },
  'eligible-roles': {
    rows: [{ ...roleMember({ Role: 'Directory Readers', RoleTemplateId: 'x' }), Assignment: 'Eligible' }],
    facts: { role: 'Directory Readers', isPrivileged: false, managesExchange: false, eligible: true },
  },
  'role-audit': {
    rows: [
      auditRow('Add member to role.', {
        ObjectId: 'sp1',
        ModifiedProperties: [
          { Name: 'Role.DisplayName', NewValue: '"Exchange Administrator"', OldValue: '' },
        ],
        Target: [
          { ID: 'ServicePrincipal_sp1', Type: 2 },
          { ID: 'MailSync Pro', Type: 1 },
        ],
      }),
    ],
    facts: {
      action: 'role-member-added',
      actor: 'adm@contoso.example',
      actorType: 'user',
      address: '198.51.100.9',
      role: 'Exchange Administrator',
      target: 'MailSync Pro',
      targetType: 'app',
      succeeded: true,
    },
  },
  'app-audit': {
    rows: [
      auditRow('Add app role assignment to service principal.', {
        ModifiedProperties: [
          { Name: 'AppRole.Value', NewValue: '"Exchange.ManageAsApp"', OldValue: '' },
          { Name: 'ServicePrincipal.DisplayName', NewValue: '"MailSync Pro"', OldValue: '' },
        ],
      }),
    ],
    facts: {
      action: 'app-role-assigned',
      role: 'Exchange.ManageAsApp',
      target: 'MailSync Pro',
      targetType: 'app',
      at: Date.parse('2026-11-19T02:10:00Z'),
    },
  },
  'connector-audit': {
    rows: [
      auditRow('New-InboundConnector', {
        ObjectId: 'contoso.onmicrosoft.com\\Hybrid mail flow',
        Parameters: [
          { Name: 'Name', Value: 'Hybrid mail flow' },
          { Name: 'ConnectorType', Value: 'OnPremises' },
          { Name: 'TlsSenderCertificateName', Value: '*.attacker-relay.example' },
        ],
      }),
      auditRow('Remove-InboundConnector', { Parameters: [{ Name: 'Identity', Value: 'Hybrid mail flow' }] }),
    ],
    facts: {
      action: 'connector-made',
      target: 'Hybrid mail flow',
      parameters: {
        Name: 'Hybrid mail flow',
        ConnectorType: 'OnPremises',
        TlsSenderCertificateName: '*.attacker-relay.example',
      },
    },
  },
  'account-audit': {
    rows: [auditRow('UserLoggedIn', {}), auditRow('MailItemsAccessed', {})],
    facts: { action: 'signed-in', actor: 'adm@contoso.example', address: '198.51.100.9' },
  },
  'mailbox-changes': {
    rows: [
      auditRow('New-InboxRule', {
        ObjectId:
          'EURPR07A010.PROD.OUTLOOK.COM/Organizations/contoso.onmicrosoft.com/bc1b1df3-f861-4aec-bf7c-40ce5b5566c1\\..',
        Parameters: [
          { Name: 'Name', Value: '..' },
          { Name: 'ForwardTo', Value: 'bob@example.org' },
          { Name: 'DeleteMessage', Value: 'True' },
        ],
      }),
    ],
    facts: {
      action: 'inbox-rule',
      target: '..',
      mailbox: 'bc1b1df3-f861-4aec-bf7c-40ce5b5566c1',
      parameters: { Name: '..', ForwardTo: 'bob@example.org', DeleteMessage: 'True' },
    },
  },
  'inbound-connectors': {
    rows: [
      {
        Name: 'Hybrid mail flow',
        Enabled: true,
        ConnectorType: 'OnPremises',
        ConnectorSource: 'AdminUI',
        SenderDomains: ['smtp:*;1'],
        SenderIPAddresses: ['198.51.100.9', '198.51.100.0/28'],
        RequireTls: true,
        TlsSenderCertificateName: '*.attacker-relay.example',
        RestrictDomainsToIPAddresses: false,
        RestrictDomainsToCertificate: false,
        TreatMessagesAsInternal: true,
        AssociatedAcceptedDomains: ['contoso.example'],
        CloudServicesMailEnabled: true,
        EFSkipLastIP: false,
        EFSkipIPs: [],
        Comment: '',
        Guid: '4f0c61d2-0000-4000-8000-365365365365',
        WhenCreatedUTC: at('2026-11-19T02:10:00'),
        WhenChangedUTC: at('2026-11-19T02:10:00'),
      },
    ],
    facts: {
      name: 'Hybrid mail flow',
      enabled: true,
      type: 'on-premises',
      connectorSource: 'AdminUI',
      senderDomains: ['*'],
      senderAddresses: ['198.51.100.9', '198.51.100.0/28'],
      certificate: '*.attacker-relay.example',
      requireTls: true,
      restrictsToAddresses: false,
      restrictsToCertificate: false,
      treatsAsInternal: true,
      cloudServicesMail: true,
      acceptedDomains: ['contoso.example'],
      skipsLastAddress: false,
      created: Date.parse('2026-11-19T02:10:00Z'),
      changed: Date.parse('2026-11-19T02:10:00Z'),
    },
    lists: ['SenderDomains', 'SenderIPAddresses', 'AssociatedAcceptedDomains', 'EFSkipIPs'],
  },
  'outbound-connectors': {
    rows: [
      {
        Name: 'Archive copy',
        Enabled: true,
        ConnectorType: 'Partner',
        ConnectorSource: 'Default',
        RecipientDomains: ['*'],
        SmartHosts: ['mx.relay-service.example', '[198.51.100.201]'],
        UseMXRecord: false,
        TlsSettings: 'EncryptionOnly',
        TlsDomain: '',
        AllAcceptedDomains: false,
        RouteAllMessagesViaOnPremises: false,
        IsTransportRuleScoped: true,
        TestMode: false,
        CloudServicesMailEnabled: false,
        Comment: '',
        Guid: '1',
        WhenCreatedUTC: at('2026-11-19T02:31:00'),
        WhenChangedUTC: at('2026-11-19T02:31:00'),
      },
    ],
    facts: {
      name: 'Archive copy',
      type: 'partner',
      smartHosts: ['mx.relay-service.example', '198.51.100.201'],
      recipientDomains: ['*'],
      isTransportRuleScoped: true,
      testMode: false,
    },
    lists: ['RecipientDomains', 'SmartHosts'],
  },
  'audit-enabled': { rows: [{ UnifiedAuditLogIngestionEnabled: false }], facts: { enabled: false } },
  'mailbox-auditing': {
    rows: [{ Name: 'contoso.onmicrosoft.com', AuditDisabled: true }],
    facts: { enabled: false },
  },
  'transport-rules': {
    rows: [
      {
        Name: 'Cleanup',
        State: 'Enabled',
        Mode: 'Enforce',
        Priority: 0,
        RemoveHeader: 'X-Originating-IP',
        SetHeaderName: null,
        SetSCL: '-1',
        RedirectMessageTo: ['drop@attacker.example'],
        BlindCopyTo: ['copy@attacker.example'],
        CopyTo: [],
        AddToRecipients: [],
        ModerateMessageByUser: [],
        DeleteMessage: false,
        RouteMessageOutboundConnector: 'Archive copy',
        Description: 'x',
        CreatedBy: 'Admin',
        LastModifiedBy: 'Admin',
        WhenChanged: at('2026-11-19T02:40:00'),
      },
    ],
    facts: {
      name: 'Cleanup',
      enabled: true,
      mode: 'enforce',
      priority: 0,
      removesHeaders: ['X-Originating-IP'],
      scl: -1,
      redirectsTo: ['drop@attacker.example'],
      copiesTo: ['copy@attacker.example'],
      deletes: false,
      connector: 'Archive copy',
      changedBy: 'Admin',
      changed: Date.parse('2026-11-19T02:40:00Z'),
    },
    lists: ['RedirectMessageTo', 'BlindCopyTo', 'CopyTo', 'AddToRecipients', 'ModerateMessageByUser'],
  },
  'blocked-connectors': {
    rows: [
      {
        ConnectorId: '4f0c61d2-0000-4000-8000-365365365365',
        ConnectorName: 'Hybrid mail flow',
        TenantId: 't',
        Reason: 'Compromised',
        CreatedTime: at('2026-11-20T23:40:00'),
        ExpirationTime: at('2026-12-20T23:40:00'),
      },
    ],
    facts: {
      connector: 'Hybrid mail flow',
      id: '4f0c61d2-0000-4000-8000-365365365365',
      reason: 'Compromised',
      created: Date.parse('2026-11-20T23:40:00Z'),
    },
  },
  'restricted-senders': {
    rows: [
      {
        SenderAddress: 'crm@contoso.example',
        Reason: 'OutboundSpamLast24Hours=812',
        CreatedDatetime: at('2026-11-20T23:40:00'),
        ChangedDatetime: at('2026-11-20T23:40:00'),
      },
    ],
    facts: {
      address: 'crm@contoso.example',
      reason: 'OutboundSpamLast24Hours=812',
      created: Date.parse('2026-11-20T23:40:00Z'),
    },
  },
  'outbound-policy': {
    rows: [
      {
        Name: 'Default',
        IsDefault: true,
        Enabled: true,
        RecipientLimitExternalPerHour: 0,
        RecipientLimitInternalPerHour: 0,
        RecipientLimitPerDay: 10000,
        ActionWhenThresholdReached: 'Alert',
        AutoForwardingMode: 'Automatic',
      },
    ],
    facts: {
      name: 'Default',
      isDefault: true,
      enabled: true,
      forwarding: 'off',
      externalPerHour: 0,
      internalPerHour: 0,
      perDay: 10000,
      action: 'Alert',
    },
  },
  'sending-limits': {
    rows: [{ Verdict: 'Within', EnforcementEnabled: true, Threshold: 5000, ObservedValue: 4870 }],
    facts: { verdict: 'Within', enforced: true, threshold: 5000, observed: 4870 },
  },
  'message-trace': {
    rows: [
      {
        Received: at('2026-11-19T08:00:00'),
        SenderAddress: 'crm@contoso.example',
        RecipientAddress: 'a@recipient.example',
        Status: 'Failed',
        FromIP: '198.51.100.9',
        ToIP: '',
        Size: 4100,
        MessageId: '<1@contoso.example>',
        MessageTraceId: '1',
      },
    ],
    facts: {
      sender: 'crm@contoso.example',
      day: '2026-11-19',
      sent: 1,
      failed: 1,
      first: Date.parse('2026-11-19T08:00:00Z'),
      last: Date.parse('2026-11-19T08:00:00Z'),
      addresses: { '198.51.100.9': 1 },
      recipientDomains: { 'recipient.example': 1 },
    },
  },
  'smtp-auth': { rows: [{ SmtpClientAuthenticationDisabled: false }], facts: { smtpAuthDisabled: false } },
  'smtp-auth-mailboxes': {
    rows: [
      {
        PrimarySmtpAddress: 'scan@contoso.example',
        Guid: 'g1',
        ExternalDirectoryObjectId: 'e1',
        SmtpClientAuthenticationDisabled: false,
      },
    ],
    facts: { mailbox: 'scan@contoso.example', ids: ['g1', 'e1'], disabled: false },
  },
  'inbox-rules': {
    rows: [
      {
        Mailbox: 'crm@contoso.example',
        MailboxOwnerId: '64f87681-5d41-46a4-93dd-6ae36403d777',
        Name: '..',
        Enabled: true,
        Priority: 1,
        Identity: '64f87681-5d41-46a4-93dd-6ae36403d777\\1',
        ForwardTo: ['"Collector" [SMTP:collector@attacker.example]'],
        ForwardAsAttachmentTo: [],
        RedirectTo: [],
        DeleteMessage: false,
        SoftDeleteMessage: true,
        MoveToFolder: 'RSS Feeds',
        MarkAsRead: true,
        StopProcessingRules: true,
        From: [],
        FromAddressContainsWords: [],
        SubjectContainsWords: ['invoice', 'wire transfer'],
        BodyContainsWords: [],
        SubjectOrBodyContainsWords: [],
        Description: 'x',
      },
    ],
    facts: {
      mailbox: 'crm@contoso.example',
      ownerId: '64f87681-5d41-46a4-93dd-6ae36403d777',
      name: '..',
      enabled: true,
      deletes: true,
      marksRead: true,
      folder: 'RSS Feeds',
      forwardsTo: ['collector@attacker.example'],
      stops: true,
      words: ['invoice', 'wire transfer'],
      from: [],
      hasConditions: true,
    },
    lists: [
      ...['ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo', 'From', 'FromAddressContainsWords'],
      ...['SubjectContainsWords', 'BodyContainsWords', 'SubjectOrBodyContainsWords'],
    ],
  },
  forwarding: {
    rows: [
      {
        PrimarySmtpAddress: 'sales@contoso.example',
        UserPrincipalName: 'sales@contoso.onmicrosoft.com',
        Alias: 'sales',
        ExternalDirectoryObjectId: 'e2',
        Guid: 'g2',
        ForwardsTo: 'boss@freemail.example',
        ForwardingSmtpAddress: 'smtp:other@freemail.example',
        ForwardingAddress: 'Gmail of the boss',
        DeliverToMailboxAndForward: true,
        WhenChangedUTC: at('2026-11-19T02:10:00'),
      },
    ],
    facts: {
      mailbox: 'sales@contoso.example',
      ids: ['sales@contoso.onmicrosoft.com', 'sales', 'e2', 'g2'],
      forwardsTo: 'boss@freemail.example',
      keepsCopy: true,
      changed: Date.parse('2026-11-19T02:10:00Z'),
    },
  },
  'remote-domains': {
    rows: [{ Name: 'Default', DomainName: '*', AutoForwardEnabled: true }],
    facts: { name: 'Default', domain: '*', autoForward: true },
  },
  'mailbox-permissions': {
    rows: [
      {
        Mailbox: 'crm@contoso.example',
        Identity: '64f87681-5d41-46a4-93dd-6ae36403d777',
        User: 'adm@contoso.example',
        AccessRights: ['FullAccess'],
        Deny: false,
        IsInherited: false,
      },
    ],
    facts: { mailbox: 'crm@contoso.example', user: 'adm@contoso.example', rights: ['FullAccess'] },
    lists: ['AccessRights'],
  },
  'send-as': {
    rows: [
      {
        Mailbox: 'crm@contoso.example',
        Identity: 'crm',
        Trustee: 'adm@contoso.example',
        AccessRights: ['SendAs'],
        AccessControlType: 'Allow',
        IsInherited: false,
      },
    ],
    facts: { mailbox: 'crm@contoso.example', user: 'adm@contoso.example', rights: ['SendAs'] },
    lists: ['AccessRights'],
  },
  'tenant-blocks': {
    rows: [
      {
        Value: 'supplier@blocked.example',
        Action: 'Block',
        ExpirationDate: at('2026-12-19T00:00:00'),
        LastModifiedDateTime: at('2026-11-19T09:00:00'),
        ModifiedBy: 'adm@contoso.example',
        Notes: 'phishing',
      },
    ],
    facts: {
      value: 'supplier@blocked.example',
      action: 'block',
      modifiedBy: 'adm@contoso.example',
      changed: Date.parse('2026-11-19T09:00:00Z'),
      expires: Date.parse('2026-12-19T00:00:00Z'),
      notes: 'phishing',
    },
  },
  'admin-methods': {
    rows: [
      {
        UserPrincipalName: 'adm@contoso.example',
        UserDisplayName: 'Admin',
        Id: 'u1',
        IsAdmin: true,
        IsMfaRegistered: false,
        IsMfaCapable: false,
        MethodsRegistered: ['email'],
        LastUpdatedDateTime: at('2026-11-19T00:00:00'),
      },
    ],
    facts: { user: 'adm@contoso.example', userId: 'u1', isAdmin: true, hasMfa: false, methods: ['email'] },
    lists: ['MethodsRegistered'],
  },
  'conditional-access': {
    rows: [
      {
        Id: '1',
        DisplayName: 'CA001: strong sign-in for admins',
        State: 'enabled',
        IncludeUsers: [],
        IncludeRoles: ['62e90394-69f5-4237-9190-012177145e10'],
        IncludeApplications: ['All'],
        ExcludeUsers: [],
        ExcludeRoles: [],
        BuiltInControls: ['mfa'],
        AuthenticationStrength: null,
        CreatedDateTime: at('2024-01-19T00:00:00'),
        ModifiedDateTime: at('2024-01-19T00:00:00'),
      },
    ],
    facts: {
      name: 'CA001: strong sign-in for admins',
      state: 'enabled',
      requiresMfa: true,
      blocks: false,
      includeRoles: ['62e90394-69f5-4237-9190-012177145e10'],
      includeUsers: [],
      includeApps: ['All'],
      excludeUsers: [],
      excludeRoles: [],
    },
    lists: [
      'IncludeUsers',
      'IncludeRoles',
      'IncludeApplications',
      'ExcludeUsers',
      'ExcludeRoles',
      'BuiltInControls',
    ],
  },
  'security-defaults': {
    rows: [{ DisplayName: 'Security Defaults', IsEnabled: false }],
    facts: { enabled: false },
  },
  'sign-ins': {
    rows: [signIn({}), signIn({ ErrorCode: 50126, FailureReason: 'Invalid username or password.' })],
    facts: {
      user: 'anna@contoso.example',
      userId: '64f87681-5d41-46a4-93dd-6ae36403d777',
      outcome: 'success',
      errorCode: 0,
      country: 'NG',
      city: 'Lagos',
      address: '198.51.100.9',
      clientApp: 'Authenticated SMTP',
      app: 'Office 365 Exchange Online',
      count: 1,
      at: Date.parse('2026-11-19T01:02:40Z'),
    },
  },
  'smtp-sign-ins': {
    rows: [signIn({ ErrorCode: 50126, FailureReason: 'Invalid username or password.' })],
    facts: { outcome: 'failure', errorCode: 50126, failureReason: 'Invalid username or password.' },
  },
  'account-state': {
    rows: [
      {
        UserPrincipalName: 'anna@contoso.example',
        Id: 'u2',
        AccountEnabled: false,
        SignInSessionsValidFromDateTime: at('2026-11-21T09:00:00'),
        LastPasswordChangeDateTime: at('2026-11-21T08:00:00'),
      },
    ],
    facts: {
      user: 'anna@contoso.example',
      userId: 'u2',
      enabled: false,
      sessionsFrom: Date.parse('2026-11-21T09:00:00Z'),
      passwordChanged: Date.parse('2026-11-21T08:00:00Z'),
    },
  },
  'account-methods': {
    rows: [
      {
        UserPrincipalName: 'anna@contoso.example',
        Method: '#microsoft.graph.phoneAuthenticationMethod',
        CreatedDateTime: '2026-11-19T01:05:00Z',
        Detail: '+234 555 0100',
        Id: '1',
      },
    ],
    facts: {
      user: 'anna@contoso.example',
      method: 'phone',
      created: Date.parse('2026-11-19T01:05:00Z'),
      detail: '+234 555 0100',
    },
  },
  apps: {
    rows: [
      {
        DisplayName: 'MailSync Pro',
        Id: 'sp1',
        AppId: 'a1',
        ServicePrincipalType: 'Application',
        AccountEnabled: true,
        AppOwnerOrganizationId: 't1',
        VerifiedPublisher: null,
        Owners: ['adm@contoso.example'],
        ApplicationPermissions: ['Exchange.ManageAsApp', 'Mail.Send'],
        DirectoryRoles: ['Exchange Administrator'],
        CredentialAdded: at('2026-11-19T02:00:00'),
        CreatedDateTime: '2026-11-19T01:59:00Z',
      },
    ],
    facts: {
      name: 'MailSync Pro',
      id: 'sp1',
      appId: 'a1',
      enabled: true,
      type: 'Application',
      ownerTenant: 't1',
      owners: ['adm@contoso.example'],
      appRoles: ['Exchange.ManageAsApp', 'Mail.Send'],
      roles: ['Exchange Administrator'],
      credentialAdded: Date.parse('2026-11-19T02:00:00Z'),
      created: Date.parse('2026-11-19T01:59:00Z'),
    },
    lists: ['Owners', 'ApplicationPermissions', 'DirectoryRoles'],
  },
  'app-consents': {
    rows: [
      {
        App: 'MailSync Pro',
        ClientId: 'sp1',
        ConsentType: 'Principal',
        User: 'anna@contoso.example',
        Resource: 'Microsoft Graph',
        Scope: ' Mail.Send offline_access',
        Id: '1',
      },
    ],
    facts: {
      app: 'MailSync Pro',
      ids: ['sp1'],
      type: 'delegated',
      permissions: ['Mail.Send', 'offline_access'],
      resource: 'Microsoft Graph',
      consent: 'user',
      user: 'anna@contoso.example',
    },
  },
  'service-issues': {
    rows: [
      {
        Id: 'EX571516',
        Title: 'Some users may be unable to send external email and receive NDR 5.7.705',
        Service: 'Exchange Online',
        Feature: 'E-Mail and calendar access',
        Classification: 'incident',
        Status: 'serviceRestored',
        IsResolved: true,
        StartDateTime: at('2026-11-20T08:40:00'),
        EndDateTime: at('2026-11-20T15:00:00'),
        LastModifiedDateTime: at('2026-11-20T15:30:00'),
        ImpactDescription: 'Users may be unable to send.',
      },
    ],
    facts: {
      id: 'EX571516',
      title: 'Some users may be unable to send external email and receive NDR 5.7.705',
      service: 'Exchange Online',
      classification: 'incident',
      status: 'serviceRestored',
      isResolved: true,
      start: Date.parse('2026-11-20T08:40:00Z'),
      end: Date.parse('2026-11-20T15:00:00Z'),
      description: 'Users may be unable to send.',
    },
  },
  subscriptions: {
    rows: [
      {
        SkuPartNumber: 'O365_BUSINESS_PREMIUM',
        Status: 'Suspended',
        IsTrial: true,
        TotalLicenses: 25,
        CreatedDateTime: at('2026-10-19T00:00:00'),
        NextLifecycleDateTime: at('2026-12-19T00:00:00'),
      },
    ],
    facts: {
      sku: 'O365_BUSINESS_PREMIUM',
      state: 'suspended',
      isTrial: true,
      licences: 25,
      created: Date.parse('2026-10-19T00:00:00Z'),
      nextLifecycle: Date.parse('2026-12-19T00:00:00Z'),
    },
  },
  licenses: {
    rows: [
      {
        SkuPartNumber: 'O365_BUSINESS_PREMIUM',
        CapabilityStatus: 'Warning',
        ConsumedUnits: 20,
        Enabled: 0,
        Warning: 25,
        Suspended: 0,
        LockedOut: 0,
      },
    ],
    facts: { sku: 'O365_BUSINESS_PREMIUM', state: 'warning', licences: 0, used: 20 },
  },
  'receive-connectors': {
    rows: [
      {
        Identity: 'EXCH02\\Relay printers',
        Enabled: true,
        TransportRole: 'FrontendTransport',
        PermissionGroups: 'AnonymousUsers, ExchangeServers',
        AuthMechanism: 'Tls, ExternalAuthoritative',
        RemoteIPRanges: ['192.0.2.0/24'],
        Bindings: ['0.0.0.0:25'],
        WhenCreatedUTC: at('2020-11-19T02:10:00'),
        WhenChangedUTC: at('2020-11-19T02:10:00'),
      },
    ],
    facts: {
      name: 'EXCH02\\Relay printers',
      enabled: true,
      anonymous: true,
      externallySecured: true,
      ranges: ['192.0.2.0/24'],
    },
    lists: ['RemoteIPRanges'],
  },
  'anonymous-relay': {
    rows: [
      {
        Identity: 'EXCH02\\Relay printers',
        User: 'NT AUTHORITY\\ACCESSO ANONIMO',
        ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
        Deny: false,
        IsInherited: false,
      },
    ],
    facts: { connector: 'EXCH02\\Relay printers', user: 'NT AUTHORITY\\ACCESSO ANONIMO' },
  },
  'hunt-sending-domains': {
    rows: [
      {
        SenderMailFromDomain: 'dhl-1.example',
        Messages: 812,
        Senders: 40,
        Failed: 800,
        First: at('2026-11-19T02:00:00'),
        Last: at('2026-11-19T05:00:00'),
      },
    ],
    facts: {
      of: 'domain',
      name: 'dhl-1.example',
      count: 812,
      failed: 800,
      withIncoming: false,
      first: Date.parse('2026-11-19T02:00:00Z'),
      last: Date.parse('2026-11-19T05:00:00Z'),
    },
  },
  'hunt-connectors': {
    rows: [
      {
        Connectors: 'Hybrid mail flow',
        EmailDirection: 'Outbound',
        SenderIPv4: '198.51.100.9',
        Hour: at('2026-11-19T03:00:00'),
        Messages: 500,
        Domains: 40,
        Spam: 450,
        Mismatched: 500,
      },
    ],
    facts: {
      of: 'connector',
      name: 'Hybrid mail flow',
      count: 500,
      spam: 450,
      address: '198.51.100.9',
      withIncoming: false,
      first: Date.parse('2026-11-19T03:00:00Z'),
    },
  },
  'hunt-connector-changes': {
    rows: [
      {
        Timestamp: at('2026-11-19T02:10:00'),
        ActionType: 'New-InboundConnector',
        AccountDisplayName: 'Admin',
        AccountObjectId: 'u1',
        IPAddress: '198.51.100.9',
        CountryCode: 'NG',
        ObjectName: 'Hybrid mail flow',
        RawEventData: auditData({
          CreationTime: '2026-11-19T02:10:00',
          Operation: 'New-InboundConnector',
          UserId: 'adm@contoso.example',
          ClientIP: '198.51.100.9:50211',
          Parameters: [{ Name: 'Name', Value: 'Hybrid mail flow' }],
        }),
      },
    ],
    facts: {
      action: 'connector-made',
      actor: 'adm@contoso.example',
      address: '198.51.100.9',
      target: 'Hybrid mail flow',
      at: Date.parse('2026-11-19T02:10:00Z'),
    },
  },
  'hunt-senders': {
    rows: [
      {
        SenderMailFromAddress: 'crm@contoso.example',
        SenderObjectId: 'u3',
        Hour: at('2026-11-19T03:00:00'),
        Messages: 500,
        Recipients: 480,
        Spam: 450,
        Failed: 20,
      },
    ],
    facts: { sender: 'crm@contoso.example', day: '2026-11-19', sent: 500, failed: 20 },
  },
  'hunt-removed-mail': {
    rows: [
      {
        SenderMailFromAddress: 'crm@contoso.example',
        ActionType: 'Spam ZAP',
        ActionResult: 'Success',
        ThreatTypes: 'Spam',
        Messages: 30,
      },
    ],
    facts: { of: 'sender', name: 'crm@contoso.example', count: 30, action: 'Spam ZAP', withIncoming: false },
  },
  'hunt-logons': {
    rows: [
      {
        AccountUpn: 'crm@contoso.example',
        Application: 'Microsoft Exchange Online',
        IPAddress: '198.51.100.9',
        Location: 'NG',
        Isp: 'x',
        Logons: 5,
        Failures: 78,
        First: at('2026-11-19T01:00:00'),
        Last: at('2026-11-19T02:00:00'),
      },
    ],
    facts: {
      user: 'crm@contoso.example',
      outcome: 'success',
      count: 5,
      country: 'NG',
      at: Date.parse('2026-11-19T01:00:00Z'),
      last: Date.parse('2026-11-19T02:00:00Z'),
    },
  },
  'hunt-clicks': {
    rows: [
      {
        Timestamp: at('2026-11-19T01:00:00'),
        AccountUpn: 'crm@contoso.example',
        Workload: 'Email',
        ThreatTypes: 'Phish',
        Url: 'https://phish.example/',
        IPAddress: '203.0.113.5',
        NetworkMessageId: 'n',
      },
    ],
    facts: {
      user: 'crm@contoso.example',
      threat: 'Phish',
      url: 'https://phish.example/',
      address: '203.0.113.5',
    },
  },
  'hunt-app-changes': {
    rows: [
      {
        Timestamp: at('2026-11-19T02:00:00'),
        ActionType: 'Consent to application.',
        AccountDisplayName: 'Admin',
        AccountObjectId: 'u1',
        IPAddress: '198.51.100.9',
        CountryCode: 'NG',
        ObjectName: 'MailSync Pro',
        RawEventData: auditData({
          CreationTime: '2026-11-19T02:00:00',
          Operation: 'Consent to application.',
          UserId: 'adm@contoso.example',
          ModifiedProperties: [
            {
              Name: 'ConsentAction.Permissions',
              NewValue: '[[ConsentType: AllPrincipals, Scope: Mail.Send]]',
            },
            { Name: 'ServicePrincipal.DisplayName', NewValue: '"MailSync Pro"' },
          ],
        }),
      },
    ],
    facts: {
      action: 'consent',
      actor: 'adm@contoso.example',
      target: 'MailSync Pro',
      address: '198.51.100.9',
    },
  },
  'hunt-mailbox-changes': {
    rows: [
      {
        Timestamp: at('2026-11-19T02:10:00'),
        ActionType: 'New-InboxRule',
        AccountDisplayName: 'CRM',
        AccountObjectId: 'u3',
        IPAddress: '198.51.100.9',
        CountryCode: 'NG',
        ObjectName: 'crm\\..',
        RawEventData: auditData({
          CreationTime: '2026-11-19T02:10:00',
          Operation: 'New-InboxRule',
          UserId: 'crm@contoso.example',
          ClientIP: '[2001:db8::9]:50211',
          Parameters: [{ Name: 'Name', Value: '..' }],
        }),
      },
    ],
    facts: { action: 'inbox-rule', actor: 'crm@contoso.example', address: '2001:db8::9', target: '..' },
  },
};
