import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { blockedFigures } from '../../../../src/cli/diagnoseCommand';
import { readPaths } from '../../../../src/cli/mixedFiles';
import { Output } from '../../../../src/cli/output';
import { clockOf, timesIn } from '../../../../src/cli/times';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { findingsIn } from '../../../../src/core/findings';
import { type Judgement, measure, type Paths } from '../../../incidents/measure';
import { series } from '../../../incidents/series';
import { failureText, ratesOf, type Scored } from '../../../incidents/summary';

async function judge({ folder }: Paths, zone: string): Promise<Judgement> {
  const silent = new PassThrough().resume();
  const { circumstances, summary } = await readPaths(
    [folder],
    clockOf(timesIn({ zone })),
    new Output(silent, silent),
  );
  return {
    diagnosis: { causes: diagnose(circumstances).causes, ...blockedFigures(summary) },
    findings: findingsIn(circumstances),
  };
}

/** Those whose truth is that something certain happened. */
const certain = (scored: readonly Scored[]) =>
  scored.filter(({ truth }) => truth.kind !== 'healthy' && truth.kind !== 'unknown');

it('names the true cause of whole incidents first, and accuses nobody who is innocent', async () => {
  const scored = await measure(series(2026, 32, 8), judge);
  const known = ratesOf(certain(scored));
  const all = ratesOf(scored);
  const failures = scored.flatMap((each) => failureText(each) ?? []).join('\n');
  expect(known.causeFirst, failures).toBeGreaterThanOrEqual(0.9);
  expect(known.culpritNamed, failures).toBeGreaterThanOrEqual(0.9);
  expect(all.accused).toBe(0);
  expect(all.codes).toBe(1);
  // Nothing is claimed of a healthy tenant, nor of what nobody can know.
  for (const { truth, score } of scored)
    if (truth.kind === 'healthy' || truth.kind === 'unknown') expect(score.causeFirst).toBe(true);
});
