import type { Evidence } from '../code/evidence';
import type { StepId } from '../knowledge/types';

/** One file or place of it. */
export function evidenceKey({ file, line }: Pick<Evidence, 'file' | 'line'>): string {
  return `${file}\n${line ?? ''}`;
}

export type Severity = 'critical' | 'warning' | 'information';

/**
 * What a rule concludes about one step. It proposes and never ticks. Plain JSON, stable between runs: the same facts give
 * the same finding with the same `id`.
 */
export interface Finding {
  /** `<rule>:<subject>`. */
  readonly id: string;
  /** Key of the rule, and of its texts. */
  readonly rule: string;
  readonly step: StepId;
  readonly severity: Severity;
  /** The domain, connector, account or host the finding is about, as it is written in the evidence. */
  readonly subject: string;
  /** Values for the places in the rule's text, by name; from files, and not fit to show as they stand. */
  readonly values: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}
