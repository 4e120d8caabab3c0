import { cmdlet } from '../background/audit';
import { ordinaryLife } from '../background/life';
import type { Code } from '../codes';
import { refuse, send, timesIn } from '../mailing';
import { day, hour, minute } from '../model';
import { domainOf, type World } from '../world';
import { any, culprit, type Story, type Variant } from './story';

const shown = ['trace-details', 'bounces', 'relay-log'] as const;

/** A subscription had run out (the seed: rarely, one that was just renewed). */
export const lapsedSubscription: readonly Variant[] = [
  { name: 'just-renewed', software: any, play: (world) => lapsed(world, true) },
  { name: 'suspended', software: any, play: (world) => lapsed(world, false) },
];

function lapsed(world: World, renewed: boolean): Story {
  ordinaryLife(world, { gateway: world.random.chance(0.4), most: 6 });
  const { random } = world;
  const [old] = world.subscriptions.splice(0);
  const sku = old?.sku ?? 'O365_BUSINESS_PREMIUM';
  const licences = old?.licences ?? 20;
  world.subscriptions.push({
    sku,
    status: renewed
      ? random.pick(['LockedOut', 'Suspended'] as const)
      : random.pick(['Suspended', 'LockedOut'] as const),
    trial: false,
    created: world.blockedFrom - 760 * day,
    next: world.blockedFrom + random.int(10, 60) * day,
    licences,
  });
  if (renewed)
    world.subscriptions.push({
      sku,
      status: 'Enabled',
      trial: false,
      created: world.blockedFrom - random.int(1, 9) * hour,
      next: world.blockedFrom + 364 * day,
      licences,
    });
  everybodyWrites(world);
  refuse(world, '5.7.705');
  return { culprits: [culprit('none', sku)], decisive: [['subscriptions']], shown };
}

/** Enough ordinary mail to see that all people are refused alike. */
function everybodyWrites(world: World): void {
  const { random } = world;
  for (const user of world.users)
    for (const time of timesIn(world, world.blockedFrom, world.until - minute, random.int(1, 6)))
      send(world, {
        time,
        from: user.address,
        to: world.outsider(),
        subject: random.pick(['Re: offer', 'Order', 'Documents']),
      });
}

/** The tenant is on trial, or some days old. */
export const trialTenant: readonly Variant[] = [
  { name: 'trial', software: any, play: (world) => fresh(world, true) },
  { name: 'new-tenant', software: any, play: (world) => fresh(world, false) },
];

function fresh(world: World, trial: boolean): Story {
  const { random } = world;
  const created = world.blockedFrom - random.int(2, trial ? 20 : 5) * day;
  ordinaryLife(world, { from: world.blockedFrom });
  world.subscriptions.splice(0);
  world.subscriptions.push({
    sku: trial
      ? random.pick(['O365_BUSINESS_PREMIUM', 'SPB', 'ENTERPRISEPREMIUM'])
      : 'O365_BUSINESS_ESSENTIALS',
    status: 'Enabled',
    trial,
    created,
    next: created + (trial ? 30 : 365) * day,
    licences: trial ? 25 : 5,
  });
  forgetBefore(world, created);
  everybodyWrites(world);
  refuse(world, '5.7.708');
  const sku = world.subscriptions[0]?.sku ?? '';
  return { culprits: [culprit('none', sku)], decisive: [['subscriptions']], shown };
}

/** Nothing of a tenant is older than the tenant. */
function forgetBefore(world: World, created: number): void {
  for (const list of [world.mails, world.signIns, world.audit] as { time: number }[][])
    list.splice(0, list.length, ...list.filter(({ time }) => time >= created));
  const soon = created + hour;
  for (const list of [world.inbound, world.outbound, world.apps, world.receiveConnectors] as {
    created: number;
  }[][])
    list.splice(0, list.length, ...list.map((each) => ({ ...each, created: Math.max(each.created, soon) })));
  world.inbound.forEach((each, index) => {
    world.inbound[index] = { ...each, changed: Math.max(each.changed, each.created) };
  });
  world.transportRules.splice(0);
  world.blockEntries.splice(0);
}

/** An entry of the organisation's own list stands in the way. */
export const ownBlockList: readonly Variant[] = [
  { name: 'domain', software: any, play: (world) => blocked(world, 'domain') },
  { name: 'address', software: any, play: (world) => blocked(world, 'address') },
  { name: 'top-level', software: any, play: (world) => blocked(world, 'top-level') },
];

function blocked(world: World, what: 'domain' | 'address' | 'top-level'): Story {
  ordinaryLife(world);
  const { random } = world;
  const partner = random.pick(world.partners);
  const address = `${random.pick(['orders', 'office', 'buying'])}@${what === 'top-level' ? `${partner.split('.')[0]}.test` : partner}`;
  const value = what === 'domain' ? partner : what === 'address' ? address : '*.test';
  const admin = random.pick(world.admins).address;
  world.neutral.add(partner);
  world.neutral.add(address);
  world.neutral.add(domainOf(address));
  world.neutral.add(admin);
  const changed = world.blockedFrom - random.int(6, 20) * minute;
  world.blockEntries.push({
    value,
    listType: 'Sender',
    by: admin,
    changed,
    expires: random.chance(0.5) ? undefined : changed + 30 * day,
    notes: random.pick(['', 'Suspicious invoice', 'Reported as phishing', 'Submission']),
  });
  cmdlet(world, {
    time: changed,
    operation: 'New-TenantAllowBlockListItems',
    user: admin,
    ip: world.officeIp,
    object: value,
    parameters: [
      ['ListType', 'Sender'],
      ['Block', 'True'],
      ['Entries', value],
    ],
  });
  for (const time of timesIn(world, world.blockedFrom, world.until - minute, random.int(5, 30)))
    send(world, {
      time,
      from: random.pick(world.users).address,
      to: what === 'domain' ? `${random.pick(['office', 'orders', 'quality'])}@${partner}` : address,
      subject: random.pick(['Order', 'Re: delivery', 'Complaint']),
    });
  refuse(world, '5.7.703', (mail) =>
    what === 'domain' ? domainOf(mail.to) === partner : mail.to === address,
  );
  return {
    culprits: [culprit('entry', value)],
    decisive: [['block-list']],
    shown: ['trace-details', 'bounces'],
  };
}

/** Microsoft's own incident: it begins and ends without anybody here doing a thing. */
export const serviceIncident: readonly Variant[] = [
  { name: 'threshold', software: any, play: (world) => incident(world, '5.7.705', false) },
  { name: 'addresses', software: any, play: (world) => incident(world, '5.7.708', false) },
  { name: 'still-open', software: any, play: (world) => incident(world, '5.7.705', true) },
];

function incident(world: World, code: Code, open: boolean): Story {
  ordinaryLife(world, { gateway: world.random.chance(0.3), most: 6 });
  const { random } = world;
  const start = world.blockedFrom - random.int(5, 50) * minute;
  const end = open ? undefined : Math.min(world.until - hour, world.blockedFrom + random.int(2, 6) * hour);
  const id = `EX${random.int(500_000, 1_200_000)}`;
  world.health.push({
    id,
    title: `Some users may be unable to send external email and receive NDR ${code}`,
    impact: `Users may be unable to send email messages to external recipients and may receive a Non-Delivery Report with error 550 ${code}.`,
    service: 'Exchange Online',
    feature: 'E-Mail timely delivery',
    status: open ? 'serviceDegradation' : 'serviceRestored',
    classification: 'incident',
    start,
    end,
  });
  everybodyWrites(world);
  refuse(world, code, (mail) => mail.time < (end ?? Number.POSITIVE_INFINITY));
  return { culprits: [culprit('none', id)], decisive: [['health']], shown };
}
