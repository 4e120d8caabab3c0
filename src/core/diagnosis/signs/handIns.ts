import { domainOf } from '../../bounce/address';
import { nameList } from '../../code/nameList';
import { comparable } from '../../findings/domainNames';
import { factsOf } from '../../tenant/factSet';
import type { NamedCulprit, Observation, Sign } from '../cause';
import type { ForeignDomain, HandIn } from '../handIns';
import type { Picture } from '../picture';

const day = 24 * 3_600_000;

/** Unrelated domains from one host that no house has: a default. Houses with several brands have two or three beside their name. */
const manyDomains = 4;
/** Days on which a program that does its work has sent. */
const steadyDays = 3;
/** Of domains that nobody here had sent as before, three unrelated ones are enough. */
const fewestSudden = 3;
/** A default: what many hosts bring together is spam for others from so many domains on; aliases that forward have few recipients. */
const manyTogether = 10;
/** Recipients' domains of a program that passes on what others wrote; spam goes to many. */
const fewTargets = 2;

const domain = (name: string): NamedCulprit => ({ type: 'domain', name });
const server = (name: string): NamedCulprit => ({ type: 'server', name });

/** Domains of the others with whom people write: they send to the tenant's people, or get mail from them. */
const correspondentsCache = new WeakMap<Picture, ReadonlySet<string>>();
function correspondents(picture: Picture): ReadonlySet<string> {
  const known = correspondentsCache.get(picture);
  if (known) return known;
  const { own, logs, tenant } = picture;
  const found = new Set<string>();
  const look = (sender: string, recipients: Readonly<Record<string, number>>) => {
    if (own?.covers(domainOf(sender))) for (const name of Object.keys(recipients)) found.add(name);
    else if (Object.keys(recipients).some((name) => own?.covers(name)))
      found.add(domainOf(sender).toLowerCase());
  };
  for (const { sender, recipientDomains, vantage } of logs.flows)
    if (sender.includes('@') && vantage !== 'bounce') look(sender, recipientDomains);
  for (const { fact } of factsOf(tenant, 'message-trace')) look(fact.sender, fact.recipientDomains);
  correspondentsCache.set(picture, found);
  return found;
}

/** Domains of a way that neither are the tenant's nor bear its name. */
export const unrelated = (picture: Picture, { domains }: HandIn) =>
  domains.filter((each) => !picture.own?.isRelated(each.domain));

/** Ways on which mail of many unrelated domains came. */
const mixed = (picture: Picture) =>
  picture.handIns.flatMap((handIn) => {
    const foreign = unrelated(picture, handIn);
    return foreign.length >= fewestSudden ? [{ handIn, foreign }] : [];
  });

/** True where most of the domains began within two days of the block and were sent on few days. */
const isSudden = ({ block }: Picture, foreign: readonly ForeignDomain[]) =>
  foreign.filter(({ first, days }) => first >= block - 2 * day && days <= 2).length > foreign.length * 0.6;

/** Hosts of the Internet that handed in mail of foreign domains, by the connector or server that took it. */
function outsideByTaker(picture: Picture) {
  const takers = new Map<string, { readonly handIns: HandIn[]; readonly isConnector: boolean }>();
  for (const handIn of picture.handIns) {
    if (handIn.vantage !== 'server' || handIn.isInside || handIn.domains.length === 0) continue;
    const { connector, server: name } = handIn;
    // Exchange Server calls a receive connector by its server and name; the send connector of a refusal took nothing from anybody.
    const taking = connector?.includes('\\') ? connector : undefined;
    const key = taking ?? name ?? serverOfBounces(picture) ?? 'relay';
    const known = takers.get(key);
    if (known) known.handIns.push(handIn);
    else takers.set(key, { handIns: [handIn], isConnector: taking !== undefined });
  }
  return takers;
}

/** Each domain once, as of all that sent it. */
function pooled(domains: readonly ForeignDomain[]): ForeignDomain[] {
  const found = new Map<string, ForeignDomain>();
  for (const each of domains) {
    const known = found.get(each.domain);
    found.set(each.domain, {
      ...(known && known.first <= each.first ? known : each),
      count: (known?.count ?? 0) + each.count,
      blocked: (known?.blocked ?? 0) + each.blocked,
      days: Math.max(known?.days ?? 0, each.days),
    });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}

/** Hosts of the house that hand in mail of many unrelated domains for few recipients. */
function toFew(picture: Picture) {
  return picture.handIns.flatMap((handIn) => {
    const foreign = unrelated(picture, handIn);
    const { vantage, isInside, targets } = handIn;
    if (vantage !== 'server' || !isInside || foreign.length < manyDomains) return [];
    // The empty name stands for recipients beyond those that are kept.
    if (targets.size > fewTargets || targets.has('')) return [];
    const culprit = server(hostName(picture, handIn));
    const observed = told(culprit, foreign);
    return [
      {
        handIn,
        observed: { ...observed, culprit, values: { ...observed.values, to: [...targets].join(', ') } },
      },
    ];
  });
}

/** True for a host that hands in mostly the house's own mail. */
const isMailServer = ({ own, domains }: HandIn) => own > domains.reduce((sum, { count }) => sum + count, 0);

/** True for a host that sends as its unrelated domains day after day, however many these are. */
const isSteady = (picture: Picture, handIn: HandIn) =>
  unrelated(picture, handIn).every(({ days }) => days >= steadyDays);

/** How a host is called: by its address, or for the server's own programs by the server's name, which bounces tell where the log does not. */
export function hostName(picture: Picture, { source, server: own }: HandIn): string {
  if (source !== undefined && !/^(?:127\.|::1)/.test(source)) return source;
  return own ?? serverOfBounces(picture) ?? source ?? 'localhost';
}

function serverOfBounces({ logs }: Picture): string | undefined {
  const names = logs.flows.flatMap(({ vantage, origins, server: reporting }) =>
    vantage === 'bounce'
      ? [...origins.flatMap(({ handedInBy }) => handedInBy ?? []), ...(reporting ? [reporting] : [])]
      : [],
  );
  return names.find((name) => !/outlook\.com$|exchangelabs\.com$/i.test(name));
}

const told = (culprit: NamedCulprit, foreign: readonly ForeignDomain[]): Observation => ({
  culprit,
  values: {
    count: String(foreign.reduce((sum, { count }) => sum + count, 0)),
    domains: String(foreign.length),
    names: nameList(
      foreign.map(({ domain: name }) => name),
      3,
    ),
  },
  evidence: foreign.slice(0, 3).map(({ evidence }) => evidence),
});

const onServer = ({ handIn }: { readonly handIn: HandIn }) => handIn.vantage === 'server';

/** Domains that are none of the tenant's and were refused, or that the tenant's own report names. */
export function refusedDomains({ own, logs, tenant }: Picture): Map<string, Observation['evidence'][number]> {
  const found = new Map<string, Observation['evidence'][number]>();
  for (const { name, codes, evidence } of logs.domains)
    if (codes.includes('5.7.750') && own && !own.accepts(name) && evidence)
      found.set(comparable(name), evidence);
  for (const { fact, evidence } of factsOf(tenant, 'non-accepted-domains'))
    if (own && !own.accepts(fact.domain) && !found.has(comparable(fact.domain)))
      found.set(comparable(fact.domain), evidence);
  return found;
}

/** Domains of mail that leaves the tenant although it came from outside: it is sent on. */
function sentOn(picture: Picture): ForeignDomain[] {
  const both = picture.handIns.filter(
    ({ vantage, isInside, incoming, own }) => vantage === 'trace' && !isInside && incoming > 0 && own === 0,
  );
  return both.flatMap((handIn) => (handIn.domains.length <= manyDomains ? unrelated(picture, handIn) : []));
}

export const handInSigns = {
  /** A host of the house, or the server itself, hands in mail of many unrelated domains, all of a sudden. */
  'many-domains-from-inside': (picture) =>
    mixed(picture)
      .filter((each) => onServer(each) && each.handIn.isInside && isSudden(picture, each.foreign))
      .map(({ handIn, foreign }) => told(server(hostName(picture, handIn)), foreign)),

  /** Hosts of the Internet hand in mail of many unrelated domains for the outside, be it one of them or all together. */
  'many-domains-from-outside': (picture) =>
    [...outsideByTaker(picture)].flatMap(([name, { handIns, isConnector }]) => {
      const foreign = pooled(handIns.flatMap((each) => unrelated(picture, each)));
      const targets = new Set(handIns.flatMap((each) => [...each.targets]));
      const isMixed = handIns.some((each) => unrelated(picture, each).length >= fewestSudden);
      if (!isMixed && (foreign.length < manyTogether || targets.size < manyDomains)) return [];
      if (!isSudden(picture, foreign)) return [];
      const observed = told(isConnector ? { type: 'connector', name } : server(name), foreign);
      return [{ ...observed, values: { ...observed.values, hosts: String(handIns.length) } }];
    }),

  /** A host of the house hands in mail of many domains, all of it for one or two recipients: it passes on what others wrote. */
  'many-domains-to-few': (picture) =>
    toFew(picture).flatMap(({ handIn, observed }) => (isMailServer(handIn) ? [] : [observed])),

  /** The same of a mail server of the house, which passes on what a mailbox forwards. */
  'mail-server-passes-on': (picture) =>
    toFew(picture).flatMap(({ handIn, observed }) =>
      isMailServer(handIn)
        ? [{ ...observed, culprit: undefined, values: { ...observed.values, host: observed.culprit.name } }]
        : [],
    ),

  /** From a line that also brings mail of own domains, as an own server's does, came mail of many unrelated domains. */
  'many-domains-from-own-line': (picture) =>
    mixed(picture)
      .filter(
        ({ handIn, foreign }) =>
          handIn.vantage === 'trace' &&
          handIn.own > 0 &&
          foreign.length >= manyDomains &&
          isSudden(picture, foreign),
      )
      .map(({ handIn, foreign }) => told(server(handIn.source ?? ''), foreign)),

  /** Bounces of many unrelated domains name one server of the house. */
  'many-domains-bounced': (picture) => {
    const byServer = new Map<string, Map<string, Observation['evidence'][number]>>();
    for (const { vantage, sender, origins, server: reporting, evidence } of picture.blockedFlows) {
      if (vantage !== 'bounce' || !sender.includes('@') || picture.own?.isRelated(domainOf(sender))) continue;
      const name = origins[0]?.handedInBy ?? reporting;
      if (name === undefined || origins[0]?.path === 'forwarding') continue;
      const domains = byServer.get(name) ?? new Map<string, Observation['evidence'][number]>();
      byServer.set(name, domains.set(domainOf(sender), evidence));
    }
    return [...byServer].flatMap(([name, domains]) =>
      domains.size < 3
        ? []
        : [
            {
              culprit: server(name),
              values: { domains: String(domains.size), names: nameList(domains.keys(), 3) },
              evidence: [...domains.values()].slice(0, 3),
            },
          ],
    );
  },

  /** A host of the house sends as the others with whom the house writes, day after day. */
  'customers-as-senders': (picture) =>
    picture.handIns.flatMap((handIn) => {
      if (handIn.vantage !== 'server' || !handIn.isInside) return [];
      const foreign = unrelated(picture, handIn);
      const others = correspondents(picture);
      const known = foreign.filter(({ domain: name }) => others.has(name));
      // A log of a day or two cannot show more days.
      const since = Math.max(picture.dataFrom, picture.block - steadyDays * day);
      const isOld = foreign.some(({ first, days }) => days >= steadyDays || first <= since + day);
      if (known.length < 2 || known.length < foreign.length * 0.5 || !isOld) return [];
      return [told(server(hostName(picture, handIn)), foreign)];
    }),

  /** Bounces have a program's mark, an own envelope, and somebody else's address in From. */
  'others-in-from': (picture) => {
    const { own } = picture;
    if (!own) return [];
    const found = picture.blockedFlows.filter(
      ({ vantage, sender, origins }) =>
        vantage === 'bounce' &&
        sender.includes('@') &&
        own.covers(domainOf(sender)) &&
        origins.some(
          ({ headerSender, path }) =>
            path !== 'forwarding' && headerSender?.includes('@') && !own.isRelated(domainOf(headerSender)),
        ),
    );
    const [first] = found;
    if (!first) return [];
    const senders = new Set(found.map(({ sender }) => sender));
    const hosts = picture.handIns.length === 0 ? [] : hostsOf(picture, senders);
    const headers = [
      ...new Set(
        found.flatMap(({ origins }) =>
          origins.flatMap(({ headerSender }) => (headerSender ? [domainOf(headerSender)] : [])),
        ),
      ),
    ];
    const values = { sender: first.sender, names: nameList(headers, 3) };
    const evidence = found.slice(0, 3).map((each) => each.evidence);
    const names = hosts.length > 0 ? hosts : [first.origins[0]?.handedInBy ?? first.sender];
    return names.map((name) => ({ culprit: server(name), values, evidence }));
  },

  /** The refused domain bears the organization's name, or lies below its domain. */
  'domain-related': (picture) =>
    [...refusedDomains(picture)].flatMap(([name, evidence]) =>
      picture.own?.isRelated(name) && !isPending(picture, name)
        ? [{ culprit: domain(name), evidence: [evidence] }]
        : [],
    ),

  /** Hosts of the house have sent as this domain for days, and as few others. */
  'domain-steady': (picture) => {
    const refused = refusedDomains(picture);
    return picture.handIns.flatMap((handIn) => {
      if (
        (unrelated(picture, handIn).length >= manyDomains && !isSteady(picture, handIn)) ||
        (!handIn.isInside && handIn.vantage === 'server')
      )
        return [];
      if (handIn.vantage === 'trace' && handIn.incoming > 0) return [];
      return handIn.domains.flatMap(({ domain: name, days, count, evidence }) =>
        refused.has(comparable(name)) && days >= steadyDays && !isPending(picture, name)
          ? [
              {
                culprit: domain(comparable(name)),
                values: { days: String(days), count: String(count) },
                evidence: [evidence],
              },
            ]
          : [],
      );
    });
  },

  /** Few domains were refused that are not registered. */
  'few-domains': (picture) => {
    const refused = [...refusedDomains(picture)].filter(([name]) => !isPending(picture, name));
    if (refused.length === 0 || refused.length >= manyDomains) return [];
    return refused.map(([name, evidence]) => ({ culprit: domain(name), evidence: [evidence] }));
  },

  /** A host of the house hands in its mail, and that of few other domains. */
  'domain-from-inside': (picture) => {
    const refused = refusedDomains(picture);
    return picture.handIns.flatMap((handIn) =>
      handIn.vantage === 'server' &&
      handIn.isInside &&
      (unrelated(picture, handIn).length < fewestSudden || isSteady(picture, handIn))
        ? handIn.domains.flatMap(({ domain: name, evidence }) =>
            refused.has(comparable(name)) && !isPending(picture, name)
              ? [
                  {
                    culprit: domain(comparable(name)),
                    values: { host: hostName(picture, handIn) },
                    evidence: [evidence],
                  },
                ]
              : [],
          )
        : [],
    );
  },

  /** People of this domain write to the tenant from servers of their own: nobody here can register it. */
  'domain-of-correspondent': (picture) => {
    const others = correspondents(picture);
    return [...refusedDomains(picture)].flatMap(([name, evidence]) =>
      others.has(name) && !picture.own?.isRelated(name)
        ? [{ culprit: domain(name), evidence: [evidence] }]
        : [],
    );
  },

  /** The domain was added to the tenant, and is not verified or set up to its end. */
  'domain-pending': (picture) =>
    [...(picture.own?.pending ?? [])].flatMap(([name, place]) => {
      const used = [...refusedDomains(picture)].find(
        ([refused]) => refused === name || refused.endsWith(`.${name}`),
      );
      return used ? [{ culprit: domain(name), evidence: [place, used[1]] }] : [];
    }),

  /** Mail of outside senders comes in from their own servers, and leaves again. */
  'outside-mail-leaves': (picture) => {
    const foreign = sentOn(picture).filter(({ domain: name }) =>
      refusedDomains(picture).has(comparable(name)),
    );
    return foreign.length === 0 ? [] : [{ ...told({ type: 'none', name: '' }, foreign), culprit: undefined }];
  },
} as const satisfies Readonly<Record<string, Sign>>;

const isPending = ({ own }: Picture, name: string) => own?.pending.has(comparable(name)) ?? false;

/** The hosts that hand in the mail of some senders. */
function hostsOf({ logs }: Picture, senders: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>();
  for (const { vantage, sender, source, delivered, blocked } of logs.flows)
    if (vantage === 'server' && source !== undefined && senders.has(sender))
      counts.set(source, (counts.get(source) ?? 0) + delivered + blocked);
  return [...counts]
    .sort(([, less], [, more]) => more - less)
    .slice(0, 1)
    .map(([host]) => host);
}
