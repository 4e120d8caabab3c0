import { isExchangeOnline } from '../bounce/microsoft';
import type { Evidence } from '../code/evidence';
import type { MailFlow, MailMoment } from '../logs/figures/logFacts';
import { factsOf } from '../tenant/factSet';
import type { Picture } from './picture';
import { shareOutside } from './senders';
import type { SignId } from './signs';
import { hostName, unrelated } from './signs/handIns';
import { burstBegin, burstsOf } from './signs/mail';
import type { StoryConcern } from './storyConcern';
import type { StoryKind, StoryPart } from './storyRow';

/** Sign-ins from lines that are nobody's, and passwords that were tried, of the accounts at hand. */
export function signInRows(
  { people, since, tenant, logs }: Picture,
  { accounts, seen }: StoryConcern,
): StoryPart[] {
  const strange = [...accounts].flatMap((user) =>
    people.strangeSignIns(user, since).map(
      ({ fact, evidence }): StoryPart => ({
        kind: 'sign-in',
        at: fact.at,
        last: fact.last,
        count: fact.count,
        name: user,
        address: fact.address,
        evidence: [evidence],
      }),
    ),
  );
  const guessed = new Set(
    seen.flatMap(({ sign, culprit }) => (sign === 'smtp-guessing' ? (culprit?.name ?? []) : [])),
  );
  const tried = factsOf(tenant, 'sign-ins').flatMap(({ fact, evidence }): StoryPart[] =>
    fact.outcome === 'failure' && guessed.has(fact.user)
      ? [
          {
            kind: 'passwords-tried',
            at: fact.at,
            last: fact.last,
            count: fact.count,
            name: fact.user,
            evidence: [evidence],
          },
        ]
      : [],
  );
  const atServers = (logs.loginFailures ?? []).flatMap(
    ({ login, count, first, last, evidence }): StoryPart[] =>
      first !== undefined && first >= since && accounts.has(login)
        ? [{ kind: 'passwords-tried', at: first, last, count, name: login, evidence: [evidence] }]
        : [],
  );
  return [...strange, ...tried, ...atServers];
}

/** What lists say about when connectors, rules and apps were made, and accounts were secured or restricted. */
export function configurationRows(picture: Picture, { accounts, names }: StoryConcern): StoryPart[] {
  const { tenant, since, block } = picture;
  const isTold = (name: string, at: number | undefined): at is number =>
    names.has(name.toLowerCase()) && at !== undefined && at >= since;
  const told = (kind: StoryKind, name: string, at: number | undefined, evidence: Evidence): StoryPart[] =>
    isTold(name, at) ? [{ kind, at, name, evidence: [evidence] }] : [];
  return [
    ...[...factsOf(tenant, 'inbound-connectors'), ...factsOf(tenant, 'outbound-connectors')].flatMap(
      ({ fact, evidence }) => [
        ...told('connector-made', fact.name, fact.created, evidence),
        ...(fact.changed === fact.created
          ? []
          : told(
              fact.enabled ? 'connector-changed' : 'connector-removed',
              fact.name,
              fact.changed,
              evidence,
            )),
      ],
    ),
    ...factsOf(tenant, 'transport-rules').flatMap(({ fact, evidence }) => [
      ...told('transport-rule-made', fact.name, fact.created, evidence),
      ...(fact.changed === fact.created
        ? []
        : told('transport-rule-changed', fact.name, fact.changed, evidence)),
    ]),
    ...factsOf(tenant, 'service-principals').flatMap(({ fact, evidence }) => [
      ...told('app-made', fact.name, fact.created, evidence),
      ...told('app-credential', fact.name, fact.credentialAdded, evidence),
    ]),
    ...factsOf(tenant, 'block-list').flatMap(({ fact, evidence }) =>
      told('block-list', fact.value, fact.changed ?? fact.created, evidence),
    ),
    ...factsOf(tenant, 'account-states').flatMap(({ fact, evidence }) => {
      const secured = (kind: StoryKind, at: number | undefined): StoryPart[] =>
        at !== undefined && at >= block && accounts.has(fact.user)
          ? [{ kind, at, name: fact.user, evidence: [evidence] }]
          : [];
      return [
        ...secured('password-reset', fact.passwordChanged),
        ...secured('sessions-revoked', fact.sessionsFrom),
      ];
    }),
  ];
}

/** What mail did: unusual volume, the refusals, what Exchange Online stopped, and mail that left again. */
export function mailRows(picture: Picture, concern: StoryConcern): StoryPart[] {
  return [
    ...volumeRows(picture, concern),
    ...foreignMailRows(picture, concern),
    ...loginRows(picture, concern),
    ...blockRows(picture),
    ...deliveredAgain(picture),
  ];
}

/** Bursts of the accounts at hand, and those by which a program is known. */
function volumeRows(picture: Picture, { accounts, seen }: StoryConcern): StoryPart[] {
  const isProgram = seen.some(({ sign }) => sign === 'many-burst-within');
  return burstsOf(picture).flatMap((burst): StoryPart[] => {
    const { sender, evidence } = burst.activity;
    if (!isProgram && !accounts.has(sender)) return [];
    const at = burstBegin(picture, burst);
    return [{ kind: 'unusual-volume', at, name: sender, mails: burst.sent, evidence }];
  });
}

/** Mail of domains that are none of the tenant's by the ways at hand, and of the domains at hand. */
function foreignMailRows(picture: Picture, { names, lines }: StoryConcern): StoryPart[] {
  const ways = new Map<string, { readonly source: string | undefined; readonly part: StoryPart }>();
  for (const handIn of picture.handIns) {
    const { source, server, connector } = handIn;
    const host = hostName(picture, handIn);
    const name = [connector, server, source, host].flatMap(
      (each) => names.get(each?.toLowerCase() ?? '') ?? [],
    )[0];
    if (name === undefined && !(source !== undefined && lines.has(source))) continue;
    const foreign = unrelated(picture, handIn).filter(({ first }) => Number.isFinite(first));
    const [first] = [...foreign].sort((one, other) => one.first - other.first);
    if (!first) continue;
    const mails = foreign.reduce((sum, { count }) => sum + count, 0);
    const part = {
      kind: 'foreign-mail',
      at: first.first,
      name: name ?? host,
      mails,
      evidence: [first.evidence],
    } as const;
    // What a trace and its details tell of one line is one.
    const key = name !== undefined && source === undefined ? name : (source ?? host);
    const known = ways.get(key);
    if (!known || (known.part.mails ?? 0) < mails) ways.set(key, { source, part });
  }
  const domains = picture.handIns.flatMap(({ domains }) =>
    domains.flatMap(({ domain, first, evidence }): StoryPart[] => {
      const name = names.get(domain);
      return name === undefined || !Number.isFinite(first)
        ? []
        : [{ kind: 'domain-mail', at: first, name, evidence: [evidence] }];
    }),
  );
  const parts = [...ways.values()];
  const [only, ...others] = parts;
  return [
    ...(only && others.length === 0
      ? [{ ...only.part, address: only.source }]
      : parts.map(({ part }) => part)),
    ...domains,
  ];
}

function loginRows({ logs, people, since }: Picture, { accounts }: StoryConcern): StoryPart[] {
  return logs.flows.flatMap(({ login, source, first, last, delivered, blocked, evidence }): StoryPart[] => {
    if (login === undefined || source === undefined || first === undefined || first < since) return [];
    if (!accounts.has(login.toLowerCase()) || people.isOffice(source)) return [];
    return [
      {
        kind: 'login-outside',
        at: first,
        last,
        name: login,
        address: source,
        mails: delivered + blocked,
        evidence: [evidence],
      },
    ];
  });
}

function blockRows({ logs: { refusals }, tenant }: Picture): StoryPart[] {
  const refused = (kind: 'refused-first' | 'refused-last', each: MailMoment): StoryPart => ({
    kind,
    at: each.at,
    isBlock: true,
    name: each.code ?? '',
    evidence: [each.evidence],
  });
  const stopped = [
    ...factsOf(tenant, 'blocked-senders').map(({ fact, evidence }) => ({
      kind: 'restricted' as const,
      name: fact.address,
      at: fact.created,
      evidence: [evidence],
    })),
    ...factsOf(tenant, 'blocked-connectors').map(({ fact, evidence }) => ({
      kind: 'connector-blocked' as const,
      name: fact.connector,
      at: fact.created,
      evidence: [evidence],
    })),
  ];
  return [
    ...(refusals ? [refused('refused-first', refusals.first)] : []),
    ...(refusals && refusals.last.at > refusals.first.at ? [refused('refused-last', refusals.last)] : []),
    ...stopped.flatMap(({ at, ...each }): StoryPart[] =>
      at === undefined ? [] : [{ ...each, at, isBlock: true }],
    ),
  ];
}

/**
 * After the last refusal, mail of those who were refused left through Exchange Online: by the logs, and where these were only counted, by
 * the trace of a day on which nothing failed.
 */
function deliveredAgain({ logs, own, blockedFlows, tenant }: Picture): StoryPart[] {
  const { refusals } = logs;
  if (!refusals) return [];
  const refused = new Set(blockedFlows.map(({ sender }) => sender));
  const traced = factsOf(tenant, 'message-trace').flatMap(({ fact, evidence }): StoryPart[] => {
    const { sender, incoming, failed, first: at, recipientDomains } = fact;
    if (incoming === true || failed > 0 || at <= refusals.last.at || !refused.has(sender)) return [];
    if (shareOutside(recipientDomains, own) === 0) return [];
    return [{ kind: 'delivered-again', at, name: '', evidence: [evidence] }];
  });
  const [first] = logs.flows
    .flatMap((flow): StoryPart[] => {
      const { sender, lastDelivered } = flow;
      if (!lastDelivered || lastDelivered.at <= refusals.last.at || !refused.has(sender)) return [];
      if (!leavesCloud(flow) || shareOutside(flow.recipientDomains, own) === 0) return [];
      const { at, evidence } = lastDelivered;
      return [{ kind: 'delivered-again', at, name: '', evidence: [evidence] }];
    })
    .concat(traced)
    .sort((one, other) => one.at - other.at);
  return first ? [first] : [];
}

const leavesCloud = ({ vantage, remoteHosts }: MailFlow) =>
  vantage === 'trace' || remoteHosts.some(({ name }) => isExchangeOnline(name));

/** Signs that are about a moment of their own, and how the story calls it. */
const dated: Readonly<Partial<Record<SignId, StoryKind>>> = {
  'counted-burst': 'unusual-volume',
  'service-issue': 'service-issue',
  'subscription-renewed': 'subscription-renewed',
  'tenant-new': 'tenant-new',
  'new-route': 'new-route',
};

export function signRows({ seen }: StoryConcern): StoryPart[] {
  return seen.flatMap(({ sign, values, culprit, evidence }): StoryPart[] => {
    const at = Date.parse(values?.at ?? '');
    const kind = dated[sign];
    return kind === undefined || Number.isNaN(at) ? [] : [{ kind, at, name: culprit?.name ?? '', evidence }];
  });
}
