import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import type { AuditAction } from '../tenant/factTypes/activityFacts';
import { auditRisk, type Risk } from './auditRisk';
import { isNearBlock } from './period';
import { concernsMail, permissionsIn } from './riskyContent';
import type { Circumstances, Match, Rule } from './rule';
import { habitsOf } from './signInHabits';

type Entry = Sourced<'audit-log'>;

/** A rule about entries of the audit log that change who may do what, or where mail goes. */
type AuditRule = Omit<Rule, 'find'> & { readonly about: readonly AuditAction[] };

const auditRules: readonly AuditRule[] = [
  {
    id: 'audit-role',
    step: 'mfa',
    actions: ['roles'],
    sources: ['compromised-account', 'oauth-attack'],
    about: ['role-member-added'],
  },
  {
    id: 'audit-account',
    step: 'mfa',
    actions: ['roles'],
    sources: ['compromised-account'],
    about: ['account-made', 'mfa-method'],
  },
  {
    id: 'audit-transport-rule',
    step: 'connectors',
    actions: ['transport-rules', 'audit'],
    sources: ['alert-policies', 'oauth-attack'],
    about: ['transport-rule-made', 'transport-rule-changed', 'transport-rule-removed'],
  },
  {
    id: 'audit-inbox-rule',
    step: 'users',
    actions: ['inbox-rules'],
    sources: ['compromised-account', 'audit-log'],
    about: ['inbox-rule'],
  },
  {
    id: 'audit-mailbox',
    step: 'users',
    actions: ['forwarding', 'sign-ins'],
    sources: ['compromised-account', 'audit-log'],
    about: ['mailbox-changed', 'mailbox-permission'],
  },
  {
    id: 'audit-app',
    step: 'users',
    actions: ['apps'],
    sources: ['oauth-attack', 'compromised-account'],
    about: ['consent', 'app-role-assigned', 'app-made', 'app-credential'],
  },
  {
    id: 'audit-outbound-policy',
    step: 'users',
    actions: ['volume', 'forwarding'],
    sources: ['outbound-limits', 'external-forwarding'],
    about: ['outbound-policy'],
  },
];

/** What the audit log alone tells: it keeps what was undone since. */
export const auditLogRules: readonly Rule[] = auditRules.map(({ about, ...rule }) => ({
  ...rule,
  find: (circumstances) =>
    factsOf(circumstances.tenant, 'audit-log')
      .filter(({ fact }) => about.includes(fact.action))
      .flatMap((entry) => {
        const severity = severityOf(entry, circumstances);
        return severity ? [matchOf(entry, severity)] : [];
      }),
}));

/**
 * From where, what and when: from an address that cannot be the account's, it is critical; what attackers do counts as a warning
 * near the block, and what everybody does is not told.
 */
function severityOf({ fact }: Entry, { tenant, logs }: Circumstances): Match['severity'] | undefined {
  const risk: Risk | undefined = auditRisk(fact, tenant);
  if (risk === undefined) return undefined;
  const strangeness = habitsOf(tenant).of(fact.actor, fact.address)?.strangeness;
  // Without a block, it may be somebody behind a VPN.
  if (strangeness === 'foreign')
    return risk === 'risky' || logs.firstHit !== undefined ? 'critical' : 'warning';
  if (strangeness === 'unusual') return risk === 'risky' ? 'warning' : 'information';
  if (risk === 'plain') return undefined;
  return isNearBlock(fact.at, logs.firstHit) ? 'warning' : 'information';
}

/** What is kept of a cmdlet's parameters in a sentence. */
const told = /^(?!(?:Name|Identity|Mailbox|Enabled|Priority|Mode|RuleName|RuleState)$)/;

function matchOf({ fact, evidence }: Entry, severity: Match['severity']): Match {
  const { target = '', mailbox = '', role, parameters = {} } = fact;
  const details = Object.entries(parameters).flatMap(([name, value]) =>
    told.test(name) && !/^false$/i.test(value) ? [`${name} ${value}`] : [],
  );
  const named = [mailbox, target].filter((each, at, all) => each !== '' && all.indexOf(each) === at);
  return {
    subject: named.length > 0 ? named.join(': ') : fact.actor,
    severity,
    values: {
      actor: fact.actor,
      operation: fact.operation,
      at: fact.at === undefined ? '' : timeText(fact.at),
      address: fact.address ?? '',
      details: [...(role === undefined ? [] : rolesIn(role)), ...details].slice(0, 6).join(', '),
    },
    evidence: [evidence],
  };
}

/** The name of a role, or of a consent's long text the permissions that matter. */
function rolesIn(role: string): string[] {
  const permissions = permissionsIn(role).filter(concernsMail);
  return permissions.length > 0 ? permissions : [role];
}
