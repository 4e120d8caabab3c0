import { cmdlet, directoryChange } from '../background/audit';
import { ordinaryLife } from '../background/life';
import { inboundConnector } from '../background/tenant';
import { refuse } from '../mailing';
import { type App, minute } from '../model';
import type { World } from '../world';
import { type Attacker, attacker, forgedSenders, spam, takeOver } from './attack';
import { any, culprit, type Story, type Variant } from './story';

/** An app with rights of its own sends or opens the way (Microsoft Security: "Malicious OAuth applications …", 2022). */
export const maliciousApp: readonly Variant[] = [
  { name: 'consent', software: any, play: consent },
  { name: 'manage-as-app', software: any, play: manageAsApp },
  { name: 'added-credentials', software: any, play: addedCredentials },
];

const names = ['MailSync Pro', 'Office Analytics', 'M365 Helper', 'Mail Connect', 'EasyArchive', 'upgrade'];

function newApp(world: World, { since }: Attacker, rights: Pick<App, 'roles' | 'scopes'>): App {
  const { random } = world;
  const app: App = {
    name: random.pick(names),
    appId: random.guid(),
    objectId: random.guid(),
    created: since + random.int(4, 20) * minute,
    foreign: random.chance(0.5),
    publisher: '',
    ...rights,
  };
  world.apps.push(app);
  return app;
}

const appCulprit = ({ name, appId, objectId }: App) => culprit('app', name, appId, objectId);

/** Property names and order by Microsoft's own hunting queries for these entries. */
function granted(world: World, app: App, user: string, ip: string): void {
  const target = (more: readonly string[]) => ({
    Target: [
      { ID: `ServicePrincipal_${app.objectId}`, Type: 2 },
      { ID: app.objectId, Type: 2 },
      { ID: 'ServicePrincipal', Type: 2 },
      ...more.map((ID) => ({ ID, Type: 1 })),
      { ID: app.appId, Type: 2 },
    ],
  });
  directoryChange(world, {
    time: app.created,
    operation: 'Add service principal.',
    user,
    ip,
    object: app.appId,
    more: target([app.name]),
  });
  for (const role of app.roles)
    directoryChange(world, {
      time: app.created + minute,
      operation: 'Add app role assignment to service principal.',
      user,
      ip,
      object: role === 'Exchange.ManageAsApp' ? 'https://ps.outlook.com' : 'https://graph.microsoft.com',
      more: {
        ModifiedProperties: [
          { Name: 'AppRole.Id', NewValue: world.random.guid(), OldValue: '' },
          { Name: 'AppRole.Value', NewValue: role, OldValue: '' },
          { Name: 'AppRole.DisplayName', NewValue: role, OldValue: '' },
          {
            Name: 'AppRoleAssignment.CreatedDateTime',
            NewValue: new Date(app.created).toISOString(),
            OldValue: '',
          },
          {
            Name: 'AppRoleAssignment.LastModifiedDateTime',
            NewValue: new Date(app.created).toISOString(),
            OldValue: '',
          },
          { Name: 'ServicePrincipal.ObjectID', NewValue: app.objectId, OldValue: '' },
          { Name: 'ServicePrincipal.DisplayName', NewValue: app.name, OldValue: '' },
          { Name: 'ServicePrincipal.AppId', NewValue: app.appId, OldValue: '' },
          { Name: 'ServicePrincipal.Name', NewValue: app.appId, OldValue: '' },
        ],
        ...target([app.name]),
      },
    });
  directoryChange(world, {
    time: app.created + 2 * minute,
    operation: 'Consent to application.',
    user,
    ip,
    object: app.appId,
    more: {
      ModifiedProperties: [
        { Name: 'ConsentContext.IsAdminConsent', NewValue: 'True', OldValue: '' },
        { Name: 'ConsentContext.IsAppOnly', NewValue: app.roles.length > 0 ? 'True' : 'False', OldValue: '' },
        { Name: 'ConsentContext.OnBehalfOfAll', NewValue: 'True', OldValue: '' },
        { Name: 'ConsentContext.Tags', NewValue: 'WindowsAzureActiveDirectoryIntegratedApp', OldValue: '' },
        {
          Name: 'ConsentAction.Permissions',
          NewValue: `[] => [[Id: x, ClientId: ${app.objectId}, PrincipalId: , ResourceId: y, ConsentType: AllPrincipals, Scope: ${[...app.scopes, ...app.roles].join(' ')}, CreatedDateTime: , LastModifiedDateTime ]]; `,
          OldValue: '',
        },
        { Name: 'TargetId.ServicePrincipalNames', NewValue: app.appId, OldValue: '' },
      ],
      ...target([app.name]),
    },
  });
}

/** Mail that an app sends in the name of people comes from Microsoft's own hosts. */
function sendThroughGraph(world: World, app: App): void {
  const { random } = world;
  const abused = random.sample(world.users.slice(2), random.int(2, 4));
  for (const { address } of abused) world.neutral.add(address);
  spam(world, {
    from: () => random.pick(abused).address,
    fromIp: () => `2603:10a6:20b:${random.hex(3)}::${random.hex(2)}`,
    before: random.int(150, 400),
    after: random.int(20, 150),
  });
  for (let count = random.int(8, 20); count > 0; count -= 1) {
    const user = random.pick(abused);
    world.audit.push({
      time: world.blockedFrom - random.int(2, 55) * minute,
      operation: 'Send',
      user: user.address,
      ip: '2603:10a6:20b:5c::17',
      workload: 'Exchange',
      recordType: 2,
      object: '',
      more: {
        AppId: app.appId,
        ClientAppId: app.appId,
        ClientInfoString: 'Client=REST;Client=RESTSystem;;',
        MailboxOwnerUPN: user.address,
      },
      id: random.guid(),
    });
  }
}

function phishedAdmin(world: World): { admin: string; foreign: Attacker } {
  const { random } = world;
  const admin = random.pick(world.admins);
  world.withoutMfa.add(admin.address);
  world.neutral.add(admin.address);
  const foreign = attacker(world, 14, 100);
  takeOver(world, admin, foreign, false);
  return { admin: admin.address, foreign };
}

function consent(world: World): Story {
  ordinaryLife(world);
  const { admin, foreign } = phishedAdmin(world);
  const app = newApp(world, foreign, { roles: ['Mail.Send'], scopes: ['User.Read'] });
  granted(world, app, admin, foreign.ip);
  sendThroughGraph(world, app);
  refuse(world, '5.7.705');
  return {
    culprits: [appCulprit(app)],
    decisive: [
      ['audit', 'trace'],
      ['audit', 'apps'],
      ['apps', 'trace'],
    ],
    shown: ['trace-details', 'bounces'],
  };
}

/** The app is Exchange Administrator and makes a connector for the attacker's hosts. */
function manageAsApp(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const { admin, foreign } = phishedAdmin(world);
  const app = newApp(world, foreign, { roles: ['Exchange.ManageAsApp'], scopes: [] });
  granted(world, app, admin, foreign.ip);
  world.roles.push({ role: 'Exchange Administrator', user: undefined, id: app.objectId });
  directoryChange(world, {
    time: app.created + 4 * minute,
    operation: 'Add member to role.',
    user: admin,
    ip: foreign.ip,
    object: app.objectId,
    more: {
      ModifiedProperties: [
        { Name: 'Role.ObjectID', NewValue: random.guid(), OldValue: '' },
        { Name: 'Role.DisplayName', NewValue: 'Exchange Administrator', OldValue: '' },
        { Name: 'Role.TemplateId', NewValue: '29232cdf-9323-42fd-ade2-1d097af3e4de', OldValue: '' },
      ],
      Target: [
        { ID: `ServicePrincipal_${app.objectId}`, Type: 2 },
        { ID: app.objectId, Type: 2 },
        { ID: 'ServicePrincipal', Type: 2 },
        { ID: app.name, Type: 1 },
      ],
    },
  });
  const host = world.address();
  const connector = inboundConnector(world, {
    name: random.pick(['Ran_2211', 'Ran_9034', 'Mail gateway']),
    type: 'OnPremises',
    ips: [host],
    restrictToIps: true,
    created: app.created + random.int(20, 90) * minute,
  });
  world.neutral.add(connector.name);
  cmdlet(world, {
    time: connector.created,
    operation: 'New-InboundConnector',
    user: `ServicePrincipal_${app.objectId}`,
    ip: foreign.ip,
    object: `${world.initialDomain}\\${connector.name}`,
    parameters: [
      ['Name', connector.name],
      ['ConnectorType', 'OnPremises'],
      ['SenderDomains', '*'],
      ['SenderIPAddresses', host],
    ],
    more: { AppId: app.appId, ClientAppId: app.appId },
  });
  const sender = forgedSenders(world);
  spam(world, {
    from: sender,
    fromIp: () => host,
    before: random.int(120, 350),
    after: random.int(20, 150),
    more: () => ({ connector: connector.name }),
  });
  refuse(world, '5.7.705');
  return {
    culprits: [appCulprit(app)],
    decisive: [
      ['audit', 'trace'],
      ['audit', 'apps'],
      ['apps', 'roles'],
    ],
    shown: ['trace-details', 'bounces'],
  };
}

/** The attacker adds a secret of his own to an app that was there, which outlives the admin's new password. */
function addedCredentials(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const { admin, foreign } = phishedAdmin(world);
  const app: App = {
    name: random.pick(['Invoice export', 'CRM mailer', 'Helpdesk sync']),
    appId: random.guid(),
    objectId: random.guid(),
    created: world.since - random.int(100, 900) * 24 * 60 * minute,
    foreign: false,
    publisher: '',
    roles: ['Mail.Send'],
    scopes: [],
  };
  world.apps.push(app);
  directoryChange(world, {
    time: foreign.since + 12 * minute,
    operation: 'Update application – Certificates and secrets management ',
    user: admin,
    ip: foreign.ip,
    object: `Application_${app.objectId}`,
    more: {
      ModifiedProperties: [
        {
          Name: 'KeyDescription',
          NewValue: `["[KeyIdentifier=${random.guid()},KeyType=Password,KeyUsage=Verify,DisplayName=sync]"]`,
          OldValue: '[]',
        },
        { Name: 'Included Updated Properties', NewValue: 'KeyDescription', OldValue: '' },
      ],
      Target: [
        { ID: `Application_${app.objectId}`, Type: 2 },
        { ID: 'Application', Type: 2 },
        { ID: app.name, Type: 1 },
        { ID: app.appId, Type: 2 },
      ],
    },
  });
  sendThroughGraph(world, app);
  refuse(world, '5.7.705');
  return {
    culprits: [appCulprit(app)],
    decisive: [
      ['audit', 'trace'],
      ['audit', 'apps'],
    ],
    shown: ['trace-details', 'bounces'],
  };
}
