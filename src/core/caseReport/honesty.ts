import { shownZone } from '../code/shownTime';
import { actionKey } from '../incident/progress';
import { standing } from '../incident/standing';
import { say as sayOfLogs } from '../logs/figures/incidentText';
import type { Block } from './blocks';
import { lineOf, placesOf } from './findingLines';
import type { CaseKnowledge, CaseMaterial, CaseWishes, ReportedScan } from './material';
import { notNeededFor } from './stepSections';
import type { Say } from './texts';

/** Files that could not be read that are named one by one. */
const mostFiles = 50;

/** What is left to do, step by step, and what speaks against what is done. */
export function openPoints(
  material: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  const { incident } = material;
  const { steps, texts, findingText, portalLink } = knowledge;
  const open = steps.flatMap((step) => {
    const actions = step.actions.filter((action) => !Object.hasOwn(incident.ticks, actionKey(step, action)));
    const isLeft = actions.length > 0 && notNeededFor(step, material, knowledge, wishes).length === 0;
    return isLeft ? [{ step: texts[step.title.text], actions }] : [];
  });
  const actions = open.map(({ step, actions }) =>
    say('open.actions', { step, actions: actions.map(({ title }) => texts[title.text]).join('; ') }),
  );
  const pages = [...new Set(open.flatMap(({ actions }) => actions.flatMap(({ portal }) => portal ?? [])))];
  const findings = steps
    .flatMap(({ id }) => standing(incident, id))
    .map((finding) =>
      say('open.finding', {
        title: findingText(finding, wishes.language).title,
        evidence: placesOf(finding, say, lineOf),
      }),
    );
  const items = [...findings, ...actions];
  return [
    { kind: 'heading', level: 2, text: say('open.title') },
    items.length === 0 ? { kind: 'paragraph', text: say('open.none') } : { kind: 'list', items },
    ...(pages.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: say('open.pages') },
          { kind: 'links' as const, pages: pages.map((id) => portalLink(id, wishes.language)) },
        ]),
  ];
}

/** What the report does not know, so that nobody takes silence for a clean bill. */
export function unchecked(
  { incident, snapshot }: CaseMaterial,
  { steps, texts }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): Block[] {
  const silent = steps.filter(({ id }) => !incident.findings.some(({ step }) => step === id));
  const nameless = Object.values(incident.ticks).filter(({ by }) => by === undefined).length;
  const summary = snapshot?.summary;
  const troubled = (snapshot?.files ?? []).flatMap(({ path, problem }) =>
    problem === undefined ? [] : [say('unchecked.file', { file: path, problem })],
  );
  const items = [
    say('unchecked.live'),
    ...(snapshot || incident.scan ? [] : [say('unchecked.noScan')]),
    ...(incident.evidence.length === 0 && incident.findings.every(({ evidence }) => evidence.length === 0)
      ? [say('unchecked.noEvidence')]
      : []),
    ...(silent.length === 0
      ? []
      : [say('unchecked.noFindings', { steps: silent.map(({ title }) => texts[title.text]).join('; ') })]),
    ...(snapshot && snapshot.state !== 'complete' ? [say(`unchecked.${snapshot.state}`)] : []),
    ...(snapshot && snapshot.dropped > 0 ? [say('unchecked.dropped', { count: snapshot.dropped })] : []),
    ...(snapshot && isOfBothKinds(snapshot) ? [say('unchecked.twice')] : []),
    ...(summary && summary.unattributed > 0
      ? [say('unchecked.unattributed', { count: summary.unattributed })]
      : []),
    ...(summary?.assumed ?? []).map((what) =>
      sayOfLogs(language, `assumed.${what}`, { zone: shownZone(summary?.zone ?? 'Z') }),
    ),
    ...troubled.slice(0, mostFiles),
    ...(nameless > 0 ? [say('unchecked.nobody', { count: nameless })] : []),
  ];
  return [
    { kind: 'heading', level: 2, text: say('unchecked.title') },
    { kind: 'list', items },
  ];
}

/** Whether blocked mails are known from bounces and from logs. */
function isOfBothKinds({ events }: ReportedScan): boolean {
  const kinds = new Set(
    events.flatMap(({ outcome, format }) => (outcome === 'blocked' ? [format === 'message'] : [])),
  );
  return kinds.size > 1;
}
