import { send, serverOf, workTime } from '../mailing';
import { day, type Host, type User } from '../model';
import { newsletters, subjects } from '../names';
import { domainOf, type World } from '../world';

export interface Traffic {
  /** The mail of people leaves through the own server as well. */
  readonly gateway?: boolean;
  /** Mails a person and a working day, at most. */
  readonly most?: number;
  /** No outgoing mail before this moment. */
  readonly from?: number;
}

/** What people write on working days, within the house and to others, and what comes in. */
export function ordinaryMail(world: World, { gateway = false, most = 4, from = 0 }: Traffic = {}): void {
  const { random } = world;
  const mailboxes = gateway ? world.host('mbx') : undefined;
  for (let midnight = world.since; midnight < world.until; midnight += day) {
    if ([0, 6].includes(new Date(midnight).getUTCDay())) continue;
    for (const user of world.users) {
      for (let count = random.int(0, most); count > 0; count -= 1)
        within(world, workTime(world, midnight), (time) => {
          if (time >= from) write(world, user, time, mailboxes);
        });
      for (let count = random.int(1, 3); count > 0; count -= 1)
        within(world, workTime(world, midnight), (time) => receive(world, user, time, mailboxes));
      if (random.chance(0.5))
        within(world, workTime(world, midnight), (time) => {
          const to = random.pick(world.users).address;
          send(world, {
            time,
            from: user.address,
            to,
            subject: random.pick(subjects),
            fromIp: place(world, user),
          });
        });
    }
  }
}

/** Where the own server stands in front, it takes mail from everywhere, for the own mailboxes alone. */
function receive(world: World, user: User, time: number, mailboxes: Host | undefined): void {
  const from = world.outsider();
  const host = `mx.${domainOf(from)}`;
  send(world, {
    time,
    from,
    to: user.address,
    subject: world.random.pick(subjects),
    ...(mailboxes
      ? {
          id: `${world.random.hex(16)}@${domainOf(from)}`,
          direction: 'in',
          client: { name: host, fqdn: host, ip: serverOf(world, from) },
          through: mailboxes,
        }
      : {}),
  });
}

function write(world: World, user: User, time: number, mailboxes: Host | undefined): void {
  const { random } = world;
  send(world, {
    time,
    from: user.address,
    to: world.outsider(),
    subject: random.pick(subjects),
    ...(mailboxes ? { client: mailboxes } : { fromIp: place(world, user) }),
    ...(random.chance(0.02)
      ? { failed: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup' }
      : {}),
  });
}

/** A person works in the office, or now and then at home. */
export const place = (world: World, user: User) => (world.random.chance(0.2) ? user.homeIp : world.officeIp);

/** The same newsletter to everybody, from senders that write to all the world. */
export function receivedNewsletters(world: World): void {
  const { random } = world;
  for (const shop of random.sample(newsletters, random.int(1, 3)))
    for (
      let time = world.since + random.int(0, 2) * day;
      time < world.until;
      time += random.int(1, 3) * day
    ) {
      const subject = `${random.pick(['Deals', 'News', 'Offers'])} of the week ${random.int(30, 48)}`;
      for (const user of world.users)
        within(world, time + random.int(1, 900) * 1000, (moment) =>
          send(world, { time: moment, from: `news@${shop}`, to: user.address, subject }),
        );
    }
}

/** A scanner that sends to the people of the house, through the own server. */
export function scannerMail(world: World): void {
  const { random } = world;
  const scanner = world.host('scan-og1');
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(1, 6); count > 0; count -= 1)
      within(world, workTime(world, midnight), (time) =>
        send(world, {
          time,
          from: `scanner@${world.domain}`,
          to: random.pick(world.users).address,
          subject: `Scan from SCAN-OG1 ${random.int(1000, 9999)}`,
          client: scanner,
        }),
      );
  world.innocents.add(scanner.name);
  world.innocents.add(`scanner@${world.domain}`);
}

function within(world: World, time: number, act: (time: number) => void): void {
  if (time >= world.since && time < world.until) act(time);
}
