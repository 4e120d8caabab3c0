import { ordinaryLife } from '../background/life';
import { refuse, send, serverOf, timesIn } from '../mailing';
import { day, minute, second, type User } from '../model';
import { correspondents, subjects } from '../names';
import type { World } from '../world';
import { any, culprit, type Story, type Variant } from './story';

/** Mail from outside leaves again as the outside sender's (the seed's first scenario of 5.7.750). */
export const mailboxForwarding: readonly Variant[] = [
  { name: 'redirect-rule', software: any, play: redirectRule },
  { name: 'forwarding-address', software: any, play: forwardingAddress },
  { name: 'transport-rule', software: any, play: transportRule },
];

interface Path {
  readonly owner: User;
  readonly target: string;
}

/** Each mail that comes in goes out once more, with its sender, its subject and its Message-ID. */
function passOn(world: World, paths: readonly Path[], mostADay: number): void {
  const { random } = world;
  for (const { owner, target } of paths) {
    const count = random.int(5, mostADay) * 8;
    const late = random.int(6, 20);
    for (const time of [
      ...timesIn(world, world.since, world.blockedFrom - minute, count),
      ...timesIn(world, world.blockedFrom, world.until - minute, late),
    ]) {
      const from = `${random.pick(['office', 'teacher', 'info', 'sales'])}@${random.pick(correspondents)}`;
      const came = send(world, { time, from, to: owner.address, subject: random.pick(subjects) });
      send(world, {
        ...came,
        time: time + 4 * second,
        to: target,
        direction: 'out',
        fromIp: serverOf(world, from),
        forwardedBy: owner.address,
      });
    }
  }
  world.forwardingMode = 'On';
}

function told(world: World, paths: readonly Path[], where: Story['decisive'][number][number]): Story {
  refuse(world, '5.7.750', (mail) => mail.forwardedBy !== undefined);
  return {
    culprits: paths.map(({ owner }) => culprit('mailbox', owner.address, owner.name)),
    decisive: [[where, 'trace', 'trace-details'], ['bounces'], [where, 'bounces']],
    shown: ['trace-details', 'bounces'],
  };
}

const owners = (world: World) =>
  world.random
    .sample(world.users.slice(2), world.random.int(1, 2))
    .map((owner) => ({ owner, target: world.stranger() }));

function redirectRule(world: World): Story {
  ordinaryLife(world);
  const paths = owners(world);
  for (const { owner, target } of paths)
    world.rules.push({ owner, name: 'To my own mailbox', redirectTo: [target], stop: false });
  passOn(world, paths, 12);
  return told(world, paths, 'inbox-rules');
}

function forwardingAddress(world: World): Story {
  ordinaryLife(world);
  const paths = owners(world);
  for (const { owner, target } of paths)
    world.forwardings.push({
      user: owner,
      to: target,
      keep: world.random.chance(0.6),
      changed: world.since - 40 * day,
    });
  passOn(world, paths, 12);
  return told(world, paths, 'forwarding');
}

function transportRule(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const path = {
    owner: random.pick(world.users.slice(2)),
    target: `archive@${random.pick(['former-owner', 'accountant'])}.example`,
  };
  const name = random.pick(['Copy for the accountant', 'Handover 2025']);
  world.transportRules.push({
    name,
    description: `If the message is sent to '${path.owner.address}'\r\nTake the following actions:\r\n    Redirect the message to '${path.target}'`,
    by: world.admins[0]?.name ?? '',
    changed: world.since - 200 * day,
    redirectTo: [path.target],
  });
  passOn(world, [path], 16);
  const story = told(world, [path], 'transport-rules');
  return { ...story, culprits: [culprit('mailbox', path.owner.address, path.owner.name, name)] };
}
