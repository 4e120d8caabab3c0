import { standing } from '../incident/standing';
import { appendix } from './appendices';
import type { Block } from './blocks';
import { errorSection } from './errorSection';
import { findingLine } from './findingLines';
import { openPoints, unchecked } from './honesty';
import { inShort } from './inShort';
import { maskedCase } from './maskedCase';
import { appendices, type CaseKnowledge, type CaseMaterial, type CaseWishes } from './material';
import { stepSections } from './stepSections';
import { type Say, sayIn, shownTime } from './texts';

/** The case for Support: what went wrong, why, what was done, and what is not known. */
export function caseReport(
  asFound: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
): readonly Block[] {
  const material = wishes.masked ? maskedCase(asFound) : asFound;
  const say = sayIn(wishes.language);
  return [
    ...introduction(material, wishes, say),
    ...inShort(material, knowledge, wishes, say),
    ...errorSection(material, knowledge, wishes, say),
    ...cause(material, knowledge, wishes, say),
    ...stepSections(material, knowledge, wishes, say),
    ...openPoints(material, knowledge, wishes, say),
    ...unchecked(material, knowledge, wishes, say),
    ...appendices
      .filter((name) => wishes.appendices.includes(name))
      .flatMap((name) => appendix(name, material, knowledge, wishes, say)),
  ];
}

function introduction({ incident }: CaseMaterial, { masked, now }: CaseWishes, say: Say): Block[] {
  const { title, created, state } = incident;
  return [
    { kind: 'heading', level: 1, text: say('title', { title }) },
    {
      kind: 'paragraph',
      text: say('about.when', {
        created: shownTime(created),
        state: say(`state.${state}`),
        now: shownTime(now.toISOString()),
      }),
    },
    { kind: 'paragraph', text: say(masked ? 'about.masked' : 'about.plain') },
  ];
}

function cause({ incident }: CaseMaterial, knowledge: CaseKnowledge, wishes: CaseWishes, say: Say): Block[] {
  const found = knowledge.steps.flatMap(({ id }) => standing(incident, id));
  const lines = (severity: string) =>
    found
      .filter((finding) => finding.severity === severity)
      .map((finding) => findingLine(finding, knowledge, wishes, say));
  const [critical, warnings] = [lines('critical'), lines('warning')];
  return [
    { kind: 'heading', level: 2, text: say('cause.title') },
    { kind: 'paragraph', text: say(critical.length === 0 ? 'cause.none' : 'cause.found') },
    ...(critical.length === 0 ? [] : [{ kind: 'list' as const, items: critical }]),
    ...(warnings.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: say('cause.possible') },
          { kind: 'list' as const, items: warnings },
        ]),
  ];
}
