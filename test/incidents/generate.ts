import { type Collection, collect } from './exports/collect';
import { zoneOf } from './exports/dates';
import { type EvidenceName, evidenceNames, type IncidentFile } from './exports/file';
import { styleOf } from './exports/style';
import { compromisedUser } from './kinds/compromisedUser';
import { pendingDomain, unregisteredDomain } from './kinds/domains';
import { mailboxForwarding } from './kinds/forwarding';
import { healthy } from './kinds/healthy';
import { maliciousApp } from './kinds/maliciousApp';
import { onBehalfOf } from './kinds/onBehalf';
import { rogueConnector } from './kinds/rogueConnector';
import { compromisedServer, openRelay } from './kinds/servers';
import { lapsedSubscription, ownBlockList, serviceIncident, trialTenant } from './kinds/service';
import { stolenLogin } from './kinds/stolenLogin';
import type { Story, Variant } from './kinds/story';
import { bulkMail, suddenVolume } from './kinds/volume';
import { type Mail, minute } from './model';
import { Random } from './random';
import { type Culprit, type Kind, kinds, type Truth } from './truth';
import { domainOf, World } from './world';

export const variants: Readonly<Record<Kind | 'healthy', readonly Variant[]>> = {
  'compromised-user': compromisedUser,
  'rogue-connector': rogueConnector,
  'malicious-app': maliciousApp,
  'compromised-server': compromisedServer,
  'open-relay': openRelay,
  'stolen-smtp-login': stolenLogin,
  'unregistered-domain': unregisteredDomain,
  'pending-domain': pendingDomain,
  'mailbox-forwarding': mailboxForwarding,
  'on-behalf-of': onBehalfOf,
  'bulk-mail': bulkMail,
  'sudden-volume': suddenVolume,
  'lapsed-subscription': lapsedSubscription,
  'own-block-list': ownBlockList,
  'trial-tenant': trialTenant,
  'service-incident': serviceIncident,
  healthy,
};

export interface Options {
  /** By its name; by chance when left out. */
  readonly variant?: string;
  /** Everything is handed over, not only what an admin happens to have. */
  readonly whole?: boolean;
  /** What would decide is held back, so that nobody can know; only some kinds can be hidden so. */
  readonly undecidable?: boolean;
}

export interface Incident {
  /** Contents by name, in the order of the names. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Which of them are logs, traces and bounces. */
  readonly logs: ReadonlySet<string>;
  /** Which are answers of the tenant; a trace is both. */
  readonly answers: ReadonlySet<string>;
  readonly truth: Truth;
}

/**
 * An incident with all that an admin hands over, and what is true of it. The same seed, kind and options give the same
 * bytes.
 * @param kind by chance when left out
 */
export function generateIncident(seed: number, kind?: Kind | 'healthy', options: Options = {}): Incident {
  const random = new Random(seed);
  const story = kind ?? random.pick(kinds);
  const chosen = variants[story].filter(
    ({ name }) => options.variant === undefined || name === options.variant,
  );
  const variant = random.pick(chosen);
  const world = new World(random.fork('world'), random.pick(variant.software));
  const told = variant.play(world);
  const undecidable = options.undecidable === true && hideable.has(story);
  const names = evidenceOf(random.fork('evidence'), told, { ...options, undecidable });
  const { files, style, offset } = filesOf(world, random.fork('files'), names, told, undecidable);
  return {
    files: new Map(files.map(({ name, bytes }) => [name, bytes])),
    logs: new Set(files.filter(({ evidence }) => logNames.has(evidence)).map(({ name }) => name)),
    answers: new Set(
      files.filter(({ evidence }) => evidence === 'trace' || !logNames.has(evidence)).map(({ name }) => name),
    ),
    truth: {
      ...truthOf(world, told, files),
      seed,
      kind: undecidable ? 'unknown' : story,
      story,
      variant: variant.name,
      zone: zoneOf(offset),
      collected: new Date(world.until + 20 * minute).toISOString(),
      style,
    },
  };
}

/** Stories that a handful of bounces of bystanders leaves open. */
const hideable: ReadonlySet<Kind | 'healthy'> = new Set([
  'compromised-user',
  'malicious-app',
  'bulk-mail',
  'lapsed-subscription',
  'trial-tenant',
  'service-incident',
]);

const logNames: ReadonlySet<EvidenceName> = new Set([
  'relay-log',
  'protocol-log',
  'trace',
  'trace-details',
  'bounces',
]);

/** An admin rarely has everything: what a careful expert needs stays, of the rest about half. */
function evidenceOf(random: Random, { decisive }: Story, { whole, undecidable }: Options): Set<EvidenceName> {
  if (whole) return new Set(evidenceNames);
  if (undecidable) return new Set<EvidenceName>(['accepted-domains', 'bounces', 'mfa', 'outbound-policy']);
  const kept = new Set(evidenceNames.filter(() => random.chance(0.55)));
  kept.add('accepted-domains');
  if (decisive.length > 0) for (const name of random.pick(decisive)) kept.add(name);
  return kept;
}

function filesOf(
  world: World,
  random: Random,
  names: Set<EvidenceName>,
  { shown }: Story,
  undecidable: boolean,
) {
  const drawStyle = styleOf(random.fork('style'), shown.length === 0);
  const offset = random.pick([0, 0, 60, 60, -300]);
  const collection: Collection = {
    offset,
    refusedRelayToo: random.chance(0.5),
    bounces: random.int(5, 12),
    bystandersOnly: undecidable,
    auditOff: shown.length > 0 && !names.has('audit') && random.chance(0.25),
  };
  const ask = (name: EvidenceName) =>
    collect(name, world, drawStyle(random.fork(`style of ${name}`)), random.fork(name), collection).map(
      (file) => ({
        ...file,
        evidence: name,
      }),
    );
  if (collection.auditOff) for (const name of ['audit-enabled', 'audit'] as const) names.add(name);
  const files = evidenceNames.filter((name) => names.has(name)).flatMap(ask);
  // Without a refusal there would be nothing to ask about.
  for (const name of shown)
    if (!names.has(name) && files.every(({ refused }) => refused.length === 0)) files.push(...ask(name));
  return { files, offset, style: drawStyle(random.fork('name')).name };
}

function truthOf(world: World, { culprits }: Story, files: readonly IncidentFile[]) {
  const refused = new Map(
    files.flatMap((file) => file.refused.map((mail) => [`${mail.id} ${mail.to}`, mail] as const)),
  );
  const times = [...refused.values()].map(({ time }) => time).sort((left, right) => left - right);
  const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
  const shown = culprits.filter((each) => isShown(each, [...refused.values()]));
  const named = new Set([...culprits.flatMap(({ name, aliases }) => [name, ...aliases]), ...world.neutral]);
  const everybody = [...world.users.map(({ address }) => address), ...world.partners, ...world.innocents];
  return {
    culprits: shown,
    neutral: [...world.neutral],
    innocents: [...new Set(everybody)].filter((name) => !named.has(name)).sort(),
    blocked: refused.size,
    first: iso(times[0]),
    last: iso(times.at(-1)),
    codes: [...new Set([...refused.values()].flatMap(({ refused: code }) => code ?? []))].sort(),
  };
}

/** Of several mailboxes or domains, only those are asked for whose mail the files show. */
function isShown({ type, name }: Culprit, refused: readonly Mail[]): boolean {
  if (type === 'mailbox') return refused.some(({ forwardedBy }) => forwardedBy === name);
  return type !== 'domain' || refused.some(({ from }) => domainOf(from) === name);
}
