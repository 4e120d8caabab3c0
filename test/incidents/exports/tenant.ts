import type * as model from '../model';
import type { World } from '../world';
import { askedColumns, isAsked } from './asked';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { type Cell, emptyFile, extensionOf, type Table, tableFile } from './table';
import { fileStamp } from './trace';

/** One question, with the names that its answer has by each way of asking. */
export interface Question {
  /** File name by the product's query, without extension. */
  readonly id: string;
  /** File name of an admin who asks by hand. */
  readonly cmdlet: string;
  /** File name and columns of the Extractor Suite, where it asks this. */
  readonly suite?: { readonly name: string; readonly columns: readonly string[] };
  /** The product's columns; a hand-made export holds these and `more`. */
  readonly columns: readonly string[];
  readonly more?: readonly string[];
  /** Columns that only the product might ask for. */
  readonly also?: readonly string[];
}

export type Rows = readonly Readonly<Record<string, Cell>>[];

export function answer(world: World, question: Question, rows: Rows, style: Style): IncidentFile[] {
  const { suite, columns, more = [], also = [] } = question;
  if (style.origin === 'suite' && suite)
    return file({ columns: suite.columns, rows }, `${fileStamp(world)}-${suite.name}`, {
      ...style,
      format: 'csv',
    });
  const ownNames = style.origin === 'product' || style.origin === 'suite';
  if (!ownNames) return file({ columns: [...columns, ...more], rows }, question.cmdlet, style);
  const asked = askedColumns(question.id)?.filter((column) =>
    [...columns, ...more, ...also].includes(column),
  );
  // What the product does not ask is asked by hand.
  return asked === undefined && !isAsked(question.id)
    ? file({ columns, rows }, question.cmdlet, style)
    : file({ columns: asked ?? columns, rows }, `ndr-lens-${question.id}`, style);
}

function file(table: Table, name: string, { format, culture }: Style): IncidentFile[] {
  const bytes = table.rows.length > 0 ? tableFile(table, format, culture) : emptyFile(format);
  return [plainFile(`${name}.${extensionOf(format)}`, bytes)];
}

export const acceptedDomains: Question = {
  id: 'accepted-domains',
  cmdlet: 'AcceptedDomains',
  columns: [
    'Name',
    'DomainName',
    'DomainType',
    'MatchSubDomains',
    'Default',
    'PendingCompletion',
    'PendingRemoval',
    'SendingFromDomainDisabled',
  ],
  more: ['Identity', 'IsValid'],
};

export const domainRows = (world: World): Rows =>
  world.accepted.map(({ name, type, subdomains, isDefault, pending }) => ({
    Name: name,
    DomainName: name,
    DomainType: type,
    MatchSubDomains: subdomains,
    Default: isDefault,
    PendingCompletion: pending,
    PendingRemoval: false,
    SendingFromDomainDisabled: false,
    Identity: name,
    IsValid: true,
  }));

export const directoryDomains: Question = {
  id: 'directory-domains',
  cmdlet: 'MgDomains',
  columns: ['Id', 'AuthenticationType', 'IsVerified', 'IsDefault', 'IsInitial', 'SupportedServices'],
};

export const directoryDomainRows = (world: World): Rows => [
  ...world.accepted.map(({ name, isDefault }) => ({
    Id: name,
    AuthenticationType: 'Managed',
    IsVerified: true,
    IsDefault: isDefault,
    IsInitial: name === world.initialDomain,
    SupportedServices: ['Email', 'OfficeCommunicationsOnline'],
  })),
  ...world.unverifiedDomains.map((Id) => ({
    Id,
    AuthenticationType: 'Managed',
    IsVerified: false,
    IsDefault: false,
    IsInitial: false,
    SupportedServices: [],
  })),
];

export const inboundConnectors: Question = {
  id: 'inbound-connectors',
  cmdlet: 'InboundConnectors',
  columns: [
    'Name',
    'Enabled',
    'ConnectorType',
    'ConnectorSource',
    'SenderDomains',
    'SenderIPAddresses',
    'RequireTls',
    'TlsSenderCertificateName',
    'RestrictDomainsToIPAddresses',
    'RestrictDomainsToCertificate',
    'TreatMessagesAsInternal',
    'AssociatedAcceptedDomains',
    'CloudServicesMailEnabled',
    'Comment',
    'Guid',
    'WhenCreatedUTC',
    'WhenChangedUTC',
  ],
  more: ['EFSkipLastIP', 'EFTestMode', 'Identity', 'IsValid'],
};

export const inboundRows = (world: World): Rows =>
  [...world.inbound]
    .sort((left, right) => right.created - left.created)
    .map((connector) => ({
      Name: connector.name,
      Enabled: true,
      ConnectorType: connector.type,
      ConnectorSource: connector.source,
      SenderDomains: connector.senderDomains,
      SenderIPAddresses: connector.ips,
      RequireTls: connector.requireTls,
      TlsSenderCertificateName: connector.certificate,
      RestrictDomainsToIPAddresses: connector.restrictToIps,
      RestrictDomainsToCertificate: connector.restrictToCertificate,
      TreatMessagesAsInternal: connector.internal,
      AssociatedAcceptedDomains: [],
      CloudServicesMailEnabled: connector.cloudServicesMail,
      Comment: connector.comment,
      Guid: connector.guid,
      WhenCreatedUTC: new Date(connector.created),
      WhenChangedUTC: new Date(connector.changed),
      EFSkipLastIP: false,
      EFTestMode: false,
      Identity: connector.name,
      IsValid: true,
    }));

export const outboundConnectors: Question = {
  id: 'outbound-connectors',
  cmdlet: 'OutboundConnectors',
  columns: [
    'Name',
    'Enabled',
    'ConnectorType',
    'ConnectorSource',
    'RecipientDomains',
    'SmartHosts',
    'UseMXRecord',
    'TlsSettings',
    'TlsDomain',
    'AllAcceptedDomains',
    'RouteAllMessagesViaOnPremises',
    'IsTransportRuleScoped',
    'TestMode',
    'CloudServicesMailEnabled',
    'Comment',
    'Guid',
    'WhenCreatedUTC',
    'WhenChangedUTC',
  ],
};

export const outboundRows = (world: World): Rows =>
  world.outbound.map((connector) => ({
    Name: connector.name,
    Enabled: true,
    ConnectorType: connector.type,
    ConnectorSource: connector.source,
    RecipientDomains: connector.recipientDomains,
    SmartHosts: connector.smartHosts,
    UseMXRecord: false,
    TlsSettings: 'EncryptionOnly',
    TlsDomain: null,
    AllAcceptedDomains: false,
    RouteAllMessagesViaOnPremises: false,
    IsTransportRuleScoped: false,
    TestMode: false,
    CloudServicesMailEnabled: connector.source === 'HybridWizard',
    Comment: '',
    Guid: connector.guid,
    WhenCreatedUTC: new Date(connector.created),
    WhenChangedUTC: new Date(connector.created),
  }));

export const blockedConnectors: Question = {
  id: 'blocked-connectors',
  cmdlet: 'BlockedConnectors',
  columns: ['ConnectorId', 'ConnectorName', 'TenantId', 'Reason', 'CreatedTime', 'ExpirationTime'],
};

export const blockedConnectorRows = (world: World): Rows =>
  world.blockedConnectors.map(({ connector, time }) => ({
    ConnectorId: connector.guid,
    ConnectorName: connector.name,
    TenantId: '6d2f41aa-0000-4000-8000-000000000000',
    Reason: 'Compromised',
    CreatedTime: new Date(time),
    ExpirationTime: null,
  }));

export const restrictedSenders: Question = {
  id: 'restricted-senders',
  cmdlet: 'BlockedSenders',
  columns: ['SenderAddress', 'Reason', 'CreatedDatetime', 'ChangedDatetime'],
};

export const restrictedRows = (world: World): Rows =>
  world.restricted.map(({ address, reason, time }) => ({
    SenderAddress: address,
    Reason: reason,
    CreatedDatetime: new Date(time),
    ChangedDatetime: new Date(time),
  }));

export const outboundPolicy: Question = {
  id: 'outbound-policy',
  cmdlet: 'HostedOutboundSpamFilterPolicy',
  columns: [
    'Name',
    'IsDefault',
    'Enabled',
    'RecipientLimitExternalPerHour',
    'RecipientLimitInternalPerHour',
    'RecipientLimitPerDay',
    'ActionWhenThresholdReached',
    'AutoForwardingMode',
  ],
};

export const policyRows = ({ forwardingMode }: World): Rows => [
  {
    Name: 'Default',
    IsDefault: true,
    Enabled: true,
    RecipientLimitExternalPerHour: 0,
    RecipientLimitInternalPerHour: 0,
    RecipientLimitPerDay: 0,
    ActionWhenThresholdReached: 'BlockUserForToday',
    AutoForwardingMode: forwardingMode,
  },
];

export const inboxRules: Question = {
  id: 'inbox-rules',
  cmdlet: 'InboxRules',
  suite: {
    name: 'MailboxRules',
    columns: [
      'UserName',
      'RuleName',
      'Enabled',
      'Priority',
      'RuleIdentity',
      'StopProcessingRules',
      'CopyToFolder',
      'MoveToFolder',
      'RedirectTo',
      'ForwardTo',
      'ForwardAsAttachmentTo',
      'ApplyCategory',
      'MarkImportance',
      'MarkAsRead',
      'DeleteMessage',
    ],
  },
  columns: [
    'MailboxOwnerId',
    'Name',
    'Enabled',
    'Priority',
    'Identity',
    'ForwardTo',
    'ForwardAsAttachmentTo',
    'RedirectTo',
    'DeleteMessage',
    'SoftDeleteMessage',
    'MoveToFolder',
    'MarkAsRead',
    'Description',
  ],
  also: ['Mailbox'],
  more: ['From', 'SubjectContainsWords', 'SubjectOrBodyContainsWords', 'StopProcessingRules', 'RuleIdentity'],
};

export const ruleRows = (world: World): Rows => world.rules.map(ruleRow);

function ruleRow(rule: model.InboxRule, index: number): Readonly<Record<string, Cell>> {
  const identity = `${rule.owner.objectName}\\${1_234_567_890_123 + index * 7919}`;
  return {
    MailboxOwnerId: rule.owner.objectName,
    Mailbox: rule.owner.address,
    UserName: rule.owner.address,
    Name: rule.name,
    RuleName: rule.name,
    Enabled: true,
    Priority: 1,
    Identity: identity,
    RuleIdentity: identity.slice(identity.indexOf('\\') + 1),
    ForwardTo: smtp(rule.forwardTo),
    ForwardAsAttachmentTo: [],
    RedirectTo: smtp(rule.redirectTo),
    DeleteMessage: rule.remove ?? false,
    SoftDeleteMessage: rule.remove ?? false,
    MoveToFolder: rule.folder ?? null,
    MarkAsRead: rule.markRead ?? false,
    Description: described(rule),
    From: rule.from ?? [],
    SubjectContainsWords: [],
    SubjectOrBodyContainsWords: rule.words ?? [],
    StopProcessingRules: rule.stop ?? true,
  };
}

const smtp = (addresses: readonly string[] = []) =>
  addresses.map((address) => `"${address}" [SMTP:${address}]`);

function described(rule: model.InboxRule): string {
  const conditions = [
    ...(rule.from ? [`the message was received from '${rule.from.join("', '")}'`] : []),
    ...(rule.words
      ? [`the message includes specific words in the subject or body '${rule.words.join("', '")}'`]
      : []),
  ];
  const actions = [
    ...(rule.folder ? [`move the message to folder '${rule.folder}'`] : []),
    ...(rule.remove ? ['delete the message'] : []),
    ...(rule.markRead ? ['mark the message as read'] : []),
    ...(rule.forwardTo ? [`forward the message to '${rule.forwardTo.join("', '")}'`] : []),
    ...(rule.redirectTo ? [`redirect the message to '${rule.redirectTo.join("', '")}'`] : []),
    ...((rule.stop ?? true) ? ['stop processing more rules on this message'] : []),
  ];
  return `If the message:\r\n${conditions.map((each) => `    ${each}\r\n`).join('')}Take the following actions:\r\n${actions.map((each) => `    ${each}\r\n`).join('')}`;
}

export const forwarding: Question = {
  id: 'forwarding',
  cmdlet: 'Mailboxes',
  columns: [
    'UserPrincipalName',
    'PrimarySmtpAddress',
    'ForwardingSmtpAddress',
    'ForwardingAddress',
    'DeliverToMailboxAndForward',
    'WhenChangedUTC',
  ],
  more: ['Name', 'ExternalDirectoryObjectId', 'RecipientTypeDetails'],
};

/** The product asks for forwarding mailboxes alone; an export by hand holds all of them. */
export function forwardingRows(world: World, all: boolean): Rows {
  const forwarding = new Map(world.forwardings.map((each) => [each.user.address, each]));
  const row = (user: model.User) => ({
    UserPrincipalName: user.address,
    PrimarySmtpAddress: user.address,
    ForwardingSmtpAddress: forwarding.has(user.address) ? `smtp:${forwarding.get(user.address)?.to}` : null,
    ForwardingAddress: null,
    DeliverToMailboxAndForward: forwarding.get(user.address)?.keep ?? false,
    WhenChangedUTC: new Date(forwarding.get(user.address)?.changed ?? world.since),
    Name: user.objectName,
    ExternalDirectoryObjectId: user.id,
    RecipientTypeDetails: 'UserMailbox',
  });
  return (all ? world.users : world.forwardings.map(({ user }) => user)).map(row);
}

export const permissions: Question = {
  id: 'mailbox-permissions',
  cmdlet: 'MailboxPermissions',
  columns: ['Identity', 'User', 'AccessRights', 'Deny', 'IsInherited'],
  also: ['Mailbox'],
};

export const permissionRows = (world: World): Rows =>
  world.permissions.map(({ mailbox, user, rights }) => ({
    Identity: mailbox.objectName,
    Mailbox: mailbox.address,
    User: user,
    AccessRights: rights,
    Deny: false,
    IsInherited: false,
  }));
