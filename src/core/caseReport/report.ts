import { appendix } from './appendices';
import type { Block } from './blocks';
import { causeSection } from './causeSection';
import { errorSection } from './errorSection';
import { openPoints, unchecked } from './honesty';
import { inShort } from './inShort';
import { maskedCase } from './maskedCase';
import { appendices, type CaseKnowledge, type CaseMaterial, type CaseWishes } from './material';
import { stepSections } from './stepSections';
import { type Say, sayIn } from './texts';

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
    ...causeSection(material, knowledge, wishes, say),
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
        created: say.time(created),
        state: say(`state.${state}`),
        now: say.time(now.toISOString()),
      }),
    },
    { kind: 'paragraph', text: say(masked ? 'about.masked' : 'about.plain') },
  ];
}
