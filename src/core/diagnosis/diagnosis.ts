import type { Evidence } from '../code/evidence';
import type { QueryId } from '../verify/texts';
import type { CauseKind, NamedCulprit, Observation } from './cause';
import type { SignId } from './signs';
import type { StoryRow } from './storyRow';

/** A sign that was seen, and what it adds to the log-odds of its cause. */
export interface SeenSign extends Observation {
  readonly sign: SignId;
  readonly weight: number;
}

/** What may be behind the block. Plain data; names and values are not fit to show as they stand. */
export interface Cause {
  readonly kind: CauseKind;
  readonly culprits: readonly NamedCulprit[];
  /** 0 to 1: how likely it is this, of all that fits and of what nobody knows. */
  readonly confidence: number;
  /** What speaks for it, the strongest first, and what against. */
  readonly reasons: readonly SeenSign[];
  readonly against: readonly SeenSign[];
  readonly evidence: readonly Evidence[];
  /** The query whose answer, not given yet, would decide; undefined where all are answered. */
  readonly decidedBy: QueryId | undefined;
}

/** What is known of a block: what may be behind it, the likeliest first, and what happened. Empty where nothing was blocked. */
export interface Judgement {
  readonly causes: readonly Cause[];
  /** The earliest first (see `storyOf`). */
  readonly story: readonly StoryRow[];
}

/** One of several tenants whose mail is mixed, judged by its own evidence alone. */
export interface TenantJudgement extends Judgement {
  /** What the tenant is called by, the most blocked first. */
  readonly domains: readonly string[];
  readonly blocked: number;
}

/** A judgement of all that was read. Where it is of several tenants, it says nothing of them together. */
export interface Diagnosis extends Judgement {
  /** Those with the most refused mail; empty where all that was read can be of one tenant. */
  readonly tenants: readonly TenantJudgement[];
  /** How many tenants are mixed; 0 where none are. */
  readonly tenantCount: number;
}
