import type { Language } from '../../code/language';
import type { IncidentPeriod } from '../incidentValues';
import { pageOf } from '../pages';
import { type VerifyTextId, verifyTexts } from '../texts';
import type { Engine, EngineQuestion } from './engine';

/** The queries for an engine, with comments: what each is for, how its answer is saved, the engine's limits and sources. */
export function engineScript(engine: Engine, question: EngineQuestion, language: Language): string {
  const say = (id: VerifyTextId) => verifyTexts[language][id];
  const comment = (...lines: string[]) => lines.map((line) => `${engine.comment} ${line}`).join('\n');
  const isFirst = !engine.joins && question.ids.length === 0;
  const periodText = ({ start, end }: IncidentPeriod) =>
    say('engine.period').replace('{start}', start).replace('{end}', end);
  const queries = engine.lines(question);
  const totals = question.log.deliveries && engine.totals?.(question, question.log.deliveries);
  const sources = new Set([engine.saved, ...engine.limits].flatMap((each) => each.sources));
  const parts = queries.map((query, index) => {
    const part = say('engine.part')
      .replace('{part}', `${index + 1}`)
      .replace('{parts}', `${queries.length}`);
    const about = say(isFirst ? 'engine.codes' : 'engine.lines');
    return `${comment(queries.length > 1 ? `${about}. ${part}` : about)}\n${query}`;
  });
  return `${[
    comment(
      say('engine.heading').replace('{engine}', engine.name),
      say(engine.saved.text),
      ...engine.limits.map(({ text }) => `${say('script.limit')}: ${say(text)}`),
      ...(isFirst ? [] : [say('engine.back')]),
      ...(question.period === undefined ? [] : [periodText(question.period)]),
      ...(totals === undefined && !isFirst ? [say('engine.no-totals')] : []),
      ...[...sources].map((id) => `${say('script.source')}: ${pageOf(id, language)}`),
    ),
    ...parts,
    ...(totals === undefined ? [] : [`${comment(say('engine.totals'), say('engine.senders'))}\n${totals}`]),
  ].join('\n\n')}\n`;
}
