import { relayAddress } from '../mailing';
import { day, type InboundConnector, type User } from '../model';
import type { World } from '../world';

/** The connectors, domains, roles, rules and subscriptions that every tenant has; none of it is a fault. */
export function ordinaryTenant(world: World): void {
  domains(world);
  connectors(world);
  receiveConnectors(world);
  roles(world);
  inboxRules(world);
  const { random } = world;
  world.subscriptions.push({
    sku: random.pick(['O365_BUSINESS_PREMIUM', 'SPB', 'SPE_E3']),
    status: 'Enabled',
    trial: false,
    created: world.blockedFrom - random.int(400, 1500) * day,
    next: world.blockedFrom + random.int(60, 300) * day,
    licences: random.int(15, 60),
  });
  apps(world);
  world.permissions.push({
    mailbox: sharedMailbox(world),
    user: random.pick(world.users).address,
    rights: ['FullAccess'],
  });
}

function domains(world: World): void {
  const make = (name: string, isDefault = false) => ({
    name,
    type: 'Authoritative' as const,
    subdomains: false,
    isDefault,
    pending: false,
  });
  world.accepted.push(make(world.domain, true), make(world.initialDomain));
  world.accepted.push(make(`${world.company}.mail.onmicrosoft.com`));
}

/** An address several people read and answer from. */
export function sharedMailbox(world: World): User {
  const known = shared.get(world) ?? world.person('Info', 'info');
  shared.set(world, known);
  return known;
}

const shared = new WeakMap<World, User>();

export function inboundConnector(
  world: World,
  draft: Pick<InboundConnector, 'name' | 'type'> & Partial<InboundConnector>,
): InboundConnector {
  const created = draft.created ?? world.blockedFrom - world.random.int(200, 1200) * day;
  const connector: InboundConnector = {
    source: 'AdminUI',
    senderDomains: ['smtp:*;1'],
    ips: [],
    certificate: null,
    requireTls: true,
    restrictToIps: false,
    restrictToCertificate: false,
    cloudServicesMail: false,
    internal: false,
    comment: '',
    changed: created,
    guid: world.random.guid(),
    ...draft,
    created,
  };
  world.inbound.push(connector);
  return connector;
}

/**
 * The own server's connector as the Hybrid Wizard or an admin makes it, and what else is found in tenants: forced TLS with
 * a bank, TLS for everybody, a filter service in front.
 */
function connectors(world: World): void {
  const { random } = world;
  const own =
    world.relay.software === 'exchange'
      ? inboundConnector(world, {
          name: `Inbound from ${random.guid()}`,
          type: 'OnPremises',
          source: 'HybridWizard',
          certificate: `*.${world.domain}`,
          restrictToCertificate: true,
          cloudServicesMail: true,
        })
      : inboundConnector(world, {
          name: random.pick(['From headquarters', 'Relay for devices', 'On-premises mail']),
          type: 'OnPremises',
          ips: [relayAddress(world)],
          requireTls: random.chance(0.5),
        });
  const others: (() => InboundConnector)[] = [
    () =>
      inboundConnector(world, {
        name: 'Forced TLS with the bank',
        type: 'Partner',
        senderDomains: ['smtp:bank.example;1'],
      }),
    () => inboundConnector(world, { name: 'All partners must use TLS', type: 'Partner' }),
    () =>
      inboundConnector(world, {
        name: 'From the mail filter',
        type: 'Partner',
        restrictToIps: true,
        ips: [`${world.address()}/32`, `${world.address()}/32`],
      }),
    // Such services often show a certificate of their own.
    () =>
      inboundConnector(world, {
        name: 'Signature service',
        type: 'OnPremises',
        certificate: random.pick([`signatures.${world.domain}`, '*.signatures-cloud.example']),
        restrictToCertificate: true,
        cloudServicesMail: true,
        comment: 'Adds the signatures to mail; set up with the service provider',
      }),
  ];
  const made = [own, ...random.sample(others, random.int(1, 3)).map((make) => make())];
  for (const { name } of made) world.innocents.add(name);
  if (world.relay.software === 'exchange')
    world.outbound.push({
      name: `Outbound to ${random.guid()}`,
      type: 'OnPremises',
      source: 'HybridWizard',
      recipientDomains: [world.domain],
      smartHosts: [world.relay.fqdn],
      created: own.created,
      guid: random.guid(),
    });
  if (random.chance(0.4))
    world.outbound.push({
      name: 'To the mail filter',
      type: 'Partner',
      source: 'AdminUI',
      recipientDomains: ['*'],
      smartHosts: ['outbound.mailfilter.example'],
      created: own.created + 100 * day,
      guid: random.guid(),
    });
  for (const { name } of world.outbound) world.innocents.add(name);
}

/** An Exchange server takes mail from everywhere for its own mailboxes, and relays for three printers alone. */
function receiveConnectors(world: World): void {
  const { random, relay } = world;
  if (relay.software !== 'exchange') return;
  const created = world.since - 900 * day;
  const everywhere = ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '0.0.0.0-255.255.255.255'];
  const printers = Array.from({ length: 3 }, () => world.host('prn').ip);
  world.receiveConnectors.push(
    {
      server: relay.name,
      name: `Default Frontend ${relay.name}`,
      ranges: everywhere,
      anonymous: true,
      relays: false,
      created,
    },
    {
      server: relay.name,
      name: `Client Frontend ${relay.name}`,
      ranges: everywhere,
      anonymous: false,
      relays: false,
      created,
    },
  );
  if (random.chance(0.6))
    world.receiveConnectors.push({
      server: relay.name,
      name: 'Printers',
      ranges: printers,
      anonymous: true,
      relays: true,
      created,
    });
  for (const { server, name } of world.receiveConnectors) world.innocents.add(`${server}\\${name}`);
}

function roles(world: World): void {
  const { random } = world;
  world.admins.forEach(({ address, id }, index) => {
    world.roles.push({
      role: index === 0 ? 'Global Administrator' : 'Exchange Administrator',
      user: address,
      id,
    });
  });
  const reader = random.pick(world.users);
  world.roles.push({ role: 'Directory Readers', user: reader.address, id: reader.id });
  if (random.chance(0.6)) {
    const sync = `Sync_DC01_${random.hex(12)}@${world.initialDomain}`;
    world.roles.push({ role: 'Directory Synchronization Accounts', user: sync, id: random.guid() });
    world.withoutMfa.add(sync);
    world.innocents.add(sync);
  }
  for (const user of random.sample(world.users.slice(2), 2)) world.withoutMfa.add(user.address);
}

/** Rules as people make them: newsletters into a folder, mail of one customer marked, an old address forwarded within. */
function inboxRules(world: World): void {
  const { random } = world;
  for (const owner of random.sample(world.users, random.int(3, 5)))
    world.rules.push(
      random.pick([
        { owner, name: 'Newsletters', folder: 'Newsletters', markRead: true, from: ['news@bigshop.example'] },
        {
          owner,
          name: 'Archive old newsletters',
          folder: 'Projects',
          markRead: true,
          words: ['unsubscribe'],
        },
        { owner, name: 'Delete social network', remove: true, from: ['invitations@mail.socialsite.example'] },
        { owner, name: 'bank.example', folder: 'Bank', from: ['statements@bank.example'] },
        { owner, name: 'Holiday cover', redirectTo: [random.pick(world.users).address], words: ['order'] },
      ]),
    );
}

function apps(world: World): void {
  const { random } = world;
  for (const [name, publisher, scopes] of random.sample(
    [
      ['Backup for Microsoft 365', 'Safekeep Ltd', ['User.Read', 'Mail.Read', 'Files.Read.All']],
      ['Room display', 'Doorsign GmbH', ['Calendars.Read']],
      ['Meeting notes', 'Scribe Inc', ['User.Read', 'Calendars.Read']],
      ['Newsletter designer', 'Lettershop', ['User.Read', 'Mail.Send']],
    ] as const,
    random.int(1, 3),
  )) {
    world.apps.push({
      name,
      publisher,
      scopes,
      roles: name.startsWith('Backup') ? ['Mail.Read', 'Mail.ReadWrite'] : [],
      appId: random.guid(),
      objectId: random.guid(),
      created: world.blockedFrom - random.int(90, 900) * day,
      foreign: true,
    });
    world.innocents.add(name);
  }
}
