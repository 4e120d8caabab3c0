import type { CodeEntry, Step, StepId } from '../knowledge/types';
import type { Ticks } from './oldChecklist';

/** Key under which the tick of an action is stored. */
export function actionKey(step: Pick<Step, 'id'>, action: { readonly id: string }): string {
  return `${step.id}/${action.id}`;
}

/** A step is done when each of its actions is ticked. */
export function isStepDone(step: Step, ticks: Ticks): boolean {
  return step.actions.every((action) => Object.hasOwn(ticks, actionKey(step, action)));
}

/** How many of a step's actions are ticked. */
export function tickedActions(step: Step, ticks: Ticks): number {
  return step.actions.filter((action) => Object.hasOwn(ticks, actionKey(step, action))).length;
}

/** How many of a step's actions are ticked. */
export interface TickCount {
  readonly step: StepId;
  readonly ticked: number;
  readonly total: number;
  readonly done: boolean;
}

/** The ticks of each step, in the order of the steps. */
export function tickCounts(steps: readonly Step[], ticks: Ticks): TickCount[] {
  return steps.map((step) => {
    const ticked = tickedActions(step, ticks);
    const total = step.actions.length;
    return { step: step.id, ticked, total, done: ticked === total };
  });
}

export interface Progress {
  readonly done: number;
  /** Steps that count: those that apply to the code at hand, or all without one. */
  readonly total: number;
}

/** How far the checklist is, for the code at hand or for all codes. */
export function progress(steps: readonly Step[], ticks: Ticks, entry?: CodeEntry): Progress {
  const counted = steps.filter((step) => entry?.steps[step.id].applies ?? true);
  return { done: counted.filter((step) => isStepDone(step, ticks)).length, total: counted.length };
}
