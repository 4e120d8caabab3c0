import { nameList } from '../code/nameList';
import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import type { TransportRule } from '../tenant/factTypes/mailFlowFacts';
import { ownDomains } from './accounts';
import { domainOrigins } from './domainOrigins';
import { isNewNearBlock } from './period';
import { outsiders, tellingHeaders } from './riskyContent';
import type { Circumstances, Match, Rule } from './rule';
import { habitsOf } from './signInHabits';
import { suspects } from './suspects';
import { signInsByUser } from './travel';

/**
 * Microsoft's recommended limits, "Standard" (https://learn.microsoft.com/defender-office-365/recommended-settings-for-eop-and-office365).
 * 0 means the limits of the service.
 */
const recommended = { externalPerHour: 500, internalPerHour: 1000, perDay: 1000 } as const;

/** Failed SMTP AUTH sign-ins that make an attack of a forgotten password. A default: a device tries some dozen times a day. */
const manyFailures = 50;

export const mailFlowRules: readonly Rule[] = [
  transportRule('transport-rule-headers', (rule) => tellingHeaders(rule.removesHeaders), 'warning'),
  transportRule('transport-rule-unfiltered', ({ scl }) => (scl === -1 ? ['SetSCL -1'] : []), 'information'),
  transportRule(
    'transport-rule-redirects',
    ({ redirectsTo, copiesTo }, own) => outsiders([...redirectsTo, ...copiesTo], own).outside,
    'warning',
  ),
  {
    id: 'forwarding-blocked',
    step: 'users',
    actions: ['forwarding'],
    sources: ['fix-ndr-codes', 'external-forwarding'],
    find: (circumstances) => [
      ...domainOrigins(circumstances).forwardings.map(({ by, domains, evidence }) => ({
        subject: by,
        severity: 'critical' as const,
        values: { domains: nameList(domains), count: String(domains.length) },
        evidence: evidence.slice(0, 10),
      })),
    ],
  },
  {
    id: 'smtp-auth-foreign',
    step: 'users',
    actions: ['sign-ins', 'reset'],
    sources: ['smtp-auth', 'compromised-account'],
    find: (circumstances) => {
      const { tenant } = circumstances;
      const guessed = new Set(guessedPasswords(circumstances).map(({ subject }) => subject));
      return smtpSignIns(signInsByUser(tenant)).flatMap(([user, signIns]) => {
        const strange = signIns.filter(({ fact }) => habitsOf(tenant).of(user, fact.address) !== undefined);
        const isCertain =
          guessed.has(user) ||
          strange.some(({ fact }) => habitsOf(tenant).of(user, fact.address)?.strangeness === 'foreign');
        const [first] = strange;
        if (!first) return [];
        const from = strange.map(({ fact: { address = '', country = '' } }) => `${address} (${country})`);
        return [
          {
            subject: user,
            severity: isCertain ? ('critical' as const) : ('warning' as const),
            values: { addresses: nameList(from), at: timeText(first.fact.at) },
            evidence: strange.slice(0, 5).map(({ evidence }) => evidence),
          },
        ];
      });
    },
  },
  {
    id: 'smtp-auth-guessed',
    step: 'users',
    actions: ['sign-ins'],
    sources: ['smtp-auth', 'sign-ins'],
    find: (circumstances) => guessedPasswords(circumstances),
  },
  {
    id: 'smtp-auth-enabled',
    step: 'users',
    actions: ['sign-ins'],
    sources: ['smtp-auth', 'transport-config-cmdlet'],
    find: ({ tenant }) =>
      factsOf(tenant, 'transport-config').flatMap(({ fact, evidence }) =>
        fact.smtpAuthDisabled === false
          ? [{ subject: 'SmtpClientAuthenticationDisabled', severity: 'information', evidence: [evidence] }]
          : [],
      ),
  },
  {
    id: 'smtp-auth-mailbox',
    step: 'users',
    actions: ['sign-ins', 'reset'],
    sources: ['smtp-auth', 'cas-mailbox-cmdlet'],
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return factsOf(circumstances.tenant, 'smtp-auth-mailboxes').flatMap(({ fact, evidence }) =>
        fact.disabled === false && suspected.has(fact.mailbox)
          ? [{ subject: fact.mailbox, severity: 'warning', evidence: [evidence] }]
          : [],
      );
    },
  },
  {
    id: 'forwarding-allowed',
    step: 'users',
    actions: ['forwarding'],
    sources: ['external-forwarding', 'outbound-policy-cmdlet'],
    find: (circumstances) =>
      factsOf(circumstances.tenant, 'outbound-policies').flatMap(({ fact, evidence }) =>
        fact.forwarding === 'on' && fact.enabled !== false
          ? [
              {
                subject: fact.name,
                severity: domainOrigins(circumstances).isUnexplained ? 'warning' : 'information',
                evidence: [evidence],
              },
            ]
          : [],
      ),
  },
  {
    id: 'outbound-limit',
    step: 'users',
    actions: ['volume'],
    sources: ['outbound-limits', 'outbound-policy-cmdlet'],
    find: ({ tenant }) =>
      factsOf(tenant, 'outbound-policies').flatMap(({ fact, evidence }) => {
        const above = (['externalPerHour', 'internalPerHour', 'perDay'] as const).filter(
          (limit) => (fact[limit] ?? 0) > recommended[limit],
        );
        const alerts = /^alert$/i.test(fact.action ?? '');
        if ((above.length === 0 && !alerts) || fact.enabled === false) return [];
        return [
          {
            subject: fact.name,
            severity: 'information',
            values: {
              limits: nameList(above.map((limit) => `${limit} ${fact[limit] ?? ''}`)),
              action: fact.action ?? '',
            },
            evidence: [evidence],
          },
        ];
      }),
  },
  {
    id: 'audit-off',
    step: 'connectors',
    actions: ['audit'],
    sources: ['audit-enable'],
    find: ({ tenant }) =>
      factsOf(tenant, 'audit-config').flatMap(({ fact, evidence }) =>
        fact.enabled ? [] : [{ subject: 'UnifiedAuditLog', severity: 'warning', evidence: [evidence] }],
      ),
  },
];

/**
 * A rule about enabled transport rules that do something. New near the block, attackers' headers, redirections and copies are
 * critical; filters and archives of long standing do the same.
 */
function transportRule(
  id: string,
  deeds: (rule: TransportRule, own: ReturnType<typeof ownDomains>) => readonly string[],
  whenNew: Match['severity'],
): Rule {
  return {
    id,
    step: 'connectors',
    actions: ['transport-rules'],
    sources: ['alert-policies', 'transport-rule-cmdlet'],
    find: ({ tenant, logs }) =>
      factsOf(tenant, 'transport-rules').flatMap(({ fact, evidence }) => {
        const done = deeds(fact, ownDomains(tenant));
        if (!fact.enabled || fact.mode === 'audit' || done.length === 0) return [];
        return [
          {
            subject: fact.name,
            severity: isNewNearBlock(fact, logs.firstHit) ? whenNew : 'information',
            values: {
              deeds: done.slice(0, 5).join(', '),
              changed: fact.changed === undefined ? '' : timeText(fact.changed),
              by: fact.changedBy ?? fact.createdBy ?? '',
            },
            evidence: [evidence],
          },
        ];
      }),
  };
}

const isSmtp = (clientApp: string | undefined) => /smtp/i.test(clientApp ?? '');

function smtpSignIns(
  users: ReadonlyMap<string, readonly Sourced<'sign-ins'>[]>,
): (readonly [string, Sourced<'sign-ins'>[]])[] {
  return [...users].map(
    ([user, signIns]) => [user, signIns.filter(({ fact }) => isSmtp(fact.clientApp))] as const,
  );
}

/** Strangers who try passwords by SMTP AUTH: everybody has them, and they matter where one succeeds. */
function guessedPasswords({ tenant }: Circumstances): Match[] {
  const tries = new Map<string, { count: number; addresses: Set<string>; evidence: Match['evidence'] }>();
  for (const { fact, evidence } of factsOf(tenant, 'sign-ins')) {
    if (fact.outcome !== 'failure' || !isSmtp(fact.clientApp)) continue;
    const known = tries.get(fact.user) ?? { count: 0, addresses: new Set(), evidence: [evidence] };
    tries.set(fact.user, known);
    known.count += fact.count;
    if (fact.address !== undefined) known.addresses.add(fact.address);
  }
  return [...tries].flatMap(([user, { count, addresses, evidence }]) =>
    count < manyFailures
      ? []
      : [
          {
            subject: user,
            severity: 'information' as const,
            values: { count: String(count), addresses: String(addresses.size) },
            evidence,
          },
        ],
  );
}
