import { send, timesIn } from '../mailing';
import { day, hour, minute } from '../model';
import type { World } from '../world';
import { cmdlet, directoryChange } from './audit';
import { inboundConnector } from './tenant';

/** Things of the last days that look like an attack and are somebody's work. Each tenant has some of them. */
export function decoys(world: World): void {
  const { random } = world;
  for (const play of random.sample(
    [smallNewsletter, newDevices, newBackup, homeRule, sharedAgain],
    random.int(1, 3),
  ))
    play(world);
}

/** Marketing writes to a hundred customers from the office, days before. */
function smallNewsletter(world: World): void {
  const { random } = world;
  const account = `marketing@${world.domain}`;
  const begin = world.blockedFrom - random.int(2, 6) * day;
  for (const time of timesIn(world, begin, begin + 2 * hour, random.int(40, 90)))
    send(world, {
      time,
      from: account,
      to: random.chance(0.7) ? world.outsider() : world.stranger(),
      subject: 'Visit us at the fair',
    });
  world.innocents.add(account);
}

/** New scanners get a connector, made by the administrator in the office, for the office's own address. */
function newDevices(world: World): void {
  const admin = world.admins[0]?.address ?? '';
  const created = world.blockedFrom - world.random.int(2, 9) * day;
  const { name } = inboundConnector(world, {
    name: 'Scanners on the second floor',
    type: 'OnPremises',
    ips: [world.officeIp],
    restrictToIps: true,
    requireTls: false,
    created,
  });
  world.innocents.add(name);
  cmdlet(world, {
    time: created,
    operation: 'New-InboundConnector',
    user: admin,
    ip: world.officeIp,
    object: `${world.initialDomain}\\${name}`,
    parameters: [
      ['Name', name],
      ['ConnectorType', 'OnPremises'],
      ['SenderDomains', '*'],
      ['SenderIPAddresses', world.officeIp],
    ],
  });
}

/** A backup product may read all mail, and send none. */
function newBackup(world: World): void {
  const { random } = world;
  const admin = world.admins[0]?.address ?? '';
  const app = {
    name: 'Mailbox backup',
    publisher: 'Safekeep Ltd',
    appId: random.guid(),
    objectId: random.guid(),
    created: world.blockedFrom - random.int(2, 9) * day,
    foreign: true,
    roles: ['Mail.Read'],
    scopes: ['User.Read'],
  };
  world.apps.push(app);
  world.innocents.add(app.name);
  directoryChange(world, {
    time: app.created,
    operation: 'Consent to application.',
    user: admin,
    ip: world.officeIp,
    object: app.appId,
    more: {
      ModifiedProperties: [
        { Name: 'ConsentContext.IsAdminConsent', NewValue: 'True', OldValue: '' },
        { Name: 'ConsentContext.IsAppOnly', NewValue: 'True', OldValue: '' },
        { Name: 'ConsentContext.OnBehalfOfAll', NewValue: 'True', OldValue: '' },
        { Name: 'TargetId.ServicePrincipalNames', NewValue: app.appId, OldValue: '' },
      ],
      Target: [
        { ID: `ServicePrincipal_${app.objectId}`, Type: 2 },
        { ID: app.name, Type: 1 },
        { ID: app.appId, Type: 2 },
      ],
    },
  });
}

/** Somebody tidies the inbox in the evening at home. */
function homeRule(world: World): void {
  const { random } = world;
  const owner = random.pick(world.users);
  const rule = {
    owner,
    name: 'Invoices',
    folder: 'Accounting',
    markRead: true,
    words: ['invoice', 'Rechnung'],
  };
  world.rules.push(rule);
  cmdlet(world, {
    time: world.blockedFrom - random.int(1, 5) * day + random.int(1, 50) * minute,
    operation: 'New-InboxRule',
    user: owner.address,
    ip: owner.homeIp,
    object: `${world.initialDomain}\\${owner.objectName}\\${rule.name}`,
    parameters: [
      ['Name', rule.name],
      ['SubjectOrBodyContainsWords', 'invoice;Rechnung'],
      ['MoveToFolder', rule.folder],
      ['MarkAsRead', 'True'],
      ['StopProcessingRules', 'True'],
    ],
  });
}

/** The assistant may open the mailbox of somebody who is away. */
function sharedAgain(world: World): void {
  const { random } = world;
  const [mailbox, other] = random.sample(world.users, 2);
  if (!mailbox || !other) return;
  world.permissions.push({ mailbox, user: other.address, rights: ['FullAccess'] });
  cmdlet(world, {
    time: world.blockedFrom - random.int(1, 5) * day,
    operation: 'Add-MailboxPermission',
    user: world.admins[0]?.address ?? '',
    ip: world.officeIp,
    object: `${world.initialDomain}\\${mailbox.objectName}`,
    parameters: [
      ['Identity', mailbox.address],
      ['User', other.address],
      ['AccessRights', 'FullAccess'],
      ['InheritanceType', 'All'],
    ],
  });
}
