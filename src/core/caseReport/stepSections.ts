import { listText } from '../code/numbers';
import { noteOf } from '../incident/incident';
import { actionKey, isStepDone, tickedActions } from '../incident/progress';
import { findingsOf, standing } from '../incident/standing';
import type { Step } from '../knowledge/types';
import type { Block } from './blocks';
import { countsOf } from './errorSection';
import { dismissalLine, findingLine, findingTitle } from './findingLines';
import type { CaseKnowledge, CaseMaterial, CaseWishes } from './material';
import type { Say } from './texts';

/** Each step with its state, its actions, its findings and its note. */
export function stepSections(
  material: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  return [
    { kind: 'heading', level: 2, text: say('steps.title') },
    { kind: 'paragraph', text: say('steps.tick') },
    ...knowledge.steps.flatMap((step) => stepSection(step, material, knowledge, wishes, say)),
  ];
}

/** The codes of the incident, when a step applies to none of them. */
export function notNeededFor(
  step: Step,
  material: CaseMaterial,
  { codeEntry }: CaseKnowledge,
  { now }: CaseWishes,
): string[] {
  const codes = Object.keys(countsOf(material, now)?.codes ?? {});
  return codes.every((code) => !codeEntry(code).steps[step.id].applies) ? codes : [];
}

function stepSection(
  step: Step,
  material: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  const { incident } = material;
  const { texts } = knowledge;
  const codes = notNeededFor(step, material, knowledge, wishes);
  const against = standing(incident, step.id).length;
  const isDone = isStepDone(step, incident.ticks);
  const findings = findingsOf(incident, step.id).map((finding) => {
    const dismissal = incident.dismissed[finding.id];
    if (dismissal) return dismissalLine(finding, dismissal, knowledge, wishes, say);
    // What stands is told in full under the cause.
    return finding.severity === 'information'
      ? findingLine(finding, knowledge, wishes, say)
      : findingTitle(finding, knowledge, wishes.language, say);
  });
  const note = noteOf(incident, step.id);
  return [
    { kind: 'heading', level: 3, text: texts[step.title.text] },
    { kind: 'paragraph', text: stateOf(step, material, say) },
    ...paragraphs(codes.length > 0 && say('step.notNeeded', { codes: listText(codes, wishes.language) })),
    ...paragraphs(isDone && against > 0 && say('step.contradiction', { count: against })),
    actions(step, material, knowledge, say),
    ...(findings.length === 0
      ? []
      : [
          ...paragraphs(say(against > 0 ? 'step.findingsTold' : 'step.findings')),
          { kind: 'list' as const, items: findings },
        ]),
    ...(note === '' ? [] : [...paragraphs(say('step.note')), { kind: 'note' as const, markdown: note }]),
  ];
}

function stateOf(step: Step, { incident: { ticks } }: CaseMaterial, say: Say): string {
  const done = tickedActions(step, ticks);
  if (done === 0) return say('step.open');
  if (done < step.actions.length) return say('step.partly', { done, total: step.actions.length });
  const last = step.actions.map((action) => ticks[actionKey(step, action)]?.at ?? '').sort();
  return say('step.done', { at: say.time(last.at(-1) ?? '') });
}

function actions(step: Step, { incident }: CaseMaterial, { texts }: CaseKnowledge, say: Say): Block {
  return {
    kind: 'table',
    columns: (['done', 'action', 'when', 'who'] as const).map((name) => say(`column.${name}`)),
    rows: step.actions.map((action) => {
      const tick = incident.ticks[actionKey(step, action)];
      const title = texts[action.title.text];
      return tick
        ? [say('yes'), title, say.time(tick.at), tick.by ?? say('unknown')]
        : [say('no'), title, '', ''];
    }),
  };
}

function paragraphs(text: string | false): Block[] {
  return text === false ? [] : [{ kind: 'paragraph', text }];
}
