import { ordinaryLife } from '../background/life';
import { signIn } from '../background/signIns';
import { refuse, send, timesIn, workTime } from '../mailing';
import { day, hour, minute } from '../model';
import type { World } from '../world';
import { attacker, spam } from './attack';
import { any, culprit, type Story, type Variant } from './story';

/** The password of an account that sends by SMTP AUTH was guessed. */
export const stolenLogin: readonly Variant[] = [
  {
    name: 'scanner',
    software: any,
    play: (world) => cloudLogin(world, world.random.pick(['scanner', 'scan', 'copier'])),
  },
  {
    name: 'application',
    software: any,
    play: (world) => cloudLogin(world, world.random.pick(['crm', 'backup', 'alerts', 'webshop'])),
  },
  { name: 'own-relay', software: ['postfix'], play: relayLogin },
];

const smtp = { app: 'Office 365 Exchange Online', client: 'Authenticated SMTP' };

function cloudLogin(world: World, local: string): Story {
  ordinaryLife(world);
  const { random } = world;
  const account = `${local}@${world.domain}`;
  world.withoutMfa.add(account);
  for (let midnight = world.since; midnight < world.blockedFrom; midnight += day) {
    const time = workTime(world, midnight);
    if (time >= world.blockedFrom) continue;
    signIn(world, { ...smtp, time, user: account, ip: world.officeIp, place: world.home });
    for (let count = random.int(1, 4); count > 0; count -= 1)
      send(world, {
        time: time + count * minute,
        from: account,
        to: random.pick(world.users).address,
        subject: `Message ${random.int(100, 999)}`,
      });
  }
  const foreign = attacker(world, 6, 40);
  const spray = { from: foreign.since - random.int(6, 40) * hour, count: random.int(40, 120) };
  for (const time of timesIn(world, spray.from, foreign.since - minute, spray.count))
    signIn(world, {
      ...smtp,
      time,
      user: account,
      ip: world.address(),
      place: world.abroad(),
      error: random.pick([50126, 50126, 50053]),
    });
  for (let time = foreign.since; time < world.blockedFrom + hour; time += random.int(30, 300) * minute)
    signIn(world, { ...smtp, time, user: account, ip: foreign.ip, place: foreign.place });
  spam(world, {
    from: () => account,
    fromIp: () => foreign.ip,
    before: random.int(150, 420),
    after: random.int(15, 150),
  });
  if (random.chance(0.6))
    world.restricted.push({
      address: account,
      reason: `OutboundSpamLast24Hours=${random.int(90, 300)};OutboundMailLast24Hours=${random.int(310, 500)}`,
      time: world.blockedFrom - random.int(3, 50) * minute,
    });
  refuse(world, '5.7.705');
  return {
    culprits: [culprit('account', account, local)],
    decisive: [['sign-ins', 'trace'], ['sign-ins']],
    shown: ['trace-details', 'bounces'],
  };
}

/** The login is the own server's: its log has the failed tries, and the name behind each mail. */
function relayLogin(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const account = random.pick([
    `scanner@${world.domain}`,
    `sales@${world.domain}`,
    random.pick(world.users.slice(2)).address,
  ]);
  const foreign = attacker(world, 2, 12);
  const hosts = [foreign.ip, world.address(), world.address()];
  for (const time of timesIn(world, foreign.since - 30 * hour, foreign.since, random.int(40, 140)))
    world.failedLogins.push({ time, ip: random.chance(0.3) ? foreign.ip : world.address() });
  spam(world, {
    from: () => account,
    fromIp: () => world.officeIp,
    before: random.int(150, 420),
    after: random.int(20, 200),
    more: () => ({
      via: 'relay',
      client: { name: 'unknown', fqdn: 'unknown', ip: random.pick(hosts) },
      login: account,
    }),
  });
  refuse(world, '5.7.705');
  world.neutral.add(world.relay.name);
  return {
    culprits: [culprit('account', account, account.slice(0, account.indexOf('@')))],
    decisive: [['relay-log']],
    shown: ['relay-log'],
  };
}
