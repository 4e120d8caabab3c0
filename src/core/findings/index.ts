import type { Finding } from '../incident/finding';
import { steps } from '../knowledge/steps';
import { accountRules } from './accountRules';
import { administratorRules } from './administratorRules';
import { applicationRules } from './applicationRules';
import { auditLogRules } from './auditLogRules';
import { connectorRules } from './connectorRules';
import { domainRules } from './domainRules';
import { mailFlowRules } from './mailFlowRules';
import type { Circumstances, Match, Rule } from './rule';
import { serverRules } from './serverRules';
import { supportRules } from './supportRules';

/** All rules, in the order of the checklist's steps. */
export const rules: readonly Rule[] = steps.flatMap(({ id }) =>
  [
    ...domainRules,
    ...administratorRules,
    ...connectorRules,
    ...accountRules,
    ...applicationRules,
    ...mailFlowRules,
    ...auditLogRules,
    ...serverRules,
    ...supportRules,
  ].filter(({ step }) => step === id),
);

/** Findings of one rule that are kept; a log may name a new domain in each line. */
export const mostPerRule = 200;

const severities = ['critical', 'warning', 'information'] as const;

/**
 * What the rules conclude, by rule, the gravest of each first. The same circumstances give the same findings in the same
 * order, each with an id of its own.
 */
export function findingsIn(circumstances: Circumstances): Finding[] {
  return [...findingsByRule(circumstances)].flat();
}

/** The same, one rule at a time, so that who asks can do other work between. */
export function* findingsByRule(circumstances: Circumstances): Generator<Finding[]> {
  for (const rule of rules) {
    const bySubject = new Map<string, Finding>();
    for (const match of rule.find(circumstances)) {
      const finding = findingOf(rule, match);
      const known = bySubject.get(finding.id);
      bySubject.set(finding.id, known ? joined(known, finding) : finding);
    }
    yield [...bySubject.values()].sort(gravestFirst).slice(0, mostPerRule);
  }
}

function findingOf({ id, step }: Rule, { subject, severity, values = {}, evidence }: Match): Finding {
  return {
    id: `${id}:${subject}`,
    rule: id,
    step,
    severity,
    subject,
    values: { ...values, subject },
    evidence,
  };
}

/** Places that one finding names. */
const mostEvidence = 10;

/** One subject met twice, as in two exports: the graver stands, with the places of both. */
function joined(one: Finding, other: Finding): Finding {
  const graver = severities.indexOf(other.severity) < severities.indexOf(one.severity) ? other : one;
  const isSame = (places: typeof one.evidence, { file, line }: (typeof one.evidence)[number]) =>
    places.some((each) => each.file === file && each.line === line);
  const added = other.evidence.filter((each) => !isSame(one.evidence, each));
  return { ...graver, evidence: [...one.evidence, ...added].slice(0, mostEvidence) };
}

function gravestFirst(one: Finding, other: Finding): number {
  const difference = severities.indexOf(one.severity) - severities.indexOf(other.severity);
  return difference || (one.id < other.id ? -1 : 1);
}
