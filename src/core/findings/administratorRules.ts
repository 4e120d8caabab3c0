import { factsOf, hasKind } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import type { AccessPolicy } from '../tenant/factTypes/accountFacts';
import { isSyncAccount, privilegedUsers } from './accounts';
import type { Rule } from './rule';
import { suspects } from './suspects';

export const administratorRules: readonly Rule[] = [
  {
    id: 'admin-without-mfa',
    step: 'mfa',
    actions: ['registered'],
    sources: ['mfa-report', 'set-up-mfa'],
    find: (circumstances) => {
      const { tenant } = circumstances;
      const members = privilegedUsers(tenant);
      const accused = suspects(circumstances);
      return factsOf(tenant, 'mfa-registration').flatMap(({ fact, evidence }) => {
        const isAdmin = fact.isAdmin || members.has(fact.user);
        if (fact.hasMfa || isSyncAccount(fact.user) || (!isAdmin && fact.isAdmin === false)) return [];
        // An export of administrators alone has no column that says so.
        const severity = isAdmin && accused.has(fact.user) ? 'critical' : 'warning';
        return [{ subject: fact.user, severity, evidence: [evidence] }];
      });
    },
  },
  {
    id: 'policy-off',
    step: 'mfa',
    actions: ['require'],
    sources: ['set-up-mfa'],
    find: ({ tenant }) =>
      factsOf(tenant, 'access-policies')
        .filter(({ fact }) => fact.state !== 'enabled' && asksForMfa(fact))
        .map(({ fact, evidence }) => ({
          subject: fact.name,
          severity: isMfaRequired(tenant) ? 'information' : 'warning',
          values: { state: fact.state },
          evidence: [evidence],
        })),
  },
  {
    id: 'policy-none',
    step: 'mfa',
    actions: ['require'],
    sources: ['set-up-mfa', 'security-defaults'],
    find: ({ tenant }) => {
      if (!hasKind(tenant, 'access-policies') && !hasKind(tenant, 'security-defaults')) return [];
      if (isMfaRequired(tenant)) return [];
      const policies = factsOf(tenant, 'access-policies');
      const [first] = [...policies, ...factsOf(tenant, 'security-defaults')];
      // Security defaults and enabled policies exclude each other: without an answer about either, they may be on.
      const areOff =
        hasKind(tenant, 'security-defaults') || policies.some(({ fact }) => fact.state === 'enabled');
      const isCertain = areOff && hasKind(tenant, 'access-policies');
      const severity = isCertain ? 'warning' : 'information';
      return [{ subject: 'MFA', severity, evidence: first ? [first.evidence] : [] }];
    },
  },
];

/** Says whether security defaults or a policy in force ask administrators for MFA. */
function isMfaRequired(tenant: TenantFacts): boolean {
  return (
    factsOf(tenant, 'security-defaults').some(({ fact }) => fact.enabled) ||
    factsOf(tenant, 'access-policies').some(
      ({ fact }) => fact.state === 'enabled' && asksForMfa(fact) && !isForGuests(fact),
    )
  );
}

/** Where the export has no grant controls, the name is all that tells. */
function asksForMfa({ requiresMfa, name }: AccessPolicy): boolean {
  return requiresMfa ?? /\bmfa\b|multi-?factor|fattori/i.test(name);
}

/** A policy for guests alone protects no administrator. Groups are not exported: without users and roles, nobody can tell. */
function isForGuests({ includeUsers = [], includeRoles = [] }: AccessPolicy): boolean {
  return (
    includeRoles.length === 0 && includeUsers.length > 0 && includeUsers.every((user) => /guest/i.test(user))
  );
}
