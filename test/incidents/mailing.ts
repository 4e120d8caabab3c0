import type { Code } from './codes';
import { type Mail, minute } from './model';
import { domainOf, type World } from './world';

export type Draft = Pick<Mail, 'time' | 'from' | 'to' | 'subject'> & Partial<Mail>;

/** Puts a mail into the world; what the draft leaves out is as ordinary as can be. */
export function send(world: World, draft: Draft): Mail {
  const { random } = world;
  const outgoing = world.isOwn(draft.from) || draft.client !== undefined || draft.local !== undefined;
  const mail: Mail = {
    id: `${random.hex(16)}@${writerOf(world, draft)}`,
    size: random.int(2_400, 90_000),
    direction: !outgoing ? 'in' : world.isOwn(draft.to) ? 'internal' : 'out',
    via: draft.client || draft.local ? 'relay' : 'cloud',
    fromIp:
      draft.client || draft.local
        ? relayAddress(world)
        : outgoing
          ? world.officeIp
          : serverOf(world, draft.from),
    ...draft,
  };
  world.mails.push(mail);
  return mail;
}

/** The host that gives a mail its Message-ID: of the own ones, the one that hands it in. */
function writerOf({ relay }: World, { from, client, local }: Draft): string {
  if (local) return relay.fqdn;
  return client && client.name !== 'unknown' ? client.fqdn : domainOf(from);
}

/** The public address behind which the own server stands. */
export function relayAddress(world: World): string {
  const known = relayAddresses.get(world) ?? world.address();
  relayAddresses.set(world, known);
  return known;
}

/** The address of the mail server of another organisation, always the same. */
export function serverOf(world: World, sender: string): string {
  const servers = outsideServers.get(world) ?? new Map<string, string>();
  outsideServers.set(world, servers);
  const known = servers.get(domainOf(sender)) ?? world.address();
  servers.set(domainOf(sender), known);
  return known;
}

const relayAddresses = new WeakMap<World, string>();
const outsideServers = new WeakMap<World, Map<string, string>>();

/** Exchange Online refuses, from the block on, what leaves the tenant and fits. */
export function refuse(world: World, code: Code, fits: (mail: Mail) => boolean = () => true): void {
  throttle(world);
  world.mails.forEach((mail, index) => {
    if (mail.direction !== 'out' || mail.time < world.blockedFrom || mail.failed !== undefined) return;
    if (fits(mail)) world.mails[index] = { ...mail, refused: code };
  });
}

/** Shortly before a block, Exchange Online often asks an own server to come back later (4.7.500 to 4.7.699). */
function throttle(world: World): void {
  const { random, mails, smartHost } = world;
  if (random.chance(0.5)) return;
  let left = 5;
  mails.forEach((mail, index) => {
    const before = world.blockedFrom - mail.time;
    const fits =
      mail.via === 'relay' &&
      mail.direction === 'out' &&
      mail.waited === undefined &&
      mail.through === undefined;
    if (!fits || before <= 0 || before > 30 * minute || left === 0) return;
    left -= 1;
    const late = { ...mail, waited: 5 * minute };
    mails[index] = late;
    world.deferrals.push({
      mail: late,
      time: mail.time - 5 * minute,
      text: `host ${smartHost.fqdn}[${smartHost.ip}] said: 451 4.7.500 Access denied, please try again later (in reply to end of DATA command)`,
    });
  });
}

/** Times spread over a span, in order, never two in the same second. */
export function timesIn(world: World, from: number, to: number, count: number): number[] {
  const seconds = new Set<number>();
  const span = Math.max(count, Math.floor((to - from) / 1000));
  while (seconds.size < count) seconds.add(world.random.int(0, span));
  return [...seconds].sort((left, right) => left - right).map((offset) => from + offset * 1000);
}

/** A moment of the working day that holds this one. */
export function workTime(world: World, time: number): number {
  const midnight = new Date(time).setUTCHours(0, 0, 0, 0);
  return midnight + world.random.int(7 * 60, 17 * 60 - 1) * minute + world.random.int(0, 59) * 1000;
}
