import { steps } from '../knowledge';
import type { StepId } from '../knowledge/types';
import { exchangeQueries } from './exchangeQueries';
import { graphQueries } from './graphQueries';
import { huntingQueries } from './huntingQueries';
import { type QueryDraft, statementOf, type VerificationQuery } from './query';
import { serverQueries } from './serverQueries';

const known = [...exchangeQueries, ...graphQueries, ...serverQueries, ...huntingQueries].map(complete);

/** Every query, in the order of the steps and their actions; the first of an action's is its command. */
export const queries: readonly VerificationQuery[] = steps.flatMap(({ id: step, actions }) =>
  actions.flatMap(({ id }) => known.filter(({ answers }) => answers.step === step && answers.action === id)),
);

/** The queries of a step or of one of its actions, or all. */
export function queriesFor(step?: StepId, action?: string): VerificationQuery[] {
  return queries.filter(
    ({ answers }) =>
      (step === undefined || answers.step === step) && (action === undefined || answers.action === action),
  );
}

function complete({ answers, sources, limits = [], ...draft }: QueryDraft): VerificationQuery {
  const [step, action] = answers.split('/') as [StepId, string];
  return {
    ...draft,
    answers: { step, action },
    title: statementOf(`${draft.id}.title`, ...sources),
    lookFor: statementOf(`${draft.id}.look`, ...sources),
    limits,
  };
}
