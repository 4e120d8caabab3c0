import { cmdlet } from '../background/audit';
import { signIn } from '../background/signIns';
import { send, timesIn } from '../mailing';
import { hour, minute, type Place, type User } from '../model';
import { forged, lures } from '../names';
import type { World } from '../world';

/** Somebody else at a foreign address. */
export interface Attacker {
  readonly ip: string;
  readonly place: Place;
  /** When the attack began. */
  readonly since: number;
}

export const attacker = (world: World, leastHours = 8, mostHours = 60): Attacker => ({
  ip: world.address(),
  place: world.abroad(),
  since: world.blockedFrom - world.random.int(leastHours * 60, mostHours * 60) * minute,
});

/** The attacker signs in as this person, and again every few hours, while the person goes on working. */
export function takeOver(
  world: World,
  victim: User,
  { ip, place, since }: Attacker,
  stolenSession: boolean,
): void {
  const { random } = world;
  const draft = { user: victim.address, ip, place, app: 'One Outlook Web', client: 'Browser' };
  if (!stolenSession && random.chance(0.5))
    for (const time of timesIn(world, since - 20 * minute, since - minute, random.int(1, 4)))
      signIn(world, { ...draft, time, error: 50126 });
  for (let time = since; time < world.blockedFrom + hour; time += random.int(2, 9) * hour)
    signIn(world, { ...draft, time, mfa: stolenSession });
  world.audit.push({
    time: since + 5000,
    operation: 'UserLoggedIn',
    user: victim.address,
    ip,
    workload: 'AzureActiveDirectory',
    recordType: 15,
    object: '00000002-0000-0ff1-ce00-000000000000',
    more: {
      ExtendedProperties: [
        { Name: 'ResultStatusDetail', Value: 'Success' },
        { Name: 'RequestType', Value: 'OAuth2:Authorize' },
      ],
      ApplicationId: '9199bf20-a13f-4107-85dc-02114787ef48',
      ErrorNumber: '0',
    },
    id: random.guid(),
  });
  for (const user of random.sample(world.users, 4))
    world.audit.push({
      time: since + random.int(1, 300) * minute,
      operation: 'UserLoggedIn',
      user: user.address,
      ip: world.officeIp,
      workload: 'AzureActiveDirectory',
      recordType: 15,
      object: '00000002-0000-0ff1-ce00-000000000000',
      more: { ExtendedProperties: [{ Name: 'ResultStatusDetail', Value: 'Success' }], ErrorNumber: '0' },
      id: random.guid(),
    });
}

/** The rule that hides answers and bounces, as the audit log has it. */
export function auditRule(
  world: World,
  victim: User,
  { ip, since }: Attacker,
  name: string,
  folder: string,
): void {
  cmdlet(world, {
    time: since + world.random.int(3, 40) * minute,
    operation: 'New-InboxRule',
    user: victim.address,
    ip,
    object: `EURPR05A010.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/${world.initialDomain}/${victim.id}\\${name}`,
    parameters: [
      ['AlwaysDeleteOutlookRulesBlob', 'False'],
      ['Force', 'False'],
      ['Name', name],
      ['SubjectOrBodyContainsWords', 'undeliverable;invoice;hacked;virus;phishing'],
      ['MoveToFolder', folder],
      ['MarkAsRead', 'True'],
      ['StopProcessingRules', 'True'],
    ],
  });
}

export interface Spam {
  readonly from: () => string;
  readonly fromIp: () => string;
  readonly before: number;
  readonly after: number;
  readonly subject?: () => string;
  readonly more?: () => Partial<Parameters<typeof send>[1]>;
}

/** A run of spam: most of it leaves, then the block comes, and the rest is refused. */
export function spam(world: World, { from, fromIp, before, after, subject, more }: Spam): void {
  const { random } = world;
  const begin = world.blockedFrom - random.int(60, 240) * minute;
  const end = Math.min(world.until, world.blockedFrom + random.int(30, 180) * minute);
  for (const time of [
    ...timesIn(world, begin, world.blockedFrom - 1000, before),
    ...timesIn(world, world.blockedFrom, end - 1000, after),
  ])
    send(world, {
      time,
      from: from(),
      to: world.stranger(),
      subject: subject?.() ?? random.pick(lures),
      fromIp: fromIp(),
      direction: 'out',
      ...more?.(),
    });
}

/** Sender addresses of many unrelated domains. */
export function forgedSenders(world: World): () => string {
  const { random } = world;
  const domains = random
    .sample(forged, random.int(6, 10))
    .map((name) => `${name}-${random.int(1, 99)}.example`);
  return () =>
    `${random.pick(['service', 'info', 'security', 'billing', 'noreply', 'support'])}@${random.pick(domains)}`;
}
