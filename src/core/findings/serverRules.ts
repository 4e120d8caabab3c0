import type { Evidence } from '../code/evidence';
import { factsOf, type Sourced } from '../tenant/factSet';
import { isWideRange } from './connectorRules';
import { connectorName } from './logFacts';
import type { Circumstances, Rule } from './rule';

/** Restrictions one of which must stand in a list before mail for other domains is refused (SMTPD_ACCESS_README). */
const refusals = new Set(['reject_unauth_destination', 'defer_unauth_destination', 'reject', 'defer']);

/** A list is worked off from the left, and a bare `permit` ends it. */
function refuses(restrictions: string): boolean {
  const first = restrictions.split(/[\s,]+/).find((each) => each === 'permit' || refusals.has(each));
  return first !== undefined && first !== 'permit';
}

/** The server that the settings are of; its file's name where they do not say it. */
function hostOf({ sha256, file }: Evidence, tenant: Circumstances['tenant']): string {
  const named = settings('myhostname', factsOf(tenant, 'postfix'));
  const own = named.find((each) => each.evidence.sha256 === sha256);
  return own?.fact.value ?? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

const settings = (named: string, all: readonly Sourced<'postfix'>[]) =>
  all.filter(({ fact }) => fact.parameter === named);

export const serverRules: readonly Rule[] = [
  {
    id: 'relay-anyone',
    step: 'on-premises',
    actions: ['relay'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) => {
      const connectors = new Map(
        factsOf(tenant, 'receive-connectors').map((each) => [connectorName(each.fact.name), each]),
      );
      return factsOf(tenant, 'relay-permissions').map(({ fact, evidence }) => {
        const itself = connectors.get(connectorName(fact.connector));
        const isNarrow = itself !== undefined && !itself.fact.ranges.some(isWideRange);
        return {
          subject: fact.connector,
          severity: isNarrow ? 'warning' : 'critical',
          values: { ranges: itself?.fact.ranges.slice(0, 5).join(', ') ?? '?' },
          evidence: itself ? [evidence, itself.evidence] : [evidence],
        };
      });
    },
  },
  {
    id: 'relay-secured-outside',
    step: 'on-premises',
    actions: ['receive-connectors', 'relay'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) =>
      factsOf(tenant, 'receive-connectors')
        .filter(({ fact }) => fact.enabled && fact.externallySecured)
        .map(({ fact, evidence }) => ({
          subject: fact.name,
          severity: fact.ranges.some(isWideRange) ? 'critical' : 'warning',
          values: { ranges: fact.ranges.slice(0, 5).join(', ') },
          evidence: [evidence],
        })),
  },
  {
    id: 'receive-anonymous-wide',
    step: 'on-premises',
    actions: ['receive-connectors'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) =>
      factsOf(tenant, 'receive-connectors')
        .filter(
          ({ fact }) =>
            fact.enabled && fact.anonymous && !fact.externallySecured && fact.ranges.some(isWideRange),
        )
        .map(({ fact, evidence }) => ({
          subject: fact.name,
          severity: 'information',
          values: { ranges: fact.ranges.filter(isWideRange).slice(0, 5).join(', ') },
          evidence: [evidence],
        })),
  },
  {
    id: 'postfix-networks',
    step: 'on-premises',
    actions: ['third-party', 'relay'],
    sources: ['postfix-networks'],
    find: ({ tenant }) =>
      settings('mynetworks', factsOf(tenant, 'postfix')).flatMap(({ fact, evidence }) => {
        const wide = fact.value.split(/[\s,]+/).filter((range) => isWideRange(range.replace(/[[\]]/g, '')));
        return wide.length === 0
          ? []
          : [
              {
                subject: hostOf(evidence, tenant),
                severity: 'critical',
                values: { ranges: wide.join(', ') },
                evidence: [evidence],
              },
            ];
      }),
  },
  {
    id: 'postfix-relay',
    step: 'on-premises',
    actions: ['third-party', 'relay'],
    sources: ['postfix-relay'],
    find: ({ tenant }) =>
      settings('smtpd_relay_restrictions', factsOf(tenant, 'postfix')).flatMap(({ fact, evidence }) => {
        const others = settings('smtpd_recipient_restrictions', factsOf(tenant, 'postfix')).filter(
          (each) => each.evidence.sha256 === evidence.sha256,
        );
        if ([fact, ...others.map((each) => each.fact)].some(({ value }) => refuses(value))) return [];
        return [
          {
            subject: hostOf(evidence, tenant),
            severity: 'critical',
            values: { value: fact.value },
            evidence: [evidence],
          },
        ];
      }),
  },
];
