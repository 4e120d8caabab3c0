import { factsOf, hasKind } from '../tenant/factSet';
import { Accounts, roleHolders } from './accounts';
import type { Rule } from './rule';

export const administratorRules: readonly Rule[] = [
  {
    id: 'admin-without-mfa',
    step: 'mfa',
    actions: ['registered'],
    sources: ['mfa-report', 'set-up-mfa'],
    find: ({ tenant }) => {
      const members = new Accounts(roleHolders(tenant));
      return factsOf(tenant, 'mfa-registration').flatMap(({ fact, evidence }) => {
        const isAdmin = fact.isAdmin || members.has(fact.user);
        if (fact.hasMfa || (!isAdmin && fact.isAdmin === false)) return [];
        // An export of administrators alone has no column that says so.
        return [{ subject: fact.user, severity: isAdmin ? 'critical' : 'warning', evidence: [evidence] }];
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
          severity: 'warning',
          values: { state: fact.state },
          evidence: [evidence],
        })),
  },
  {
    id: 'policy-none',
    step: 'mfa',
    actions: ['require'],
    sources: ['set-up-mfa'],
    find: ({ tenant }) => {
      const policies = factsOf(tenant, 'access-policies');
      if (!hasKind(tenant, 'access-policies')) return [];
      if (policies.some(({ fact }) => fact.state === 'enabled' && asksForMfa(fact))) return [];
      return [
        {
          subject: 'MFA',
          severity: 'warning',
          evidence: policies.slice(0, 1).map(({ evidence }) => evidence),
        },
      ];
    },
  },
];

/** Where the export has no grant controls, the name is all that tells. */
function asksForMfa({ requiresMfa, name }: { requiresMfa?: boolean | undefined; name: string }): boolean {
  return requiresMfa ?? /\bmfa\b|multi-?factor|fattori/i.test(name);
}
