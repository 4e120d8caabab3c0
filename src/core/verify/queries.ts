import type { StepId } from '../catalogue/types';
import { exchangeQueries } from './exchangeQueries';
import { graphQueries } from './graphQueries';
import { huntingQueries } from './huntingQueries';
import { type QueryDraft, say, type VerificationQuery } from './query';
import { serverQueries } from './serverQueries';

/** Every query, by where it runs; of those that answer one action, the first is its command. */
export const queries: readonly VerificationQuery[] = [
  ...exchangeQueries,
  ...graphQueries,
  ...serverQueries,
  ...huntingQueries,
].map(complete);

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
    title: say(`${draft.id}.title`, ...sources),
    lookFor: say(`${draft.id}.look`, ...sources),
    limits,
  };
}
