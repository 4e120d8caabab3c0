import type { Evidence } from '../code/evidence';
import type { AuditAction } from '../tenant/factTypes/activityFacts';

/** What a row of the story tells: an action of the audit log, what mail did, or a sign that has a time of its own. */
export type StoryKind =
  | Exclude<AuditAction, 'signed-in' | 'sign-in-failed' | 'outbound-policy'>
  | 'sign-in'
  | 'passwords-tried'
  | 'unusual-volume'
  | 'login-outside'
  | 'foreign-mail'
  | 'domain-mail'
  | 'refused-first'
  | 'refused-last'
  | 'restricted'
  | 'connector-blocked'
  | 'delivered-again'
  | 'service-issue'
  | 'subscription-renewed'
  | 'tenant-new'
  | 'new-route';

/** One thing that happened, or many alike. Names are as the evidence has them, and not fit to show. */
export interface StoryRow {
  readonly kind: StoryKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When the last of several alike happened; the same as `at` of one alone. */
  readonly last: number;
  readonly count: number;
  /** `before` the first refusal; `block`: the refusals themselves, and what Exchange Online did; `since`: after the first refusal. */
  readonly phase: 'before' | 'block' | 'since';
  /** Whom or what it concerns. */
  readonly name: string;
  /** What was made or given: an inbox rule, a role, a right. */
  readonly object?: string | undefined;
  readonly actor?: string | undefined;
  /** IP address or line from which it was done. */
  readonly address?: string | undefined;
  /** Mails that it is about. */
  readonly mails?: number | undefined;
  readonly evidence: readonly Evidence[];
}

/** A thing that happened, before it is put beside the others. */
export type StoryPart = Omit<StoryRow, 'last' | 'count' | 'phase' | 'evidence'> & {
  readonly last?: number | undefined;
  readonly count?: number | undefined;
  readonly isBlock?: true | undefined;
  readonly evidence: readonly Evidence[];
};
