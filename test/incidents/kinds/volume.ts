import { cmdlet } from '../background/audit';
import { ordinaryLife } from '../background/life';
import { signIn } from '../background/signIns';
import { refuse, send, timesIn } from '../mailing';
import { day, hour, minute, second } from '../model';
import type { World } from '../world';
import { any, culprit, type Story, serverCulprit, type Variant } from './story';

/** Wanted mail, too much at once. */
export const bulkMail: readonly Variant[] = [
  { name: 'office-newsletter', software: any, play: (world) => newsletter(world, 'office') },
  { name: 'user-invitation', software: any, play: (world) => newsletter(world) },
  { name: 'invoice-run', software: ['postfix', 'exchange', 'exim'], play: invoices },
];

/** The people of the house send a newsletter from their own place, as they did before, and nobody else was there. */
function newsletter(world: World, local?: string): Story {
  ordinaryLife(world);
  const { random } = world;
  const account = local ? `${local}@${world.domain}` : random.pick(world.users.slice(2)).address;
  const issue = (begin: number, count: number, subject: string) => {
    for (const time of timesIn(world, begin, begin + random.int(60, 110) * minute, count))
      send(world, {
        time,
        from: account,
        to: random.chance(0.3) ? world.outsider() : world.stranger(),
        subject,
      });
    signIn(world, {
      time: begin - 10 * minute,
      user: account,
      ip: world.officeIp,
      place: world.home,
      client: 'Mobile Apps and Desktop clients',
    });
  };
  issue(world.blockedFrom - 7 * day, random.int(40, 110), 'Newsletter: open day and new opening hours');
  const begin = world.blockedFrom - random.int(40, 70) * minute;
  issue(
    begin,
    random.int(350, 600),
    random.pick([
      'Newsletter: autumn programme',
      'Invitation to our customer evening',
      'Price list from January',
    ]),
  );
  refuse(world, '5.7.705');
  return {
    culprits: [culprit('account', account, account.slice(0, account.indexOf('@')))],
    decisive: [['trace', 'sign-ins']],
    shown: ['trace-details', 'bounces'],
  };
}

/** The accounting program sends all invoices of the month through the own server. */
function invoices(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['erp01', 'sap-out', 'billing']));
  const account = `invoices@${world.domain}`;
  const run = (begin: number, count: number) => {
    for (const time of timesIn(world, begin, begin + 100 * minute, count))
      send(world, {
        time,
        from: account,
        to: random.chance(0.5) ? world.outsider() : world.stranger(),
        subject: `Invoice 2026-${random.int(10_000, 99_999)}`,
        client: host,
      });
  };
  run(world.blockedFrom - 7 * day, random.int(20, 60));
  run(world.blockedFrom - random.int(40, 60) * minute, random.int(350, 600));
  refuse(world, '5.7.705');
  world.neutral.add(world.relay.name);
  return {
    culprits: [culprit('account', account, 'invoices', host.name, host.fqdn, host.ip)],
    decisive: [['relay-log']],
    shown: ['relay-log', 'bounces'],
  };
}

/** Nobody wrote more than usual: it only came all at once, or by another way. */
export const suddenVolume: readonly Variant[] = [
  { name: 'released-queue', software: ['postfix'], play: releasedQueue },
  { name: 'cut-over', software: any, play: cutOver },
  { name: 'new-smart-host', software: ['postfix'], play: newSmartHost },
];

/** The line was down; two days' mail waits on the own server and leaves within minutes. */
function releasedQueue(world: World): Story {
  ordinaryLife(world, { gateway: true, most: 10 });
  const { random, mails } = world;
  const flush = world.blockedFrom - random.int(3, 9) * minute;
  const down = flush - random.int(40, 75) * hour;
  const waiting = mails.filter((mail) => mail.via === 'relay' && mail.time >= down && mail.time < flush);
  const times = timesIn(world, flush, world.blockedFrom + random.int(5, 20) * minute, waiting.length);
  waiting.forEach((mail, index) => {
    const time = times[index] ?? flush;
    const late = { ...mail, time, waited: time - mail.time };
    mails[mails.indexOf(mail)] = late;
    world.deferrals.push({
      mail: late,
      time: mail.time + 30 * second,
      text: `connect to ${world.smartHost.fqdn}[${world.smartHost.ip}]:25: Connection timed out`,
    });
  });
  refuse(world, '5.7.705');
  return { culprits: [serverCulprit(world.relay)], decisive: [['relay-log']], shown: ['relay-log'] };
}

/** The mailboxes move to Exchange Online on one day, and with them all their mail. */
function cutOver(world: World): Story {
  const moved = world.blockedFrom - someHours(world);
  ordinaryLife(world, { from: moved, most: 3 });
  const { random } = world;
  for (const mail of world.mails.filter(({ direction, time }) => direction === 'internal' && time < moved))
    world.mails.splice(world.mails.indexOf(mail), 1);
  for (const user of world.users)
    for (const time of timesIn(world, moved, world.until - minute, random.int(25, 45)))
      send(world, {
        time,
        from: user.address,
        to: world.outsider(),
        subject: random.pick(['Re: order', 'Offer', 'Answer to your question', 'Delivery dates']),
      });
  const admin = world.admins[0]?.address ?? '';
  for (const [operation, back] of [
    ['New-MigrationBatch', 30 * hour],
    ['Complete-MigrationBatch', 20 * minute],
  ] as const)
    cmdlet(world, {
      time: moved - back,
      operation,
      user: admin,
      ip: world.officeIp,
      object: `${world.initialDomain}\\CutOver`,
      parameters: [[operation.startsWith('New') ? 'Name' : 'Identity', 'CutOver']],
    });
  refuse(world, '5.7.705');
  return {
    culprits: [culprit('none', 'cut-over', 'CutOver')],
    decisive: [['trace', 'audit']],
    shown: ['trace-details', 'bounces'],
  };
}

const someHours = (world: World) => world.random.int(3, 6) * hour;

/** The own server used a provider's smart host so far, and hands everything to Exchange Online from today on. */
function newSmartHost(world: World): Story {
  ordinaryLife(world, { gateway: true, most: 12 });
  const changed = world.blockedFrom - someHours(world);
  const through = { name: 'smtp', fqdn: 'smtp.oldprovider.example', ip: world.address() };
  world.mails.forEach((mail, index) => {
    if (mail.via === 'relay' && mail.direction === 'out' && mail.time < changed)
      world.mails[index] = { ...mail, through };
  });
  const { random } = world;
  const mailboxes = world.mails.find(({ client }) => client)?.client;
  if (mailboxes)
    for (const user of world.users)
      for (const time of timesIn(world, changed, world.until - minute, random.int(20, 40)))
        send(world, {
          time,
          from: user.address,
          to: world.outsider(),
          subject: 'Re: your request',
          client: mailboxes,
        });
  refuse(world, '5.7.705');
  return {
    culprits: [serverCulprit(world.relay, 'cut-over')],
    decisive: [['relay-log']],
    shown: ['relay-log'],
  };
}
