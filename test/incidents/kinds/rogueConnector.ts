import { cmdlet } from '../background/audit';
import { ordinaryLife } from '../background/life';
import { inboundConnector } from '../background/tenant';
import type { Code } from '../codes';
import { refuse } from '../mailing';
import { hour, type InboundConnector, minute } from '../model';
import type { World } from '../world';
import { attacker, forgedSenders, spam, takeOver } from './attack';
import { any, culprit, type Story, type Variant } from './story';

/** An inbound connector of type OnPremises for the attacker's hosts (Microsoft: "Respond to a compromised connector"). */
export const rogueConnector: readonly Variant[] = [
  { name: 'by-address', software: any, play: (world) => attack(world, { code: '5.7.705' }) },
  { name: 'removed', software: any, play: (world) => attack(world, { code: '5.7.705', removed: true }) },
  {
    name: 'looks-hybrid',
    software: ['exchange'],
    play: (world) => attack(world, { code: '5.7.750', certificate: true, hybridName: true }),
  },
  {
    name: 'by-certificate',
    software: any,
    play: (world) => attack(world, { code: '5.7.711', certificate: true }),
  },
  { name: 'opened', software: any, play: opened },
];

interface Way {
  readonly code: Code;
  readonly certificate?: boolean;
  readonly removed?: boolean;
  readonly hybridName?: boolean;
}

/** An administrator without MFA, and who has the account now. */
function adminTakenOver(world: World) {
  const admin = world.random.pick(world.admins);
  world.withoutMfa.add(admin.address);
  world.neutral.add(admin.address);
  const foreign = attacker(world, 10, 90);
  takeOver(world, admin, foreign, false);
  return { admin, foreign };
}

function attack(
  world: World,
  { code, certificate = false, removed = false, hybridName = false }: Way,
): Story {
  ordinaryLife(world);
  const { random } = world;
  const { admin, foreign } = adminTakenOver(world);
  const hosts = Array.from({ length: random.int(1, 3) }, () => world.address());
  const connector = inboundConnector(world, {
    name: hybridName
      ? `Inbound from ${random.guid()}`
      : random.pick(['Mail relay', 'Exchange sync', 'Backup MX', 'Inbound 2', 'SMTP service']),
    type: 'OnPremises',
    ips: certificate ? [] : hosts,
    certificate: certificate
      ? random.pick(['*.fast-relay.example', 'mx.sendgate.example', '*.vps-mailer.example'])
      : null,
    restrictToCertificate: certificate,
    restrictToIps: !certificate,
    cloudServicesMail: certificate && random.chance(0.6),
    created: foreign.since + random.int(5, 30) * minute,
  });
  auditNew(world, connector, admin.address, foreign.ip);
  if (random.chance(0.4))
    world.transportRules.push({
      name: random.pick(['Header clean-up', 'Mail flow 2']),
      description: 'Remove the header X-MS-Exchange-ExternalOriginalInternetSender',
      by: admin.name,
      changed: connector.created + 20 * minute,
      removeHeader: 'X-MS-Exchange-ExternalOriginalInternetSender',
    });
  for (const { name } of world.transportRules) if (name !== 'Disclaimer') world.neutral.add(name);
  const sender = forgedSenders(world);
  spam(world, {
    from: sender,
    fromIp: () => random.pick(hosts),
    before: random.int(120, 400),
    after: random.int(20, 200),
    more: () => ({ connector: connector.name }),
  });
  if (code === '5.7.711') world.blockedConnectors.push({ connector, time: world.blockedFrom });
  refuse(world, code, (mail) => (code === '5.7.705' ? true : mail.connector === connector.name));
  if (removed) remove(world, connector, admin.address, foreign.ip);
  return {
    culprits: [culprit('connector', connector.name, connector.guid, ...(certificate ? [] : hosts))],
    decisive: removed
      ? [['audit']]
      : [
          ['inbound-connectors', 'audit'],
          ['inbound-connectors', 'trace'],
          ['audit', 'sign-ins'],
        ],
    // The bounces of what the connector brought go to strangers.
    shown: code === '5.7.705' ? ['trace-details', 'bounces'] : ['trace-details'],
  };
}

/** A connector that has served for years is opened to the attacker's host. */
function opened(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const { admin, foreign } = adminTakenOver(world);
  const host = world.address();
  const before = world.address();
  const changed = foreign.since + random.int(5, 30) * minute;
  const connector = inboundConnector(world, {
    name: random.pick(['From the branch office', 'Scanners', 'Old relay']),
    type: 'OnPremises',
    ips: [before, host],
    restrictToIps: true,
    changed,
  });
  cmdlet(world, {
    time: changed,
    operation: 'Set-InboundConnector',
    user: admin.address,
    ip: foreign.ip,
    object: `${world.initialDomain}\\${connector.name}`,
    parameters: [
      ['Identity', connector.name],
      ['SenderIPAddresses', `${before};${host}`],
    ],
  });
  spam(world, {
    from: forgedSenders(world),
    fromIp: () => host,
    before: random.int(120, 400),
    after: random.int(20, 200),
    more: () => ({ connector: connector.name }),
  });
  world.blockedConnectors.push({ connector, time: world.blockedFrom });
  refuse(world, '5.7.711', (mail) => mail.connector === connector.name);
  return {
    culprits: [culprit('connector', connector.name, connector.guid, host)],
    decisive: [['audit', 'sign-ins']],
    shown: ['trace-details'],
  };
}

function auditNew(world: World, connector: InboundConnector, user: string, ip: string): void {
  cmdlet(world, {
    time: connector.created,
    operation: 'New-InboundConnector',
    user,
    ip,
    object: `${world.initialDomain}\\${connector.name}`,
    parameters: [
      ['Name', connector.name],
      ['ConnectorType', 'OnPremises'],
      ['SenderDomains', '*'],
      ...(connector.certificate
        ? ([
            ['TlsSenderCertificateName', connector.certificate],
            ['RequireTls', 'True'],
          ] as const)
        : []),
      ...(connector.ips.length > 0 ? ([['SenderIPAddresses', connector.ips.join(';')]] as const) : []),
      ...(connector.cloudServicesMail ? ([['CloudServicesMailEnabled', 'True']] as const) : []),
      ['Enabled', 'True'],
    ],
  });
}

/** The attacker cleans up; the audit log alone still knows. */
function remove(world: World, connector: InboundConnector, user: string, ip: string): void {
  world.inbound.splice(world.inbound.indexOf(connector), 1);
  cmdlet(world, {
    time: Math.min(world.blockedFrom + world.random.int(1, 4) * hour, world.until - minute),
    operation: 'Remove-InboundConnector',
    user,
    ip,
    object: `${world.initialDomain}\\${connector.name}`,
    parameters: [
      ['Identity', connector.name],
      ['Confirm', 'False'],
    ],
  });
}
