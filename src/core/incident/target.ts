import type { Evidence } from '../code/evidence';
import type { Finding } from './finding';

/** What rules conclude from all that is known, and the files that were read since they last did. */
export interface Conclusions {
  /** All findings; left out where the rules could not be asked. */
  readonly findings?: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

/** Takes what rules conclude into the open incident. */
export interface FindingsTarget {
  /**
   * Replaces all findings, where some are given, and adds the evidence; the same again changes nothing. Fulfilled when it is
   * stored.
   */
  conclude(conclusions: Conclusions): Promise<void>;
}
