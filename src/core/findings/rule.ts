import type { Evidence } from '../code/evidence';
import type { Severity } from '../incident/finding';
import type { StepId } from '../knowledge/types';
import type { LogFacts } from '../logs/figures/logFacts';
import type { TenantFacts } from '../tenant/facts';
import type { RuleSourceId } from './sources';

/** All that rules look at. */
export interface Circumstances {
  readonly tenant: TenantFacts;
  readonly logs: LogFacts;
}

/** What a rule met: one subject, with the values for the places in the rule's text. */
export interface Match {
  readonly subject: string;
  readonly severity: Severity;
  readonly values?: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}

/** A rule: what it is about as data, and a pure function that finds its subjects. */
export interface Rule {
  /** Also the key of its texts: `<id>.title`, `<id>.reason`. Stable for ever: findings are stored under it. */
  readonly id: string;
  readonly step: StepId;
  /** The actions of the step that cannot be done while it stands. */
  readonly actions: readonly [string, ...string[]];
  /** What the rule rests on. */
  readonly sources: readonly [RuleSourceId, ...RuleSourceId[]];
  find(circumstances: Circumstances): Match[];
}
