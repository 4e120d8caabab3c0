import { parseArgs } from 'node:util';
import { diagnose } from '../core/diagnosis/diagnose';
import { type BlockedFigures, diagnosisJson, diagnosisText, saysNothing } from '../core/diagnosis/report';
import type { IncidentSummary } from '../core/logs/figures/summary';
import { commandLines } from './commandLines';
import { found, nothing, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn } from './logSources';
import { readPaths } from './mixedFiles';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

export async function diagnoseCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.diagnose.options,
    }),
  );
  if (positionals.length === 0) throw new UsageError('diagnose.missing');
  const language = languageFor(values.lang);
  const { circumstances, summary, failed } = await readPaths(positionals, clockIn(values.zone), output);
  const diagnosis = diagnose(circumstances);
  const print = values.json ? diagnosisJson : diagnosisText;
  await output.write(print(diagnosis, blockedFigures(summary), language));
  if (failed) return trouble;
  return saysNothing(diagnosis) ? nothing : found;
}

export function blockedFigures({ blocked, first, last, codes }: IncidentSummary): BlockedFigures {
  return { blocked, first, last, codes: codes.map(({ name }) => name).sort() };
}
