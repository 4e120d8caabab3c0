import type { Evidence, Finding } from './finding';

/** Takes what rules conclude, and which files they read, into the open incident. */
export interface FindingsTarget {
  /** Replaces all findings; the same findings again change nothing. */
  setFindings(findings: readonly Finding[]): void;
  /** Remembers that a file was read as evidence. */
  addEvidence(evidence: Evidence): void;
}
