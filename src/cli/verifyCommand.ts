import { parseArgs } from 'node:util';
import { steps } from '../core/catalogue';
import type { StepId } from '../core/catalogue/types';
import { IncidentCounter, type IncidentSummary } from '../core/logs/summary';
import { incidentValues, powerShellScript } from '../core/verify';
import { found, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn, readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

/** `verify [--step S] [--from PATH…] [--zone Z] [--lang en|it]` */
export async function verifyCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        step: { type: 'string' },
        from: { type: 'string', multiple: true },
        zone: { type: 'string' },
        lang: { type: 'string' },
      },
    }),
  );
  const { from = [] } = values;
  // A shell writes several paths after one --from, as for mail.log*.
  if (from.length === 0 && positionals.length > 0)
    throw new UsageError('Say --from before the files to take the values from.');
  const step = stepNamed(values.step);
  const language = languageFor(values.lang);
  const { summary, failed } = await summaryOf([...from, ...positionals], values.zone, output);
  await output.write(powerShellScript({ values: incidentValues({ summary }), language, step }));
  return failed ? trouble : found;
}

function stepNamed(name: string | undefined): StepId | undefined {
  if (name === undefined) return undefined;
  const step = steps.find(({ id }) => id === name);
  if (step) return step.id;
  throw new UsageError(`The steps are ${steps.map(({ id }) => id).join(', ')}.`);
}

async function summaryOf(
  paths: readonly string[],
  zone: string | undefined,
  output: Output,
): Promise<{ summary: IncidentSummary | undefined; failed: boolean }> {
  const clock = clockIn(zone);
  if (paths.length === 0) return { summary: undefined, failed: false };
  const counter = new IncidentCounter({ offsetAt: clock.offsetAt });
  const met = sourcesAt(paths, output);
  // What was delivered stands in no query.
  const isWhole = await readTogether(met.sources, clock, { codesOnly: true }, output, {
    take: (batch) => counter.addBatch(batch),
  });
  return { summary: counter.summary(), failed: met.failed || !isWhole };
}
