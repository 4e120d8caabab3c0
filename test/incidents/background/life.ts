import { day, hour } from '../model';
import type { World } from '../world';
import { hybridRerun, ordinaryAudit } from './audit';
import { decoys } from './decoys';
import { ordinaryMail, receivedNewsletters, scannerMail, type Traffic } from './mail';
import { failedBackground, ordinarySignIns, traveller } from './signIns';
import { ordinaryTenant } from './tenant';

/** A tenant with all that is usual in one. What a story is about comes on top. */
export function ordinaryLife(world: World, traffic: Traffic = {}): void {
  const { random } = world;
  ordinaryTenant(world);
  ordinaryMail(world, traffic);
  receivedNewsletters(world);
  ordinarySignIns(world);
  ordinaryAudit(world);
  ordinaryHealth(world);
  decoys(world);
  if (world.relay.software === 'postfix' && random.chance(0.5)) scannerMail(world);
  if (random.chance(0.5)) traveller(world, random.pick(world.users.slice(2)));
  if (random.chance(0.7)) failedBackground(world);
  if (random.chance(0.5)) hybridRerun(world);
  if (random.chance(0.3)) disclaimer(world);
  if (random.chance(0.3)) ordinaryBlock(world);
}

function disclaimer(world: World): void {
  const name = 'Disclaimer';
  world.transportRules.push({
    name,
    description:
      'Apply to all messages\r\nTake the following actions:\r\n    Append the disclaimer at the end',
    by: world.admins[0]?.name ?? '',
    changed: world.since - 300 * day,
  });
  world.innocents.add(name);
}

/** An address that sent spam is blocked, as it should be. */
function ordinaryBlock(world: World): void {
  const { random } = world;
  const value = `offers@prizes-${random.int(1, 9)}.example`;
  world.blockEntries.push({
    value,
    listType: 'Sender',
    by: world.admins[0]?.address ?? '',
    changed: world.since - random.int(3, 40) * day,
    expires: world.until + 20 * day,
    notes: 'Spam run, reported by users',
  });
  world.innocents.add(value);
}

/** Advisories that have nothing to do with outgoing mail are always there. */
function ordinaryHealth(world: World): void {
  const { random } = world;
  world.health.push({
    id: `TM${random.int(1_000_000, 1_200_000)}`,
    title: 'Some users may see a delay when they open meeting recordings',
    impact: 'Users may see a delay when they open recordings of meetings.',
    service: 'Microsoft Teams',
    feature: 'Recordings',
    status: 'serviceDegradation',
    classification: 'advisory',
    start: world.since + random.int(1, 90) * hour,
    end: undefined,
  });
  if (random.chance(0.5))
    world.health.push({
      id: `EX${random.int(1_000_000, 1_200_000)}`,
      title: 'Some users may be unable to search their archive mailboxes',
      impact: 'Searches in archive mailboxes may return no results.',
      service: 'Exchange Online',
      feature: 'E-Mail and calendar access',
      status: 'serviceRestored',
      classification: 'advisory',
      start: world.since + random.int(1, 90) * hour,
      end: world.since + random.int(91, 150) * hour,
    });
}
