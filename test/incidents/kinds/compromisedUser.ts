import { cmdlet, directoryChange } from '../background/audit';
import { ordinaryLife } from '../background/life';
import { sharedMailbox } from '../background/tenant';
import { refuse } from '../mailing';
import { hour, minute, type User } from '../model';
import type { World } from '../world';
import { attacker, auditRule, spam, takeOver } from './attack';
import { any, culprit, type Story, type Variant } from './story';

const hidingNames = ['.', '..', ',', 'a', ';'];
const quietFolders = ['RSS Feeds', 'RSS Subscriptions', 'Conversation History', 'Notes', 'Archive'];

/** Somebody writes spam in a stolen mailbox (Microsoft: "Respond to a compromised email account"). */
export const compromisedUser: readonly Variant[] = [
  {
    name: 'web-rule',
    software: any,
    play: (world) => mailbox(world, { ruleInList: true, stolenSession: false }),
  },
  {
    name: 'stolen-session',
    software: any,
    play: (world) => mailbox(world, { ruleInList: false, stolenSession: true }),
  },
  {
    name: 'guid-mailbox',
    software: any,
    play: (world) => mailbox(world, { ruleInList: true, stolenSession: false, guid: true }),
  },
  { name: 'shared-mailbox', software: any, play: throughSharedMailbox },
];

interface Way {
  readonly ruleInList: boolean;
  readonly stolenSession: boolean;
  /** Exchange Online names the mailbox by a GUID (Exchange Team: change in naming convention of Name, 2022). */
  readonly guid?: boolean;
}

function mailbox(world: World, { ruleInList, stolenSession, guid = false }: Way): Story {
  ordinaryLife(world);
  const { random } = world;
  const picked = random.pick(world.users.slice(2));
  const victim = guid ? renamed(world, picked) : picked;
  const foreign = attacker(world);
  takeOver(world, victim, foreign, stolenSession);
  if (stolenSession)
    directoryChange(world, {
      time: foreign.since + 6 * minute,
      operation: 'User registered security info',
      user: victim.address,
      ip: foreign.ip,
      object: victim.address,
      more: { ResultReason: 'User registered Authenticator App with Notification' },
    });
  const [name, folder] = [random.pick(hidingNames), random.pick(quietFolders)];
  auditRule(world, victim, foreign, name, folder);
  if (ruleInList)
    world.rules.push({
      owner: victim,
      name,
      folder,
      markRead: true,
      words: ['undeliverable', 'invoice', 'hacked'],
    });
  spam(world, {
    from: () => victim.address,
    fromIp: () => foreign.ip,
    before: random.int(150, 450),
    after: random.int(15, 160),
  });
  restrict(world, victim.address);
  refuse(world, '5.7.705');
  return {
    culprits: [culprit('account', victim.address, victim.name, victim.id)],
    decisive: [
      ['sign-ins', 'trace'],
      ['audit', 'trace'],
      ['sign-ins', 'audit'],
      ...(ruleInList && !guid ? [['inbox-rules', 'trace', 'restricted-senders'] as const] : []),
    ],
    shown: ['trace-details', 'bounces'],
  };
}

/** The mailbox goes by its GUID wherever Exchange Online names it. */
function renamed(world: World, user: User): User {
  const owner = { ...user, objectName: user.id };
  world.users.splice(world.users.indexOf(user), 1, owner);
  world.rules.forEach((rule, index) => {
    if (rule.owner === user) world.rules[index] = { ...rule, owner };
  });
  return owner;
}

/** The thief signs in as one of the readers of a shared mailbox, and writes in its name. */
function throughSharedMailbox(world: World): Story {
  ordinaryLife(world);
  const { random } = world;
  const victim = random.pick(world.users.slice(2));
  const box = sharedMailbox(world);
  world.permissions.push({ mailbox: box, user: victim.address, rights: ['FullAccess'] });
  const foreign = attacker(world);
  takeOver(world, victim, foreign, false);
  for (let count = random.int(5, 15); count > 0; count -= 1)
    cmdletSendAs(world, victim, box, foreign.ip, world.blockedFrom - random.int(5, 110) * minute);
  spam(world, {
    from: () => box.address,
    fromIp: () => foreign.ip,
    before: random.int(150, 400),
    after: random.int(15, 120),
  });
  restrict(world, box.address);
  refuse(world, '5.7.705');
  return {
    culprits: [culprit('account', victim.address, victim.name, box.address)],
    decisive: [
      ['sign-ins', 'trace'],
      ['audit', 'trace'],
    ],
    shown: ['trace-details', 'bounces'],
  };
}

/** Mailbox auditing writes who sent as whom: record type 2. */
function cmdletSendAs(world: World, user: User, box: User, ip: string, time: number): void {
  cmdlet(world, { time, operation: 'SendAs', user: user.address, ip, object: box.address });
  const event = world.audit.pop();
  if (event)
    world.audit.push({
      ...event,
      ip,
      recordType: 2,
      more: {
        MailboxOwnerUPN: box.address,
        SendAsUserSmtp: box.address,
        ClientInfoString: 'Client=OWA;Action=ViaProxy',
        ClientIPAddress: ip,
      },
    });
}

/** Exchange Online restricts the sender, mostly. */
function restrict(world: World, address: string): void {
  const { random } = world;
  if (random.chance(0.3)) return;
  const spamCount = random.int(80, 400);
  world.restricted.push({
    address,
    reason: `OutboundSpamLast24Hours=${spamCount};OutboundMailLast24Hours=${spamCount + random.int(5, 80)};OutboundSpamPercent=${random.int(700, 990)};Last Message MessagetraceId:${random.guid()}`,
    time: world.blockedFrom - random.int(1, 2) * hour + random.int(0, 50) * minute,
  });
}
