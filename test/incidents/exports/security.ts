import { type App, day } from '../model';
import type { World } from '../world';
import { isoSeconds } from './dates';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { portalCsv, withMark } from './table';
import { answer, type Question, type Rows } from './tenant';

export const roles: Question = {
  id: 'directory-roles',
  cmdlet: 'RoleMembers',
  suite: { name: 'All-Roles', columns: ['Role', 'UserName', 'UserId'] },
  columns: ['Role', 'UserPrincipalName', 'Id'],
};

export const roleRows = (world: World): Rows =>
  world.roles.map(({ role, user, id }) => ({
    Role: role,
    UserPrincipalName: user ?? null,
    Id: id,
    UserName: user ?? '',
    UserId: id,
  }));

export const mfa: Question = {
  id: 'admin-methods',
  cmdlet: 'UserRegistrationDetails',
  columns: [
    'UserPrincipalName',
    'UserDisplayName',
    'IsAdmin',
    'IsMfaRegistered',
    'IsMfaCapable',
    'MethodsRegistered',
    'LastUpdatedDateTime',
  ],
};

const privileged = new Set([
  'Global Administrator',
  'Exchange Administrator',
  'Directory Synchronization Accounts',
]);

/** The product asks for administrators alone. */
export function mfaRows(world: World, all: boolean): Rows {
  const admins = new Set(world.roles.filter(({ role }) => privileged.has(role)).map(({ user }) => user));
  const everybody = new Set([...world.users.map(({ address }) => address), ...admins]);
  return [...everybody].flatMap((address) => {
    if (address === undefined || (!all && !admins.has(address))) return [];
    const registered = !world.withoutMfa.has(address);
    return [
      {
        UserPrincipalName: address,
        UserDisplayName: world.users.find((user) => user.address === address)?.name ?? address,
        IsAdmin: admins.has(address),
        IsMfaRegistered: registered,
        IsMfaCapable: registered,
        MethodsRegistered: registered ? ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'] : [],
        LastUpdatedDateTime: new Date(world.since),
      },
    ];
  });
}

export const conditionalAccess: Question = {
  id: 'conditional-access',
  cmdlet: 'ConditionalAccessPolicies',
  columns: [
    'Id',
    'DisplayName',
    'State',
    'IncludeUsers',
    'IncludeRoles',
    'ExcludeUsers',
    'BuiltInControls',
    'AuthenticationStrength',
    'CreatedDateTime',
    'ModifiedDateTime',
  ],
};

/** Global and Exchange Administrator by the IDs of their templates. */
export const policies = (world: World): Rows => [
  {
    Id: '0a1b2c3d-0000-4000-8000-00000000ca01',
    DisplayName: 'CA001: strong sign-in for admins',
    State: world.admins.some(({ address }) => world.withoutMfa.has(address))
      ? 'enabledForReportingButNotEnforced'
      : 'enabled',
    IncludeUsers: [],
    IncludeRoles: ['62e90394-69f5-4237-9190-012177145e10', '29232cdf-9323-42fd-ade2-1d097af3e4de'],
    ExcludeUsers: [],
    BuiltInControls: ['mfa'],
    AuthenticationStrength: null,
    CreatedDateTime: new Date(world.since - 500 * day),
    ModifiedDateTime: new Date(world.since - 200 * day),
  },
];

export const transportRules: Question = {
  id: 'transport-rules',
  cmdlet: 'TransportRules',
  suite: { name: 'TransportRules', columns: ['Name', 'Description', 'CreatedBy', 'WhenChanged', 'State'] },
  columns: [
    'Name',
    'State',
    'Mode',
    'Priority',
    'RemoveHeader',
    'RedirectMessageTo',
    'BlindCopyTo',
    'CopyTo',
    'SetSCL',
    'CreatedBy',
    'LastModifiedBy',
    'WhenChanged',
    'Description',
  ],
};

export const transportRows = (world: World): Rows =>
  world.transportRules.map((rule, index) => ({
    Name: rule.name,
    State: 'Enabled',
    Mode: 'Enforce',
    Priority: index,
    RemoveHeader: rule.removeHeader ?? null,
    RedirectMessageTo: rule.redirectTo ?? [],
    BlindCopyTo: rule.copyTo ?? [],
    CopyTo: [],
    SetSCL: null,
    CreatedBy: rule.by,
    LastModifiedBy: rule.by,
    WhenChanged: new Date(rule.changed),
    Description: rule.description,
  }));

export const subscriptions: Question = {
  id: 'directory-subscriptions',
  cmdlet: 'MgDirectorySubscriptions',
  columns: [
    'Id',
    'SkuPartNumber',
    'Status',
    'IsTrial',
    'TotalLicenses',
    'CreatedDateTime',
    'NextLifecycleDateTime',
  ],
};

export const subscriptionRows = (world: World): Rows =>
  world.subscriptions.map((each, index) => ({
    Id: `5b0c2a6e-0000-4000-8000-00000000000${index}`,
    SkuPartNumber: each.sku,
    Status: each.status,
    IsTrial: each.trial,
    TotalLicenses: each.licences,
    CreatedDateTime: new Date(each.created),
    NextLifecycleDateTime: new Date(each.next),
  }));

export const blockList: Question = {
  id: 'tenant-blocks',
  cmdlet: 'TenantAllowBlockList',
  columns: ['Value', 'Action', 'ExpirationDate', 'LastModifiedDateTime', 'ModifiedBy', 'Notes'],
  more: ['ListType', 'SysManaged', 'Identity'],
};

export const blockRows = (world: World): Rows =>
  world.blockEntries.map((entry, index) => ({
    Value: entry.value,
    Action: 'Block',
    ExpirationDate: entry.expires === undefined ? null : new Date(entry.expires),
    LastModifiedDateTime: new Date(entry.changed),
    ModifiedBy: entry.by,
    Notes: entry.notes,
    ListType: entry.listType,
    SysManaged: false,
    Identity: `RgAAAAB${index}`,
  }));

export const receiveConnectors: Question = {
  id: 'receive-connectors',
  cmdlet: 'ReceiveConnectors',
  columns: [
    'Identity',
    'Enabled',
    'TransportRole',
    'PermissionGroups',
    'AuthMechanism',
    'RemoteIPRanges',
    'Bindings',
    'WhenCreatedUTC',
    'WhenChangedUTC',
  ],
};

export const receiveRows = (world: World): Rows =>
  world.receiveConnectors.map((each) => ({
    Identity: `${each.server}\\${each.name}`,
    Enabled: true,
    TransportRole: 'FrontendTransport',
    PermissionGroups: each.anonymous ? 'AnonymousUsers' : 'ExchangeUsers',
    AuthMechanism: 'Tls',
    RemoteIPRanges: each.ranges,
    Bindings: ['0.0.0.0:25'],
    WhenCreatedUTC: new Date(each.created),
    WhenChangedUTC: new Date(each.created),
  }));

export const anonymousRelay: Question = {
  id: 'anonymous-relay',
  cmdlet: 'AnonymousRelay',
  columns: ['Identity', 'User', 'ExtendedRights', 'Deny', 'IsInherited'],
};

export const relayRows = (world: World): Rows =>
  world.receiveConnectors
    .filter(({ relays }) => relays)
    .map((each) => ({
      Identity: `${each.server}\\${each.name}`,
      User: 'NT AUTHORITY\\ANONYMOUS LOGON',
      ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
      Deny: false,
      IsInherited: false,
    }));

/** Service health as Graph PowerShell lists it, or as Graph itself answers. */
export function healthFiles(world: World, style: Style): IncidentFile[] {
  if (style.origin === 'portal' || style.origin === 'suite') {
    const value = world.health.map((issue) => ({
      startDateTime: isoSeconds(issue.start),
      endDateTime: issue.end === undefined ? null : isoSeconds(issue.end),
      lastModifiedDateTime: isoSeconds(issue.end ?? issue.start),
      title: issue.title,
      id: issue.id,
      impactDescription: issue.impact,
      classification: issue.classification,
      origin: 'microsoft',
      status: issue.status,
      service: issue.service,
      feature: issue.feature,
      featureGroup: 'E-Mail and calendar access',
      isResolved: issue.end !== undefined,
      posts: [],
    }));
    return [plainFile('issues.json', Buffer.from(JSON.stringify({ value }, undefined, 2)))];
  }
  const question: Question = {
    id: 'service-health',
    cmdlet: 'MgServiceAnnouncementIssue',
    columns: [
      'Id',
      'Title',
      'Service',
      'Feature',
      'Classification',
      'Status',
      'StartDateTime',
      'EndDateTime',
      'ImpactDescription',
      'IsResolved',
    ],
  };
  const rows: Rows = world.health.map((issue) => ({
    Id: issue.id,
    Title: issue.title,
    Service: issue.service,
    Feature: issue.feature,
    Classification: issue.classification,
    Status: issue.status,
    StartDateTime: new Date(issue.start),
    EndDateTime: issue.end === undefined ? null : new Date(issue.end),
    ImpactDescription: issue.impact,
    IsResolved: issue.end !== undefined,
  }));
  return answer(world, question, rows, style);
}

/** IDs of permissions that Exchange Online and Microsoft Graph give to apps. */
const appRoles: Readonly<Record<string, readonly [string, string]>> = {
  'Exchange.ManageAsApp': ['dc50a0fb-09a3-484d-be87-e023b12c6440', 'Office 365 Exchange Online'],
  'Mail.Send': ['b633e1c5-b582-4048-a93e-9f11b44c7e96', 'Microsoft Graph'],
  'Mail.Read': ['810c84a8-4a9e-49e6-bf7d-12d183f40d01', 'Microsoft Graph'],
  'Mail.ReadWrite': ['e2a3a72e-5f79-4c64-b1b1-878b674786c9', 'Microsoft Graph'],
};

/** Service principals with what they may do: by Graph PowerShell three lists, by the Extractor Suite one. */
export function appFiles(world: World, style: Style): IncidentFile[] {
  if (style.origin === 'suite') {
    const columns = [
      'PermissionType',
      'AppId',
      'ClientObjectId',
      'ClientDisplayName',
      'ResourceDisplayName',
      'Permission',
      'ConsentType',
      'PublisherName',
      'CreationTimestamp',
    ];
    const question: Question = {
      id: 'app-permissions',
      cmdlet: 'OAuthPermissions',
      suite: { name: 'OAuthPermissions', columns },
      columns,
    };
    return answer(world, question, world.apps.flatMap(permissionRows), style);
  }
  const ask = (id: string, cmdlet: string, columns: readonly string[], rows: Rows) =>
    answer(world, { id, cmdlet, columns }, rows, style);
  return [
    ...ask(
      'service-principals',
      'ServicePrincipals',
      [
        'DisplayName',
        'AppId',
        'Id',
        'AppOwnerOrganizationId',
        'PublisherName',
        'AccountEnabled',
        'ServicePrincipalType',
        'CreatedDateTime',
      ],
      world.apps.map((app) => ({
        DisplayName: app.name,
        AppId: app.appId,
        Id: app.objectId,
        AppOwnerOrganizationId: app.foreign
          ? '3f0c0000-0000-4000-8000-00000000beef'
          : '6d2f41aa-0000-4000-8000-000000000000',
        PublisherName: app.publisher,
        AccountEnabled: true,
        ServicePrincipalType: 'Application',
        CreatedDateTime: new Date(app.created),
      })),
    ),
    ...ask(
      'app-roles',
      'AppRoleAssignments',
      [
        'Id',
        'AppRoleId',
        // Graph names a permission by its ID alone; scripts often look its name up.
        ...(style.origin === 'product' ? ['AppRoleValue'] : []),
        'CreatedDateTime',
        'PrincipalDisplayName',
        'PrincipalId',
        'PrincipalType',
        'ResourceDisplayName',
      ],
      world.apps.flatMap((app) =>
        app.roles.map((role) => ({
          Id: `${app.objectId.slice(0, 8)}${(appRoles[role]?.[0] ?? '').slice(8)}`,
          AppRoleId: appRoles[role]?.[0] ?? '',
          AppRoleValue: role,
          CreatedDateTime: new Date(app.created),
          PrincipalDisplayName: app.name,
          PrincipalId: app.objectId,
          PrincipalType: 'ServicePrincipal',
          ResourceDisplayName: appRoles[role]?.[1] ?? '',
        })),
      ),
    ),
    ...ask(
      'app-grants',
      'OAuth2PermissionGrants',
      ['ClientId', 'ClientDisplayName', 'ConsentType', 'PrincipalId', 'ResourceId', 'Scope', 'Id'],
      world.apps
        .filter(({ scopes }) => scopes.length > 0)
        .map((app) => ({
          ClientId: app.objectId,
          ClientDisplayName: app.name,
          ConsentType: 'AllPrincipals',
          PrincipalId: null,
          ResourceId: '00000003-0000-0000-c000-000000000000',
          Scope: app.scopes.join(' '),
          Id: `${app.objectId.slice(0, 13)}-grant`,
        })),
    ),
  ];
}

const permissionRows = (app: App): Rows => {
  const row = (type: string, permission: string) => ({
    PermissionType: type,
    AppId: app.appId,
    ClientObjectId: app.objectId,
    ClientDisplayName: app.name,
    ResourceDisplayName: appRoles[permission]?.[1] ?? 'Microsoft Graph',
    Permission: permission,
    ConsentType: type === 'Delegated' ? 'AllPrincipals' : '',
    PublisherName: app.publisher,
    CreationTimestamp: new Date(app.created),
  });
  return [
    ...app.scopes.map((scope) => row('Delegated', scope)),
    ...app.roles.map((role) => row('Application', role)),
  ];
};

/** `postconf` prints `name = value`. */
export const postconfFiles = (world: World): IncidentFile[] =>
  world.postconf.length === 0
    ? []
    : [
        plainFile(
          `postconf-${world.relay.name}.txt`,
          Buffer.from(world.postconf.map(([name, value]) => `${name} = ${value}\n`).join('')),
        ),
      ];

/** The Exchange admin center's report of domains that are not accepted, a line a day, connector and domain. */
export function nonAcceptedFiles(world: World): IncidentFile[] {
  const counts = new Map<
    string,
    { date: string; connector: string; domain: string; count: number; sample: string }
  >();
  const connector = world.inbound.find(({ type }) => type === 'OnPremises')?.name ?? '';
  for (const mail of world.mails) {
    if (mail.via !== 'relay' || mail.direction !== 'out' || world.isOwn(mail.from)) continue;
    const [date, domain] = [isoSeconds(mail.time).slice(0, 10), mail.from.slice(mail.from.indexOf('@') + 1)];
    const key = `${date} ${domain}`;
    const row = counts.get(key) ?? { date, connector, domain, count: 0, sample: `<${mail.id}>` };
    counts.set(key, { ...row, count: row.count + 1 });
  }
  if (counts.size === 0) return [];
  const rows = [...counts.values()].map(({ date, connector: name, domain, count, sample }) => [
    date,
    name,
    domain,
    count,
    sample,
  ]);
  const columns = ['Date', 'Inbound connector name', 'Sender domain', 'Count', 'Sample messages'];
  return [plainFile('NonAcceptedDomainReport.csv', withMark(portalCsv(columns, rows)))];
}
