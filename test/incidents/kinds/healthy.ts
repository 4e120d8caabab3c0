import { cmdlet, directoryChange } from '../background/audit';
import { ordinaryLife } from '../background/life';
import { failedBackground, signIn, traveller } from '../background/signIns';
import { inboundConnector } from '../background/tenant';
import { send, timesIn, workTime } from '../mailing';
import { day, hour, minute } from '../model';
import { newsletters } from '../names';
import type { World } from '../world';
import { any, type Story, unixLogs, type Variant } from './story';

const nothing: Story = { culprits: [], decisive: [], shown: [] };

/** Tenants in which nothing is wrong, and much looks so. */
export const healthy: readonly Variant[] = [
  { name: 'newsletters-received', software: any, play: newslettersReceived },
  { name: 'travellers', software: any, play: travellers },
  { name: 'guessed-passwords', software: any, play: guessedPasswords },
  { name: 'filter-and-partners', software: any, play: filterAndPartners },
  { name: 'hybrid-wizard', software: ['exchange'], play: hybridWizard },
  { name: 'admins-at-work', software: any, play: adminsAtWork },
  { name: 'bulk-within-limits', software: any, play: bulkWithinLimits },
  { name: 'ticket-system', software: unixLogs, play: ticketSystem },
  { name: 'other-bounces', software: any, play: otherBounces },
  { name: 'talk-about-codes', software: any, play: talkAboutCodes },
  { name: 'forwarding-within', software: any, play: forwardingWithin },
  { name: 'gateway', software: unixLogs, play: gateway },
];

/** Hundreds of mails from outside within an hour; nothing leaves. */
function newslettersReceived(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const shop = random.pick(newsletters);
  for (const user of world.users)
    for (const time of timesIn(world, world.blockedFrom, world.blockedFrom + hour, random.int(15, 30)))
      send(world, {
        time,
        from: `news@${shop}`,
        to: user.address,
        subject: 'Black week: everything must go',
      });
  world.innocents.add(`news@${shop}`);
  return nothing;
}

function travellers(world: World): Story {
  ordinaryLife(world);
  for (const user of world.random.sample(world.users, 3)) traveller(world, user);
  const vpn = { ip: world.address(), place: world.abroad() };
  for (const user of world.users)
    for (let time = world.since; time < world.until; time += world.random.int(20, 30) * hour)
      signIn(world, {
        time,
        user: user.address,
        ...vpn,
        app: 'Microsoft Office',
        client: 'Mobile Apps and Desktop clients',
        mfa: true,
      });
  return nothing;
}

function guessedPasswords(world: World): Story {
  ordinaryLife(world);
  for (let round = 0; round < 3; round += 1) failedBackground(world);
  return nothing;
}

function filterAndPartners(world: World): Story {
  ordinaryLife(world);
  const made = [
    inboundConnector(world, { name: 'Everybody must use TLS', type: 'Partner' }),
    inboundConnector(world, {
      name: 'Bank',
      type: 'Partner',
      senderDomains: ['smtp:bank.example;1'],
      restrictToCertificate: true,
      certificate: '*.bank.example',
    }),
    inboundConnector(world, {
      name: 'Filter service in',
      type: 'Partner',
      restrictToCertificate: true,
      certificate: '*.mailfilter.example',
    }),
    inboundConnector(world, {
      name: 'Multifunction devices',
      type: 'OnPremises',
      ips: [world.officeIp],
      requireTls: false,
    }),
  ];
  for (const { name } of made) world.innocents.add(name);
  world.outbound.push({
    name: 'Filter service out',
    type: 'Partner',
    source: 'AdminUI',
    recipientDomains: ['*'],
    smartHosts: ['smtp.mailfilter.example'],
    created: world.since - 300 * day,
    guid: world.random.guid(),
  });
  world.innocents.add('Filter service out');
  return nothing;
}

/** The wizard ran for the first time in the week before, by the administrator, from the office. */
function hybridWizard(world: World): Story {
  ordinaryLife(world);
  const admin = world.admins[0]?.address ?? '';
  const time = world.blockedFrom - 3 * day;
  const connector = inboundConnector(world, {
    name: `Inbound from ${world.random.guid()}`,
    type: 'OnPremises',
    source: 'HybridWizard',
    certificate: `*.${world.domain}`,
    restrictToCertificate: true,
    cloudServicesMail: true,
    created: time,
  });
  world.innocents.add(connector.name);
  cmdlet(world, {
    time,
    operation: 'New-InboundConnector',
    user: admin,
    ip: world.officeIp,
    object: `${world.initialDomain}\\${connector.name}`,
    parameters: [
      ['Name', connector.name],
      ['ConnectorType', 'OnPremises'],
      ['CloudServicesMailEnabled', 'True'],
      ['TlsSenderCertificateName', `*.${world.domain}`],
      ['RequireTls', 'True'],
      ['ConnectorSource', 'HybridWizard'],
    ],
  });
  return nothing;
}

/** A backup product is set up, a mailbox is shared, a signature rule is made; all by the administrator from the office. */
function adminsAtWork(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const admin = world.admins[0];
  if (!admin) return nothing;
  const app = {
    name: 'Backup service 365',
    publisher: 'Safekeep Ltd',
    appId: random.guid(),
    objectId: random.guid(),
    created: world.blockedFrom - 4 * day,
    foreign: true,
    roles: ['Mail.Read', 'Mail.ReadWrite'],
    scopes: ['User.Read'],
  };
  world.apps.push(app);
  world.innocents.add(app.name);
  directoryChange(world, {
    time: app.created,
    operation: 'Consent to application.',
    user: admin.address,
    ip: world.officeIp,
    object: app.appId,
    more: {
      ModifiedProperties: [{ Name: 'ConsentContext.IsAdminConsent', NewValue: 'True', OldValue: '' }],
      Target: [
        { ID: app.name, Type: 1 },
        { ID: app.appId, Type: 2 },
      ],
    },
  });
  world.transportRules.push({
    name: 'Signatures',
    description: 'Append the signature',
    by: admin.name,
    changed: app.created,
  });
  const boss = random.pick(world.users);
  world.permissions.push({ mailbox: boss, user: random.pick(world.users).address, rights: ['FullAccess'] });
  return nothing;
}

function bulkWithinLimits(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const account = `newsletter@${world.domain}`;
  for (const begin of [world.blockedFrom - 7 * day, world.blockedFrom])
    for (const time of timesIn(world, begin, begin + 3 * hour, random.int(120, 220)))
      send(world, {
        time,
        from: account,
        to: random.chance(0.5) ? world.outsider() : world.stranger(),
        subject: 'Our programme for the month',
      });
  world.innocents.add(account);
  return nothing;
}

/** It writes to customers as the house's own address. */
function ticketSystem(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host('tickets01');
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(10, 40); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      if (time >= world.since && time < world.until)
        send(world, {
          time,
          from: `support@${world.domain}`,
          to: world.outsider(),
          subject: `[Ticket#${random.int(1000, 9999)}]`,
          client: host,
        });
    }
  for (const name of [host.name, `support@${world.domain}`]) world.innocents.add(name);
  return nothing;
}

/** Refusals of everyday life: unknown recipients, and sites that take no mail from here. */
function otherBounces(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  for (const time of timesIn(world, world.since, world.until - minute, random.int(20, 40)))
    send(world, {
      time,
      from: random.pick(world.users).address,
      to: world.outsider(),
      subject: 'Season greetings',
      failed: random.pick([
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        '550 5.4.1 Recipient address rejected: Access denied.',
        '550 5.7.1 Service unavailable, Client host blocked using a list',
        '552 5.2.2 Mailbox full',
      ]),
    });
  return nothing;
}

/** Somebody discusses the codes with a colleague; every mail arrives. */
function talkAboutCodes(world: World): Story {
  ordinaryLife(world);
  for (const time of timesIn(world, world.since, world.until - minute, 12))
    send(world, {
      time,
      from: world.random.pick(world.users).address,
      to: world.outsider(),
      subject: world.random.pick([
        'Re: 550 5.7.705 Access denied, tenant has exceeded threshold',
        'FW: what does 5.7.750 mean?',
        'Training: NDR 5.7.708',
      ]),
    });
  return nothing;
}

function forwardingWithin(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  for (const user of random.sample(world.users, 3))
    world.forwardings.push({
      user,
      to: random.pick(world.users).address,
      keep: true,
      changed: world.since + 2 * day,
    });
  return nothing;
}

/** All mail passes the own server, out and in. */
function gateway(world: World): Story {
  ordinaryLife(world, { gateway: true, most: 8 });
  return nothing;
}
