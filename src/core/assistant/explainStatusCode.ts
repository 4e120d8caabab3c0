import type { Language } from '../code/language';
import { explain, type SourcedText } from '../knowledge/explanation';
import type { ToolAnswer } from './answer';

/** What to do now is told up to here; the rest stands in the explanation. */
const mostActions = 8;

/** What a code means and what to do, with the sources of what is said. */
export function explainStatusCode(code: string, language: Language): ToolAnswer {
  const all = explain(code, language);
  const quoted = new Set<number>();
  const said = ({ text, sources, portal }: SourcedText) => {
    for (const number of sources) quoted.add(number);
    return portal ? { text, sources, portal: { ...portal } } : { text, sources };
  };
  const facts = {
    code: all.code,
    name: all.name,
    standing: all.standing,
    blocks: all.blocks.text,
    meaning: said(all.meaning),
    why: said(all.why),
    affected: said(all.affected),
    liftedBy: said(all.liftedBy),
    firstAction: said(all.firstAction),
    actions: all.actions.slice(0, mostActions).map(said),
    meanwhile: said(all.meanwhile),
    steps: all.steps.filter(({ notNeeded }) => !notNeeded).map(({ id, title }) => ({ id, title })),
  };
  const sources = all.sources
    .filter(({ number }) => quoted.has(number))
    .map(({ number, title, url }) => ({ number, title, url }));
  return { facts: { ...facts, sources } };
}
