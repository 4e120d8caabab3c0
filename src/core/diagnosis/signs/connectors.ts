import { nameList } from '../../code/nameList';
import { factsOf, type Sourced, timeText } from '../../tenant/factSet';
import { isInside, networkLine } from '../addresses';
import type { NamedCulprit, Sign } from '../cause';
import type { Picture } from '../picture';

const connector = (name: string): NamedCulprit => ({ type: 'connector', name });

/** The last part of `contoso.onmicrosoft.com\Mail relay`. */
export const lastPart = (name: string) =>
  name.slice(Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/')) + 1);

/** A connector as a list or the audit log has it. */
interface Known {
  readonly name: string;
  readonly certificate?: string | undefined;
  readonly addresses: readonly string[];
  readonly source?: string | undefined;
  readonly made?: number | undefined;
  readonly evidence: Sourced<'audit-log'>['evidence'];
  readonly entry?: Sourced<'audit-log'>['fact'] | undefined;
}

const text = (parameters: Readonly<Record<string, string>> | undefined, name: string) => {
  const found = Object.entries(parameters ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1] === '' ? undefined : found?.[1];
};

/** Inbound connectors that may relay: Microsoft grants that to type OnPremises alone. */
function relaying({ tenant }: Picture): Known[] {
  const listed = factsOf(tenant, 'inbound-connectors').flatMap(({ fact, evidence }): Known[] =>
    fact.type === 'partner' || !fact.enabled
      ? []
      : [
          {
            name: fact.name,
            certificate: fact.certificate || undefined,
            addresses: fact.senderAddresses ?? [],
            source: fact.connectorSource,
            made: fact.created,
            evidence,
          },
        ],
  );
  const logged = entries(tenant, 'connector-made').flatMap(({ fact, evidence }): Known[] => {
    const type = text(fact.parameters, 'connectortype');
    if (/^partner$/i.test(type ?? '') || /outbound/i.test(fact.operation)) return [];
    const addresses = text(fact.parameters, 'senderipaddresses')?.split(/[;,\s]+/) ?? [];
    return [
      {
        name: text(fact.parameters, 'name') ?? lastPart(fact.target ?? ''),
        certificate: text(fact.parameters, 'tlssendercertificatename'),
        addresses: addresses.filter((each) => each !== ''),
        source: text(fact.parameters, 'connectorsource'),
        made: fact.at,
        evidence,
        entry: fact,
      },
    ];
  });
  return [...listed, ...logged].filter(({ name }) => name !== '');
}

const entries = (tenant: Picture['tenant'], action: string) =>
  factsOf(tenant, 'audit-log').filter(({ fact }) => fact.action === action && fact.succeeded !== false);

/** Parameters of a connector that say whose mail it takes. */
const admitting = ['senderipaddresses', 'tlssendercertificatename', 'connectortype', 'senderdomains'];

/** Inbound connectors that were opened to others shortly before the block, be it not from where administrators work. */
function widened({ tenant, since, block, people }: Picture) {
  return entries(tenant, 'connector-changed').flatMap((entry) => {
    const { operation, parameters, at, address, target } = entry.fact;
    if (/outbound/i.test(operation) || at === undefined || at < since || at > block) return [];
    if (!admitting.some((name) => text(parameters, name) !== undefined)) return [];
    if (address !== undefined && people.isKnown(address)) return [];
    const name = nameOfConnector(tenant, lastPart(text(parameters, 'identity') ?? target ?? ''));
    return name === '' ? [] : [{ ...entry, name }];
  });
}

/** Exchange Online calls connectors by their GUID in some answers, people by their name. */
function nameOfConnector(tenant: Picture['tenant'], called: string): string {
  const listed = factsOf(tenant, 'inbound-connectors').find(
    ({ fact }) => fact.guid?.toLowerCase() === called.toLowerCase(),
  );
  return listed?.fact.name ?? called;
}

const isRecent = ({ made }: Known, { since, block }: Picture) =>
  made !== undefined && made >= since && made <= block;

/** True for a certificate's name that lies in none of the tenant's domains. */
function isForeign(certificate: string | undefined, { own }: Picture): boolean {
  if (certificate === undefined || !own) return false;
  const names = [...certificate.matchAll(/(?:CN=)?\*?\.?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map(
    ([, name = '']) => name,
  );
  return (
    names.length > 0 &&
    names.every(
      (name) => !own.isRelated(name) && !own.covers(name) && !/outlook\.com$|microsoft\.com$/i.test(name),
    )
  );
}

/** Strange lines of accounts and their owners, for what somebody did from there. */
export function isStrangeActor(
  { people, since }: Picture,
  actor: string,
  address: string | undefined,
): boolean {
  const strange = people.strangeSignIns(actor.toLowerCase(), since);
  if (address === undefined) return strange.length > 0;
  const line = networkLine(address);
  return (
    strange.some(({ fact }) => fact.address !== undefined && networkLine(fact.address) === line) ||
    (!people.isKnown(address) &&
      people.signInsOf(actor.toLowerCase()).length === 0 &&
      people.isNewTo(actor.toLowerCase(), address))
  );
}

export const connectorSigns = {
  /** A connector that may relay was made shortly before the block. */
  'connector-new': (picture) =>
    relaying(picture)
      .filter((each) => isRecent(each, picture))
      .map(({ name, made = 0, evidence }) => ({
        culprit: connector(name),
        values: { at: timeText(made) },
        evidence: [evidence],
      })),

  /** It expects a certificate of somebody else. */
  'connector-foreign-certificate': (picture) =>
    relaying(picture)
      .filter(
        (each) =>
          isForeign(each.certificate, picture) && (each.made === undefined || isRecent(each, picture)),
      )
      .map(({ name, certificate = '', evidence }) => ({
        culprit: connector(name),
        values: { certificate },
        evidence: [evidence],
      })),

  /** It takes mail from addresses where nobody of the tenant works. */
  'connector-unknown-addresses': (picture) =>
    relaying(picture).flatMap(({ name, addresses, evidence, made }) => {
      const unknown = addresses.filter(
        (each) =>
          !isInside(each) &&
          !picture.people.isKnown(each) &&
          // What an own line handed in before the connector was there is own.
          !picture.handIns.some(({ source, own }) => source === networkLine(each) && own > 0),
      );
      if (
        unknown.length === 0 ||
        unknown.length < addresses.length ||
        !isRecent({ name, addresses, evidence, made }, picture)
      )
        return [];
      return [
        {
          culprit: connector(name),
          values: { addresses: nameList(unknown, 3) },
          evidence: [evidence],
        },
      ];
    }),

  /** Whoever made it came from a strange line. */
  'connector-made-from-strange-line': (picture) =>
    relaying(picture).flatMap(({ name, entry, evidence }) => {
      if (!entry || entry.actorType === 'app') return [];
      if (!isStrangeActor(picture, entry.actor, entry.address)) return [];
      return [
        {
          culprit: connector(name),
          values: { actor: entry.actor, address: entry.address ?? '' },
          evidence: [evidence],
        },
      ];
    }),

  /** It was made from where administrators work. */
  'connector-made-at-home': (picture) =>
    relaying(picture).flatMap(({ name, entry, evidence, source }) => {
      const isWizard = /^hybridwizard$/i.test(source ?? '');
      const isHome = entry?.address !== undefined && picture.people.isKnown(entry.address);
      return isHome || (isWizard && !entry) ? [{ culprit: connector(name), evidence: [evidence] }] : [];
    }),

  /** Whom it lets in was changed shortly before the block, and not from where administrators work. */
  'connector-widened': (picture) =>
    widened(picture).map(({ fact, evidence, name }) => ({
      culprit: connector(name),
      values: { at: timeText(fact.at ?? 0), actor: fact.actor, address: fact.address ?? '–' },
      evidence: [evidence],
    })),

  /** Whoever changed it came from a strange line. */
  'connector-changed-from-strange-line': (picture) =>
    widened(picture).flatMap(({ fact, evidence, name }) =>
      fact.actorType !== 'app' && isStrangeActor(picture, fact.actor, fact.address)
        ? [
            {
              culprit: connector(name),
              values: { actor: fact.actor, address: fact.address ?? '' },
              evidence: [evidence],
            },
          ]
        : [],
    ),

  /** It was removed after the block, as one who cleans up does. */
  'connector-removed': (picture) => {
    const made = new Set(
      relaying(picture)
        .filter((each) => isRecent(each, picture))
        .map(({ name }) => name.toLowerCase()),
    );
    return entries(picture.tenant, 'connector-removed').flatMap(({ fact, evidence }) => {
      const name = lastPart(text(fact.parameters, 'identity') ?? fact.target ?? '');
      return made.has(name.toLowerCase()) ? [{ culprit: connector(name), evidence: [evidence] }] : [];
    });
  },

  /** Exchange Online blocked it. */
  'connector-blocked': ({ tenant }) =>
    factsOf(tenant, 'blocked-connectors').map(({ fact, evidence }) => ({
      culprit: connector(nameOfConnector(tenant, fact.connector)),
      evidence: [evidence],
    })),

  /** Through it came mail of many domains that are none of the tenant's. */
  'connector-foreign-mail': (picture) => {
    const names = new Map(relaying(picture).map(({ name }) => [name.toLowerCase(), name]));
    for (const { fact } of factsOf(picture.tenant, 'blocked-connectors'))
      names.set(fact.connector.toLowerCase(), nameOfConnector(picture.tenant, fact.connector));
    const found = new Map<string, { domains: Set<string>; count: number; evidence: Known['evidence'][] }>();
    for (const { connector: used, domains, vantage } of picture.handIns) {
      const name = used === undefined || vantage !== 'trace' ? undefined : (names.get(used) ?? used);
      if (name === undefined || domains.length === 0) continue;
      const one = found.get(name) ?? { domains: new Set(), count: 0, evidence: [] };
      found.set(name, one);
      for (const { domain, count, evidence } of domains) {
        one.domains.add(domain);
        one.count += count;
        if (one.evidence.length < 3) one.evidence.push(evidence);
      }
    }
    return [...found].flatMap(([name, { domains, count, evidence }]) =>
      domains.size < 4
        ? []
        : [
            {
              culprit: connector(name),
              values: { count: String(count), domains: String(domains.size) },
              evidence,
            },
          ],
    );
  },

  /** Its addresses, or those that sent, are those of a burst. */
  'connector-used': (picture) =>
    relaying(picture)
      .filter((each) => isRecent(each, picture))
      .flatMap(({ name, addresses, evidence }) => {
        const lines = new Set(addresses.map(networkLine));
        const way = picture.handIns.find(
          ({ source, domains }) => source !== undefined && lines.has(source) && domains.length >= 3,
        );
        const [first] = way?.domains ?? [];
        return way && first
          ? [
              {
                culprit: connector(name),
                values: { address: way.source ?? '', domains: String(way.domains.length) },
                evidence: [evidence, first.evidence],
              },
            ]
          : [];
      }),

  /** A transport rule removes the header by which Exchange Online knows where mail came from. */
  'rule-removes-headers': (picture) =>
    factsOf(picture.tenant, 'transport-rules').flatMap(({ fact, evidence }) =>
      fact.removesHeaders.some((name) => /^x-ms-exchange/i.test(name)) &&
      (fact.changed ?? picture.since) >= picture.since
        ? [{ values: { rule: fact.name }, evidence: [evidence] }]
        : [],
    ),
} as const satisfies Readonly<Record<string, Sign>>;
