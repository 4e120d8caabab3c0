import { domainToASCII, domainToUnicode } from 'node:url';
import { ordinaryLife } from '../background/life';
import { refuse, send, timesIn, workTime } from '../mailing';
import { day, type Host, minute } from '../model';
import { domainOf, type World } from '../world';
import { any, culprit, type Story, type Variant } from './story';

/** Mail of the company's own domains that nobody added to the tenant. */
export const unregisteredDomain: readonly Variant[] = [
  { name: 'printers', software: any, play: printers },
  { name: 'brand', software: any, play: brand },
  { name: 'subdomain', software: any, play: subdomain },
  { name: 'application', software: any, play: application },
];

/** Domains that were added, and not taken into use. */
export const pendingDomain: readonly Variant[] = [
  { name: 'pending-completion', software: any, play: (world) => pending(world, true) },
  { name: 'not-verified', software: any, play: (world) => pending(world, false) },
];

interface Source {
  readonly from: () => string;
  readonly hosts: readonly Host[];
  readonly to?: () => string;
  readonly subject: () => string;
  readonly mostADay: number;
}

/** Day after day the same hosts send as these domains, until Exchange Online takes no more. */
function steady(world: World, { from, hosts, to, subject, mostADay }: Source): void {
  const { random } = world;
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(Math.ceil(mostADay / 2), mostADay); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      if (time >= world.since && time < world.until)
        send(world, {
          time,
          from: from(),
          to: to?.() ?? world.outsider(),
          subject: subject(),
          client: random.pick(hosts),
        });
    }
  for (const time of timesIn(world, world.blockedFrom, world.until - minute, random.int(8, 60)))
    send(world, {
      time,
      from: from(),
      to: to?.() ?? world.outsider(),
      subject: subject(),
      client: random.pick(hosts),
    });
  for (const { name, fqdn, ip } of hosts) for (const each of [name, fqdn, ip]) world.neutral.add(each);
  world.neutral.add(world.relay.name);
}

function told(world: World, domains: readonly string[]): Story {
  refuse(world, '5.7.750', (mail) => domains.includes(domainOf(mail.from)));
  return {
    culprits: domains.map((name) => culprit('domain', name, domainToUnicode(name))),
    decisive: [['relay-log'], ['trace', 'trace-details'], ['bounces']],
    shown: ['relay-log', 'trace-details', 'bounces'],
  };
}

function printers(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const domain = random.pick([
    `print.${world.company}-it.example`,
    `${world.company}-devices.example`,
    `${world.company}.office.example`,
  ]);
  const hosts = Array.from({ length: random.int(2, 4) }, (_, index) => world.host(`prn-0${index + 1}`));
  steady(world, {
    from: () => `${random.pick(['copier', 'scan', 'mfp2'])}@${domain}`,
    hosts,
    subject: () => `Scanned document ${random.int(1000, 9999)}`,
    mostADay: random.int(20, 45),
  });
  return told(world, [domain]);
}

/** Brands of the house, one of them with signs outside ASCII. */
function brand(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const domains = random.sample(
    [
      `${world.company}-shop.example`,
      `my${world.company}.example`,
      domainToASCII(`münchen-${world.company}.example`),
      `${world.company}-outlet.example`,
    ],
    random.int(1, 2),
  );
  steady(world, {
    from: () => `${random.pick(['orders', 'service', 'info'])}@${random.pick(domains)}`,
    hosts: [world.host('shop01')],
    to: () => world.stranger(),
    subject: () => `Your order ${random.int(20_000, 29_999)}`,
    mostADay: random.int(30, 70),
  });
  return told(
    world,
    domains.filter((domain) => world.mails.some(({ from }) => domainOf(from) === domain)),
  );
}

function subdomain(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const domain = `${random.pick(['mail', 'news', 'plant2', 'hr'])}.${world.domain}`;
  steady(world, {
    from: () => `${random.pick(['noreply', 'office', 'info'])}@${domain}`,
    hosts: [world.host(random.pick(['hr-app', 'portal1']))],
    subject: () => random.pick(['Your pay slip is ready', 'Shift plan', 'Training on Friday']),
    mostADay: random.int(20, 50),
  });
  return told(world, [domain]);
}

/** A program sends as its own host. */
function application(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['mon01', 'backup02', 'erp-batch']));
  steady(world, {
    from: () => `${random.pick(['root', 'nagios', 'jobs'])}@${host.fqdn}`,
    hosts: [host],
    subject: () =>
      random.pick([
        '** PROBLEM Service Alert: disk **',
        'Backup job finished with warnings',
        'Cron <root> run-parts',
      ]),
    mostADay: random.int(20, 60),
  });
  return told(world, [host.fqdn]);
}

/** The domain is in the list and not completed, or in the directory and not verified. */
function pending(world: World, listed: boolean): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const domain = random.pick([
    `${world.company}-group.example`,
    `new${world.company}.example`,
    `${world.company}.brand.example`,
  ]);
  if (listed)
    world.accepted.push({
      name: domain,
      type: 'Authoritative',
      subdomains: false,
      isDefault: false,
      pending: true,
    });
  else world.unverifiedDomains.push(domain);
  steady(world, {
    from: () => `${random.pick(world.users).address.split('@')[0]}@${domain}`,
    hosts: [world.host('mbx')],
    subject: () => random.pick(['Our new name', 'Offer', 'Re: contract']),
    mostADay: random.int(20, 40),
  });
  refuse(world, '5.7.750', (mail) => domainOf(mail.from) === domain);
  const where = listed ? 'accepted-domains' : 'directory-domains';
  return {
    culprits: [culprit('domain', domain)],
    decisive: [
      ['relay-log', where],
      ['trace', 'trace-details', where],
      ['bounces', where],
    ],
    shown: ['relay-log', 'trace-details', 'bounces'],
  };
}
