import type { Cause, Diagnosis, Judgement } from '../diagnosis/diagnosis';
import { mixedSentence, tenantHeading } from '../diagnosis/report';
import { storySentences } from '../diagnosis/storyText';
import { causeText } from '../diagnosis/texts';
import { standing } from '../incident/standing';
import type { Block, ListItem } from './blocks';
import { findingLine, placesOf } from './findingLines';
import type { CaseKnowledge, CaseMaterial, CaseWishes } from './material';
import type { Say } from './texts';

const nothingKnown: Diagnosis = { causes: [], story: [], tenants: [], tenantCount: 0 };

/** What the evidence says of the cause and of what happened, and the findings that stand. */
export function causeSection(
  { incident, diagnosis = nothingKnown }: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  const { causes, tenants } = diagnosis;
  const found = knowledge.steps.flatMap(({ id }) => standing(incident, id));
  const lines = (severity: string) =>
    found
      .filter((finding) => finding.severity === severity)
      .map((finding) => findingLine(finding, knowledge, wishes, say));
  const [critical, warnings] = [lines('critical'), lines('warning')];
  return [
    { kind: 'heading', level: 2, text: say('cause.title') },
    ...judgement(diagnosis, say('cause.diagnosis'), wishes, say),
    ...(tenants.length === 0
      ? []
      : [{ kind: 'paragraph' as const, text: mixedSentence(diagnosis, wishes.language) }]),
    ...tenants.flatMap((each) => judgement(each, tenantHeading(each, wishes.language), wishes, say)),
    ...(causes.length > 0 && critical.length === 0
      ? []
      : [{ kind: 'paragraph' as const, text: say(critical.length === 0 ? 'cause.none' : 'cause.found') }]),
    ...(critical.length === 0 ? [] : [{ kind: 'list' as const, items: critical }]),
    ...listed(say('cause.possible'), warnings),
  ];
}

/** The causes, and in two sentences what happened. */
function judgement({ causes, story }: Judgement, heading: string, wishes: CaseWishes, say: Say): Block[] {
  const sentences = storySentences(story, wishes.language);
  return [
    ...listed(
      heading,
      causes.map((cause) => causeLine(cause, wishes, say)),
    ),
    ...(sentences.length === 0 ? [] : [{ kind: 'paragraph' as const, text: sentences.join(' ') }]),
  ];
}

/** A cause with how sure it is, why, what speaks against it, and the places that show it. */
function causeLine(cause: Cause, { language }: CaseWishes, say: Say): ListItem {
  const { title, confidence, reasons, against, decidedBy } = causeText(cause, language);
  const text = say('finding.line', {
    reason: [...[...reasons, ...against].map(({ text: sentence }) => sentence), decidedBy ?? '']
      .join(' ')
      .trim(),
    evidence: placesOf(cause, say),
  });
  return { lead: `${title} (${confidence})`, text };
}

function listed(text: string, items: readonly ListItem[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'paragraph', text },
        { kind: 'list', items },
      ];
}
