import { describe, expect, it } from 'vitest';
import { factsOf, isUnderstood } from '../../../../src/core/tenant/factSet';
import type { TenantExport } from '../../../../src/core/tenant/facts';
import { commonOrderOf, readTenantBytes, withCommonOrder } from '../../../../src/core/tenant/files';

async function imported(text: string, name = 'export.csv'): Promise<TenantExport> {
  const read = await readTenantBytes(name, Buffer.from(text));
  if ('refusal' in read) throw new Error(`refused: ${JSON.stringify(read.refusal)}`);
  return read.export;
}

/** A table of a header and rows. */
const table = (...lines: string[]) => `${lines.join('\n')}\n`;

/**
 * Columns as the tools write them: Microsoft-Extractor-Suite (MES), Hawk, DFIR-O365RC, CRT, M365IRScripts, and the portals; what each
 * has to say of the first row.
 */
const exports: readonly (readonly [name: string, text: string, kind: string, facts: object])[] = [
  [
    'Entra portal, sign-ins: a success has None for its error code',
    table(
      'Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,User type,Application,IP address,Location,Status,Sign-in error code,Failure reason,Client app',
      '2026-11-19T08:00:00Z,1,x,1,u1,Anna,anna@contoso.example,Member,Office,203.0.113.5,"Milano, Milano, IT",Success,None,Other.,Browser',
    ),
    'sign-ins',
    {
      user: 'anna@contoso.example',
      userId: 'u1',
      outcome: 'success',
      country: 'IT',
      city: 'Milano',
      clientApp: 'Browser',
    },
  ],
  [
    'Entra portal, sign-ins: an interruption is no success',
    table(
      'Date (UTC),Username,IP address,Location,Status,Sign-in error code,Client app',
      '2026-11-19T08:00:00Z,anna@contoso.example,203.0.113.5,IT,Interrupted,50140,Browser',
    ),
    'sign-ins',
    { outcome: 'failure', errorCode: 50140 },
  ],
  [
    'Sentinel, SigninLogs with portal names',
    table(
      '"CreatedDateTime [UTC]",UserPrincipalName,IPAddress,Location,ResultType,ClientAppUsed,AppDisplayName',
      '"11/19/2026, 8:00:00.000 AM",anna@contoso.example,198.51.100.9,NG,0,"Authenticated SMTP",Office',
    ),
    'sign-ins',
    {
      at: Date.parse('2026-11-19T08:00:00Z'),
      outcome: 'success',
      country: 'NG',
      clientApp: 'Authenticated SMTP',
    },
  ],
  [
    'M365IRScripts, sign-ins flattened with dots',
    table(
      'CreatedDateTime,UserPrincipalName,IPAddress,ClientAppUsed,Status.ErrorCode,Location.CountryOrRegion,Location.City',
      '2026-11-19T08:00:00Z,anna@contoso.example,198.51.100.9,Browser,50126,NG,Lagos',
    ),
    'sign-ins',
    { outcome: 'failure', errorCode: 50126, country: 'NG', city: 'Lagos' },
  ],
  [
    'MES, inbox rules',
    table(
      '"UserName","RuleName","Enabled","Priority","RuleIdentity","StopProcessingRules","CopyToFolder","MoveToFolder","RedirectTo","ForwardTo","ForwardAsAttachmentTo","ApplyCategory","MarkImportance","MarkAsRead","DeleteMessage"',
      '"anna@contoso.example","..","True","1","1","True","","RSS Feeds","","x@other.example","","","","True","True"',
    ),
    'inbox-rules',
    {
      mailbox: 'anna@contoso.example',
      name: '..',
      folder: 'RSS Feeds',
      deletes: true,
      stops: true,
      forwardsTo: ['x@other.example'],
    },
  ],
  [
    'MES, mailbox permissions',
    table(
      'UserPrincipalName,FullAccessUsers,SendAsUsers,SendOnBehalfUsers',
      'crm@contoso.example,adm@contoso.example;x@contoso.example,,',
    ),
    'mailbox-permissions',
    { mailbox: 'crm@contoso.example', user: 'adm@contoso.example', rights: ['FullAccess'] },
  ],
  [
    'M365IRScripts, mailbox permissions',
    table('Mailbox,UPN,Permission,AssignedTo', 'CRM,crm@contoso.example,FullAccess,adm@contoso.example'),
    'mailbox-permissions',
    { user: 'adm@contoso.example', rights: ['FullAccess'] },
  ],
  [
    'CRT, SendAs',
    table('Identity,Trustee,AccessControlType,AccessRights', 'crm,adm@contoso.example,Allow,SendAs'),
    'mailbox-permissions',
    { mailbox: 'crm', user: 'adm@contoso.example', rights: ['SendAs'] },
  ],
  [
    'MES, MFA',
    table('user,MFAstatus,email,fido2,app', 'anna@contoso.example,Disabled,False,False,False'),
    'mfa-registration',
    { user: 'anna@contoso.example', hasMfa: false },
  ],
  [
    'MES, conditional access',
    table(
      'DisplayName,State,IncludeUsers,IncludeRoles,BuiltInControls,AuthenticationStrength',
      'CA01 Admins strong sign-in,enabled,All,,mfa,',
    ),
    'access-policies',
    { requiresMfa: true, includeUsers: ['All'] },
  ],
  [
    'MES, roles',
    table('"Role","UserName","UserId"', '"Global Administrator","adm@contoso.example","1"'),
    'role-members',
    { role: 'Global Administrator', isPrivileged: true, names: ['adm@contoso.example'], id: '1' },
  ],
  [
    'Hawk, administrators',
    table('AdminGroupName,Members', 'Directory Readers,"intern@contoso.example, x@contoso.example"'),
    'role-members',
    { role: 'Directory Readers', isPrivileged: false, names: ['intern@contoso.example'] },
  ],
  [
    'Hawk, simple audit log',
    table(
      'CreationDate,Operation,UserId,ClientIP,Param_Name,Param_ForwardTo,FullCommand',
      '2026-11-19T02:10:00Z,New-InboxRule,anna@contoso.example,198.51.100.9,..,x@other.example,"New-InboxRule -Name "".."" -MarkAsRead ""True"""',
    ),
    'audit-log',
    {
      action: 'inbox-rule',
      target: '..',
      parameters: { Name: '..', ForwardTo: 'x@other.example', MarkAsRead: 'True' },
    },
  ],
  [
    'MES, directory audits',
    JSON.stringify([
      {
        activityDateTime: '2026-11-19T02:03:00Z',
        activityDisplayName: 'Add member to role',
        result: 'success',
        initiatedBy: {
          user: { userPrincipalName: 'adm@contoso.example', ipAddress: '198.51.100.9' },
          app: null,
        },
        targetResources: [
          {
            type: 'ServicePrincipal',
            displayName: 'MailSync Pro',
            id: 'sp1',
            modifiedProperties: [{ displayName: 'Role.DisplayName', newValue: '"Exchange Administrator"' }],
          },
        ],
      },
    ]),
    'audit-log',
    {
      action: 'role-member-added',
      actor: 'adm@contoso.example',
      address: '198.51.100.9',
      role: 'Exchange Administrator',
      target: 'MailSync Pro',
      targetType: 'app',
    },
  ],
  [
    'Entra portal, audit log',
    table(
      'Date (UTC),CorrelationId,Service,Category,Activity,Result,ActorType,ActorDisplayName,ActorObjectId,ActorUserPrincipalName,IPAddress,Target1Type,Target1DisplayName,Target1ObjectId,Target1UserPrincipalName',
      '2026-11-19T02:03:00Z,1,Core Directory,RoleManagement,Add member to role,success,User,Admin,1,adm@contoso.example,198.51.100.9,User,Mallory,2,mallory@contoso.example',
    ),
    'audit-log',
    {
      action: 'role-member-added',
      target: 'mallory@contoso.example',
      targetType: 'user',
      address: '198.51.100.9',
    },
  ],
  [
    'Sentinel, OfficeActivity',
    table(
      '"TimeGenerated [UTC]",OfficeWorkload,Operation,UserId,ClientIP,OfficeObjectId,Parameters',
      '"11/19/2026, 2:10:00.000 AM",Exchange,New-InboundConnector,adm@contoso.example,198.51.100.9:50211,contoso.onmicrosoft.com\\Hybrid mail flow,"[{""Name"":""ConnectorType"",""Value"":""OnPremises""}]"',
    ),
    'audit-log',
    {
      action: 'connector-made',
      target: 'Hybrid mail flow',
      address: '198.51.100.9',
      parameters: { ConnectorType: 'OnPremises' },
    },
  ],
  [
    'unified audit log, a rule made in Outlook',
    table(
      'RecordType,CreationDate,UserIds,Operations,AuditData',
      `2,2026-11-19T02:10:00Z,anna@contoso.example,UpdateInboxRules,"${JSON.stringify({
        Operation: 'UpdateInboxRules',
        UserId: 'anna@contoso.example',
        MailboxOwnerUPN: 'anna@contoso.example',
        ClientIPAddress: '198.51.100.9',
        OperationProperties: [
          { Name: 'RuleOperation', Value: 'AddMailboxRule' },
          { Name: 'RuleName', Value: '..' },
          { Name: 'RuleActions', Value: '[{"ActionType":"Delete"}]' },
        ],
      }).replaceAll('"', '""')}"`,
    ),
    'audit-log',
    { action: 'inbox-rule', target: '..', mailbox: 'anna@contoso.example', address: '198.51.100.9' },
  ],
  [
    'MES and CRT, transport rules',
    table(
      'Name,State,Mode,Priority,Actions,Description,LastModifiedBy',
      `Cleanup,Enabled,Enforce,0,x,"If the message: Is sent to 'Outside'\nTake the following actions: Remove header 'X-Originating-IP' and set the spam confidence level (SCL) to '-1'",Admin`,
    ),
    'transport-rules',
    { name: 'Cleanup', removesHeaders: ['X-Originating-IP'], scl: -1, changedBy: 'Admin' },
  ],
  [
    'MES, application permissions',
    table(
      'PermissionType,ClientObjectId,AppId,ClientDisplayName,ResourceDisplayName,Permission,ConsentType,PrincipalDisplayName',
      'Application,sp1,a1,MailSync Pro,Office 365 Exchange Online,Exchange.ManageAsApp,,',
    ),
    'app-permissions',
    {
      app: 'MailSync Pro',
      type: 'application',
      permissions: ['Exchange.ManageAsApp'],
      resource: 'Office 365 Exchange Online',
    },
  ],
  [
    'Defender, EmailEvents',
    table(
      'Timestamp,NetworkMessageId,SenderMailFromAddress,RecipientEmailAddress,SenderIPv4,EmailDirection,DeliveryAction,DeliveryLocation,Connectors',
      '2026-11-19T02:10:00.000Z,n,crm@contoso.example,a@other.example,198.51.100.9,Outbound,Blocked,Failed,Hybrid mail flow',
    ),
    'message-trace',
    { sender: 'crm@contoso.example', sent: 1, failed: 1, incoming: false, addresses: { '198.51.100.9': 1 } },
  ],
  [
    'Defender, IdentityLogonEvents',
    table(
      'Timestamp,ActionType,Application,LogonType,Protocol,FailureReason,AccountUpn,AccountObjectId,IPAddress,Location',
      '2026-11-19T02:10:00.000Z,LogonFailed,Exchange Online,x,SMTP,WrongPassword,crm@contoso.example,u3,198.51.100.9,NG',
    ),
    'sign-ins',
    { user: 'crm@contoso.example', userId: 'u3', outcome: 'failure', country: 'NG' },
  ],
  [
    'service health as Graph answers',
    '{"value":[{"id":"EX571516","title":"Some users may be unable to send","service":"Exchange Online","status":"serviceRestored","classification":"incident","startDateTime":"2026-11-20T08:40:00Z","endDateTime":"2026-11-20T15:00:00Z"}]}',
    'service-health',
    { id: 'EX571516', isResolved: true, start: Date.parse('2026-11-20T08:40:00Z') },
  ],
  [
    'subscribed SKUs as Graph answers',
    '{"value":[{"skuPartNumber":"O365_BUSINESS_PREMIUM","capabilityStatus":"Suspended","consumedUnits":20,"prepaidUnits":{"enabled":0,"suspended":25,"warning":0}}]}',
    'subscriptions',
    { state: 'suspended', licences: 0, used: 20 },
  ],
  [
    'top senders of the mail flow report',
    table(
      'Date,Name,EventType,Direction,MessageCount',
      '2026-11-19,crm@contoso.example,TopMailUser,Outbound,4000',
    ),
    'mail-counts',
    {
      of: 'sender',
      name: 'crm@contoso.example',
      count: 4000,
      withIncoming: false,
      first: Date.parse('2026-11-19T00:00:00Z'),
    },
  ],
  [
    'limits of the tenant',
    table('Verdict,EnforcementEnabled,Threshold,ObservedValue', 'Within,True,5000,120'),
    'sending-limits',
    { threshold: 5000, observed: 120, enforced: true },
  ],
  [
    'application consents in Graph’s shape of a service principal',
    '[{"id":"sp1","appId":"a1","displayName":"MailSync Pro","servicePrincipalType":"Application","accountEnabled":true,"verifiedPublisher":{"displayName":null},"passwordCredentials":[{"startDateTime":"2026-11-19T02:00:00Z"}],"keyCredentials":[],"appRoles":[{"value":"x"}]}]',
    'service-principals',
    {
      name: 'MailSync Pro',
      credentialAdded: Date.parse('2026-11-19T02:00:00Z'),
      verifiedPublisher: undefined,
      appRoles: [],
    },
  ],
];

describe('exports that responders have', () => {
  it.each(exports)('%s', async (_, text, kind, facts) => {
    const read = await imported(text);
    expect([read.kind, isUnderstood(read)]).toEqual([kind, true]);
    expect(read.rows[0]).toMatchObject(facts);
  });
});

describe('what is unknown', () => {
  it('is no success: sign-ins whose outcome is a type name', async () => {
    const read = await imported(
      table(
        'CreatedDateTime,UserPrincipalName,IPAddress,ClientAppUsed,Status',
        '2026-11-19T08:00:00Z,a@contoso.example,198.51.100.9,Browser,Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInStatus',
      ),
    );
    expect(read.rows).toMatchObject([{ outcome: 'unknown' }]);
    expect(read.unreadable).toEqual([{ column: 'Status', rows: 1 }]);
  });

  it('is no success: sign-ins without a column for it', async () => {
    const read = await imported(
      table(
        'CreatedDateTime,UserPrincipalName,IPAddress,ClientAppUsed',
        '2026-11-19T08:00:00Z,a@b.example,198.51.100.9,Browser',
      ),
    );
    expect([read.rows[0], read.unreadable]).toMatchObject([
      { outcome: 'unknown' },
      [{ column: 'Status', rows: 1 }],
    ]);
  });

  it('is said of a list that the console has cut short', async () => {
    const read = await imported(
      'Name : c\nSenderIPAddresses : {192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4...}\n',
      'c.txt',
    );
    expect(read.unreadable).toEqual([{ column: 'SenderIPAddresses', rows: 1 }]);
  });

  it('is said of an audit entry whose data was cut off', async () => {
    const read = await imported(
      table(
        'RecordType,CreationDate,UserIds,Operations,AuditData',
        '2,2026-11-19T02:10:00Z,a@b.example,New-InboxRule,"{""Op"',
      ),
    );
    expect([read.rows[0], read.unreadable]).toMatchObject([
      { action: 'inbox-rule', actor: 'a@b.example' },
      [{ column: 'AuditData', rows: 1 }],
    ]);
  });

  it('is said where nothing in a row can be understood', async () => {
    const read = await imported(table('UserPrincipalName,IsMfaRegistered', 'a@b.example,perhaps'));
    expect([read.rowCount, read.rows, read.skipped, isUnderstood(read)]).toEqual([1, [], 1, false]);
  });
});

describe('mailboxes', () => {
  it('that are named by an id have the address that another export tells', async () => {
    const exports = [
      await imported(
        '[{"MailboxOwnerId":"64f87681-5d41-46a4-93dd-6ae36403d777","Name":"..","Enabled":true,"MoveToFolder":"RSS Feeds"}]',
      ),
      await imported(
        table(
          'PrimarySmtpAddress,Alias,ExternalDirectoryObjectId,ForwardingSmtpAddress',
          'crm@contoso.example,crm,64F87681-5d41-46a4-93dd-6ae36403d777,',
        ),
      ),
      await imported(table('Identity,User,AccessRights', 'crm,adm@contoso.example,FullAccess')),
    ];
    const mailboxes = (['inbox-rules', 'mailbox-permissions'] as const).flatMap((kind) =>
      factsOf({ exports }, kind).map(({ fact }) => fact.mailbox),
    );
    expect(mailboxes).toEqual(['crm@contoso.example', 'crm@contoso.example']);
  });
});

describe('roles', () => {
  it.each([
    ['Directory Synchronization Accounts', false, false],
    ['Directory Readers', false, false],
    ['Global Reader', false, false],
    ['Company Administrator', true, true],
    ['Exchange Administrator', true, true],
    ['Privileged Role Administrator', true, false],
    ['Hybrid Identity Administrator', true, false],
    ['User Administrator', true, false],
  ])('%s: privileged %s, manages Exchange %s', async (role, isPrivileged, managesExchange) => {
    const read = await imported(table('Role,UserPrincipalName', `${role},a@b.example`));
    expect(read.rows).toMatchObject([{ role, isPrivileged, managesExchange, principal: 'user' }]);
  });

  it('of many members lose none of them', async () => {
    const members = Array.from({ length: 80 }, (_, at) => `admin${at}@contoso.example`);
    const read = await imported(
      table('AdminGroupName,Members', `Global Administrator,"${members.join(', ')}"`),
    );
    expect(read.rows.flatMap((row) => ('names' in row ? row.names : []))).toEqual(members);
  });

  it('keep applications and groups as what they are', async () => {
    const read = await imported(
      JSON.stringify([
        {
          Role: 'Exchange Administrator',
          UserPrincipalName: null,
          Id: 'e1f2',
          '@odata.type': '#microsoft.graph.servicePrincipal',
        },
        {
          Role: 'Exchange Administrator',
          UserPrincipalName: null,
          Id: 'e1f3',
          '@odata.type': '#microsoft.graph.group',
        },
      ]),
    );
    expect(read.rows).toMatchObject([
      { principal: 'app', id: 'e1f2', names: [] },
      { principal: 'group', id: 'e1f3' },
    ]);
  });
});

describe('dates', () => {
  const connectors = (...dates: string[]) =>
    table('Name,SenderDomains,WhenCreatedUTC', ...dates.map((date, at) => `c${at},*,${date}`));
  const created = async (...dates: string[]) => {
    const read = await imported(connectors(...dates));
    return [
      read.dateOrder,
      ...read.rows.map((row) =>
        'created' in row && row.created !== undefined
          ? new Date(row.created).toISOString().slice(0, 10)
          : '-',
      ),
    ];
  };

  it('are read by what the whole file says', async () => {
    expect(await created('10/11/2026 02:10:00', '19/11/2026 02:10:00')).toEqual([
      'day-first',
      '2026-11-10',
      '2026-11-19',
    ]);
    expect(await created('10/11/2026 02:10:00', '11/19/2026 02:10:00')).toEqual([
      'month-first',
      '2026-10-11',
      '2026-11-19',
    ]);
    expect(await created('10/11/2026 02:10:00')).toEqual(['ambiguous', '2026-10-11']);
    expect(await created('10.11.2026 02:10:00')).toEqual([undefined, '2026-11-10']);
    // No culture that writes dots in the time of the day writes the month first: nothing is to be decided.
    expect(await created('01/10/2026 12.15.38')).toEqual([undefined, '2026-10-01']);
    expect(await created('30/09/2026 12.15.38', '01/10/2026 04.09.43')).toEqual([
      undefined,
      '2026-09-30',
      '2026-10-01',
    ]);
  });

  it('of one column help those of another', async () => {
    const read = await imported(
      table(
        'Name,SenderDomains,WhenCreatedUTC,WhenChangedUTC',
        'c,*,10/11/2026 02:10:00,19/11/2026 02:10:00',
      ),
    );
    expect([read.dateOrder, read.rows[0]]).toMatchObject([
      'day-first',
      { created: Date.parse('2026-11-10T02:10:00Z'), changed: Date.parse('2026-11-19T02:10:00Z') },
    ]);
  });
});

describe('exports read together', () => {
  const connector = (created: string) =>
    table(
      'Identity,SenderDomains,SenderIPAddresses,ConnectorType,Enabled,WhenCreated',
      `c,smtp:*;1,192.0.2.1,OnPremises,True,${created}`,
    );
  const again = async (each: TenantExport, commonOrder: 'day-first' | 'month-first') => {
    const read = await readTenantBytes('open.csv', Buffer.from(connector('09/11/2025 10:00:00')), {
      commonOrder,
    });
    return 'export' in read ? read.export : each;
  };
  const created = (exports: readonly TenantExport[]) =>
    factsOf({ exports }, 'inbound-connectors').map(({ fact }) =>
      new Date(fact.created ?? 0).toISOString().slice(0, 10),
    );

  it('lend the order of day and month to one of which nothing tells it', async () => {
    const open = await imported(connector('09/11/2025 10:00:00'), 'open.csv');
    const [dayFirst, monthFirst] = [
      await imported(connector('30/09/2025 10:00:00')),
      await imported(connector('09/30/2025 10:00:00')),
    ];
    expect(open.dateOrder).toBe('ambiguous');
    const settled = await withCommonOrder([open, dayFirst], again);
    expect(settled.map(({ dateOrder }) => dateOrder)).toEqual(['day-first', 'day-first']);
    expect(created(settled)).toContain('2025-11-09');
    expect(created(await withCommonOrder([open, monthFirst], again))).toContain('2025-09-11');
    expect(commonOrderOf([open, dayFirst, monthFirst])).toBeUndefined();
    expect(await withCommonOrder([open, dayFirst, monthFirst], again)).toEqual([open, dayFirst, monthFirst]);
  });
});
