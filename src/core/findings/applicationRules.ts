import type { Evidence } from '../code/evidence';
import { nameList } from '../code/nameList';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { privilegedRole } from '../tenant/privilegedRoles';
import { groupBy } from './groups';
import { isNearBlock, latest } from './period';
import { concernsMail, isRuling } from './riskyContent';
import type { Circumstances, Match, Rule } from './rule';

/** What is known of an application that may send mail or change the tenant, from whatever exports. */
interface Power {
  readonly app: string;
  readonly what: string;
  readonly isRuling: boolean;
  /** When it got it, or a new secret. */
  readonly at?: number | undefined;
  readonly evidence: Evidence;
}

export const applicationRules: readonly Rule[] = [
  {
    id: 'app-privileged',
    step: 'users',
    actions: ['apps'],
    sources: ['oauth-attack', 'service-principals', 'consents'],
    find: (circumstances) =>
      [...groupBy(powersIn(circumstances.tenant), ({ app }) => app)].flatMap(([app, powers]) => {
        const [first] = powers;
        return first ? [matchOf(app, powers, circumstances)] : [];
      }),
  },
];

/**
 * Backup and signature services hold such permissions too. New near the block, they have to be asked about; where the audit log knows
 * that they came from a foreign address, its rules say so.
 */
function matchOf(app: string, powers: readonly Power[], { logs }: Circumstances): Match {
  const isNew = powers.some(({ at }) => isNearBlock(at, logs.firstHit));
  const rules = powers.some((power) => power.isRuling);
  return {
    subject: app,
    severity: isNew ? (rules ? 'critical' : 'warning') : 'information',
    values: {
      permissions: nameList(
        powers.map(({ what }) => what),
        8,
      ),
    },
    evidence: powers.slice(0, 5).map(({ evidence }) => evidence),
  };
}

function powersIn(tenant: TenantFacts): Power[] {
  const names = appNames(tenant);
  return [
    ...factsOf(tenant, 'service-principals').flatMap(({ fact, evidence }) => {
      const at = latest(fact.created, fact.credentialAdded);
      const powers = [
        ...fact.appRoles.filter(concernsMail).map((what) => ({ what, isRuling: isRuling(what) })),
        ...fact.roles.filter((role) => privilegedRole(role)).map((what) => ({ what, isRuling: true })),
      ];
      // A new secret of an old application is renewed by rule; that alone rules nothing.
      const isMade = fact.created !== undefined && fact.created === at;
      return powers.map(({ what, ...power }) => ({
        app: fact.name,
        what,
        isRuling: power.isRuling && isMade,
        at,
        evidence,
      }));
    }),
    ...factsOf(tenant, 'app-permissions').flatMap(({ fact, evidence }) =>
      fact.permissions.filter(concernsMail).map((what) => ({
        app: names.get(fact.app.toLowerCase()) ?? fact.app,
        what,
        isRuling: fact.type === 'application' && isRuling(what),
        at: fact.created,
        evidence,
      })),
    ),
    ...factsOf(tenant, 'role-members').flatMap(({ fact, evidence }) => {
      const [called = fact.id] = fact.names;
      const app = names.get(fact.id?.toLowerCase() ?? '') ?? names.get(called ?? '') ?? called;
      if (fact.principal !== 'app' || !fact.isPrivileged || app === undefined) return [];
      return [{ app, what: fact.role ?? '', isRuling: true, evidence }];
    }),
  ];
}

/** Names of applications by the ids of exports that have no name. */
function appNames(tenant: TenantFacts): Map<string, string> {
  return new Map(
    factsOf(tenant, 'service-principals').flatMap(({ fact: { name, id, appId } }) =>
      [id, appId, name].flatMap((each) => (each === undefined ? [] : [[each.toLowerCase(), name] as const])),
    ),
  );
}
