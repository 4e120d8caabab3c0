import type { Finding } from '../core/incident/finding';
import type { Step, StepAction } from '../core/knowledge/types';

/** The row of an action. */
export interface ActionNode {
  readonly step: Step;
  readonly action: StepAction;
  readonly finding?: undefined;
}

/** A row of the checklist: a step, or one action or finding inside it. */
export type ChecklistNode =
  | { readonly step: Step; readonly action?: undefined; readonly finding?: undefined }
  | ActionNode
  | { readonly step: Step; readonly action?: undefined; readonly finding: Finding };

/** VS Code hands the row to a command from its menu; from elsewhere there is none. */
export function rowOf(argument: unknown): ChecklistNode | undefined {
  const isRow = typeof argument === 'object' && argument !== null && 'step' in argument;
  return isRow ? (argument as ChecklistNode) : undefined;
}
