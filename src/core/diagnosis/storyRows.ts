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
  { people, since, tenant }: Picture,
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
  return [...strange, ...tried];
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

function volumeRows(picture: Picture, { accounts }: StoryConcern): StoryPart[] {
  return burstsOf(picture).flatMap((burst): StoryPart[] =>
    accounts.has(burst.activity.sender)
      ? [
          {
            kind: 'unusual-volume',
            at: burstBegin(picture, burst),
            name: burst.activity.sender,
            mails: burst.sent,
            evidence: burst.activity.evidence,
          },
        ]
      : [],
  );
}

/** Mail of domains that are none of the tenant's, by the ways at hand. */
function foreignMailRows(picture: Picture, { names, lines }: StoryConcern): StoryPart[] {
  return picture.handIns.flatMap((handIn): StoryPart[] => {
    const { source, server, connector } = handIn;
    const isTold = [hostName(picture, handIn), source, server, connector].some(
      (name) => name !== undefined && (names.has(name.toLowerCase()) || lines.has(name)),
    );
    const foreign = [...unrelated(picture, handIn)].sort((one, other) => one.first - other.first);
    const [first] = foreign;
    if (!isTold || !first || !Number.isFinite(first.first)) return [];
    return [
      {
        kind: 'foreign-mail',
        at: first.first,
        name: connector ?? hostName(picture, handIn),
        address: source,
        mails: foreign.reduce((sum, { count }) => sum + count, 0),
        evidence: foreign.slice(0, 2).map(({ evidence }) => evidence),
      },
    ];
  });
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

/** After the last refusal, mail of those who were refused left through Exchange Online. */
function deliveredAgain({ logs, own, blockedFlows }: Picture): StoryPart[] {
  const { refusals } = logs;
  if (!refusals) return [];
  const refused = new Set(blockedFlows.map(({ sender }) => sender));
  const [first] = logs.flows
    .flatMap((flow): StoryPart[] => {
      const { sender, lastDelivered } = flow;
      if (!lastDelivered || lastDelivered.at <= refusals.last.at || !refused.has(sender)) return [];
      if (!leavesCloud(flow) || shareOutside(flow.recipientDomains, own) === 0) return [];
      const { at, evidence } = lastDelivered;
      return [{ kind: 'delivered-again', at, name: sender, evidence: [evidence] }];
    })
    .sort((one, other) => one.at - other.at);
  return first ? [first] : [];
}

const leavesCloud = ({ vantage, remoteHosts }: MailFlow) =>
  vantage === 'trace' || remoteHosts.some(({ name }) => isExchangeOnline(name));

/** Signs that are about a moment of their own. */
const dated: ReadonlySet<SignId> = new Set<SignId>([
  'service-issue',
  'subscription-renewed',
  'tenant-new',
  'new-route',
]);

export function signRows({ seen }: StoryConcern): StoryPart[] {
  return seen.flatMap(({ sign, values, culprit, evidence }): StoryPart[] => {
    const at = Date.parse(values?.at ?? '');
    return dated.has(sign) && !Number.isNaN(at)
      ? [{ kind: sign as StoryKind, at, name: culprit?.name ?? '', evidence }]
      : [];
  });
}
