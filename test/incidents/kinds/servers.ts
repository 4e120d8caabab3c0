import { ordinaryLife } from '../background/life';
import { refuse } from '../mailing';
import { day, type Host, type Mail } from '../model';
import type { Relay, World } from '../world';
import { forgedSenders, spam } from './attack';
import { culprit, type Story, serverCulprit, unixLogs, type Variant } from './story';

/** One host hands in mail of many unrelated domains. */
export const compromisedServer: readonly Variant[] = [
  { name: 'web-server', software: ['postfix'], play: (world) => onRelay(world) },
  { name: 'exim-web-server', software: ['exim'], play: (world) => onRelay(world) },
  { name: 'host-behind-relay', software: unixLogs, play: hostBehind },
  { name: 'hybrid-exchange', software: ['exchange'], play: (world) => onRelay(world) },
  { name: 'own-name', software: ['postfix'], play: ownName },
];

/** Exim's log does not say whose it is; its bounces do. */
const namesServer = ({ relay }: World): Story['decisive'] =>
  relay.software === 'exim' ? [['relay-log', 'bounces']] : [['relay-log']];

const counts = (world: World) => ({ before: world.random.int(60, 220), after: world.random.int(40, 400) });

/** A program on the mail host itself, mostly one of its web server's. */
function onRelay(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { relay, random } = world;
  const own: Partial<Mail> =
    relay.software === 'exchange'
      ? {
          client: { name: relay.name, fqdn: relay.fqdn, ip: '127.0.0.1' },
          connector: `${relay.name}\\Default Frontend ${relay.name}`,
        }
      : random.chance(0.7)
        ? { local: { user: 'www-data', uid: 33 } }
        : { client: { name: 'localhost', fqdn: 'localhost', ip: '127.0.0.1' } };
  return manyDomains(world, own, culpritOf(relay), namesServer(world));
}

function hostBehind(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const host = world.host(world.random.pick(['app07', 'wordpress2', 'intranet', 'build3']));
  world.neutral.add(world.relay.name);
  return manyDomains(world, { client: host }, serverCulprit(host), [['relay-log']]);
}

/** A page of the web server on the mail host sends as the user that the web server runs as. */
function ownName(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { relay } = world;
  const from = `www-data@${relay.fqdn}`;
  const address = world.address();
  spam(world, {
    from: () => from,
    fromIp: () => address,
    before: world.random.int(150, 400),
    after: world.random.int(40, 200),
    more: () => ({ via: 'relay', local: { user: 'www-data', uid: 33 } }),
  });
  refuse(world, '5.7.705', () => true);
  return { culprits: [culpritOf(relay)], decisive: [['relay-log']], shown: ['relay-log', 'bounces'] };
}

const culpritOf = (relay: Relay) =>
  serverCulprit(relay, 'localhost', '127.0.0.1', ...(relay.software === 'exchange' ? [] : ['www-data']));

function manyDomains(
  world: World,
  own: Partial<Mail>,
  who: Story['culprits'][number],
  decisive: Story['decisive'],
): Story {
  const address = world.address();
  spam(world, {
    from: forgedSenders(world),
    fromIp: () => address,
    ...counts(world),
    more: () => ({ via: 'relay', ...own }),
  });
  refuse(world, '5.7.750', (mail) => !world.isOwn(mail.from));
  return { culprits: [who], decisive, shown: ['relay-log', 'bounces'] };
}

/** Hosts from the outside hand in mail for the outside. */
export const openRelay: readonly Variant[] = [
  { name: 'unix', software: ['postfix'], play: (world) => outsideHosts(world) },
  { name: 'other-unix', software: ['exim', 'sendmail'], play: (world) => outsideHosts(world) },
  { name: 'receive-connector', software: ['exchange'], play: receiveConnector },
  { name: 'many-hosts', software: ['postfix'], play: (world) => outsideHosts(world, { hosts: 120 }) },
];

function outsideHosts(
  world: World,
  { connector, hosts: most = 8 }: { readonly connector?: string; readonly hosts?: number } = {},
): Story {
  ordinaryLife(world, { gateway: true });
  const { random, relay } = world;
  const hosts: Host[] = Array.from({ length: random.int(Math.ceil(most / 3), most) }, () => ({
    name: 'unknown',
    fqdn: 'unknown',
    ip: world.address(),
  }));
  if (relay.software === 'postfix')
    world.postconf.push(
      ['mynetworks', random.pick(['0.0.0.0/0', '127.0.0.0/8 10.0.0.0/8 0.0.0.0/0'])],
      ['mynetworks_style', 'subnet'],
      ['relay_domains', world.domain],
      ['relayhost', `[${world.smartHost.fqdn}]:25`],
      ['smtpd_relay_restrictions', 'permit_mynetworks, reject_unauth_destination'],
      ['smtpd_recipient_restrictions', ''],
      ['smtpd_sasl_auth_enable', 'no'],
    );
  const address = world.address();
  spam(world, {
    from: forgedSenders(world),
    fromIp: () => address,
    ...counts(world),
    more: () => ({
      via: 'relay',
      client: random.pick(hosts),
      ...(connector ? { connector: `${relay.name}\\${connector}` } : {}),
    }),
  });
  refuse(world, '5.7.750', (mail) => !world.isOwn(mail.from));
  const who = connector
    ? culprit('connector', `${relay.name}\\${connector}`, connector, relay.name, relay.fqdn, relay.ip)
    : serverCulprit(relay);
  return {
    culprits: [who],
    decisive: connector ? [['protocol-log'], ['relay-log']] : namesServer(world),
    shown: ['relay-log', 'bounces'],
  };
}

function receiveConnector(world: World): Story {
  const { random, relay } = world;
  const name = random.pick(['Relay devices', 'Anonymous relay', 'Relay applications']);
  world.receiveConnectors.push({
    server: relay.name,
    name,
    ranges: ['0.0.0.0-255.255.255.255'],
    anonymous: true,
    relays: true,
    created: world.since - 30 * day,
  });
  return outsideHosts(world, { connector: name });
}
