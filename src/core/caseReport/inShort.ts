import { nameList, nameListText } from '../code/nameList';
import { listText, numberText } from '../code/numbers';
import { headOf } from '../diagnosis/report';
import { actionKey } from '../incident/progress';
import { standing } from '../incident/standing';
import type { Explanation } from '../knowledge/explanation';
import type { TextId } from '../knowledge/texts';
import type { Block } from './blocks';
import { countsOf } from './errorSection';
import type { CaseKnowledge, CaseMaterial, CaseWishes } from './material';
import { notNeededFor } from './stepSections';
import type { Say } from './texts';

/** Names that one line holds; the cause has all. */
const mostNames = 12;

/** What a reader has to know who reads nothing else: how much, who, and what is left. */
export function inShort(
  material: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  const { incident, diagnosis } = material;
  const [best] = diagnosis?.causes ?? [];
  const { steps, texts } = knowledge;
  const counts = countsOf(material, wishes.now);
  const critical = standing(incident).filter(({ severity }) => severity === 'critical');
  const named = steps.flatMap(({ id, title }) => {
    const subjects = critical.filter(({ step }) => step === id).map(({ subject }) => subject);
    const text = nameListText(nameList(subjects, mostNames), wishes.language);
    return subjects.length === 0 ? [] : [{ lead: `${texts[title.text]}:`, text }];
  });
  const counted = Object.entries(counts?.codes ?? {}).sort(
    ([, one], [, other]) => other.blocked - one.blocked,
  );
  const codes = counted.map(([code, { blocked }]) => `${code} (${numberText(blocked, wishes.language)})`);
  const [most] = counted;
  const needed = steps.filter((step) => notNeededFor(step, material, knowledge, wishes).length === 0);
  const open = needed.flatMap((step) =>
    step.actions.filter((action) => !Object.hasOwn(incident.ticks, actionKey(step, action))),
  );
  return [
    { kind: 'heading', level: 2, text: say('short.title') },
    {
      kind: 'list',
      items: [
        ...(most === undefined ? [] : begin(knowledge.explain(most[0], wishes.language), knowledge)),
        ...(codes.length === 0
          ? []
          : [{ lead: say('short.blocked'), text: listText(codes, wishes.language) }]),
        ...(counts?.first && counts.last
          ? [
              {
                lead: say('short.when'),
                text: say('short.span', { first: say.time(counts.first), last: say.time(counts.last) }),
              },
            ]
          : []),
        ...(best ? [{ lead: say('short.diagnosis'), text: headOf(best, 0, wishes.language) }] : []),
        {
          lead: say('short.left'),
          text: say('short.open', { findings: critical.length, actions: open.length }),
        },
      ],
    },
    ...(named.length === 0 && best
      ? []
      : [{ kind: 'paragraph' as const, text: say(named.length === 0 ? 'cause.none' : 'short.named') }]),
    ...(named.length === 0 ? [] : [{ kind: 'list' as const, items: named }]),
  ];
}

/** What is blocked, what to do now and who can lift it, by the code that blocked most. */
function begin(
  { affected, firstAction, liftedBy }: Explanation,
  { texts }: CaseKnowledge,
): { readonly lead: string; readonly text: string }[] {
  const lines = { 'label.affected': affected, 'label.firstAction': firstAction, 'label.liftedBy': liftedBy };
  return Object.entries(lines).map(([label, { text }]) => ({ lead: `${texts[label as TextId]}:`, text }));
}
