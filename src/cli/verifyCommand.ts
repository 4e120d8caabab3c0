import { parseArgs } from 'node:util';
import { steps } from '../core/knowledge';
import type { StepId } from '../core/knowledge/types';
import { IncidentCounter, type IncidentSummary } from '../core/logs/figures/summary';
import { isOfKind } from '../core/tenant/facts';
import { readTenantFile } from '../core/tenant/files';
import { incidentValues, powerShellScript } from '../core/verify';
import { commandLines } from './commandLines';
import { engineQueries } from './engineQueries';
import { found, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn, readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

export async function verifyCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.verify.options,
    }),
  );
  const { from = [], exports = [] } = values;
  // A shell writes several paths after one --from, as for mail.log*.
  if (from.length === 0 && positionals.length > 0) throw new UsageError('error.fromFirst');
  const language = languageFor(values.lang);
  if (values.engine !== undefined) {
    const { engine } = values;
    return engineQueries({ ...values, engine }, [...from, ...positionals], language, output);
  }
  const step = stepNamed(values.step);
  const { summary, failed } = await summaryOf([...from, ...positionals], values.zone, output);
  const own = await ownDomainsIn(exports, output);
  const evidence = { summary, ownDomains: own.domains };
  await output.write(powerShellScript({ values: incidentValues(evidence), language, step }));
  return failed || own.failed ? trouble : found;
}

/** The accepted domains that exports name, so that only their accounts are asked about. */
async function ownDomainsIn(
  paths: readonly string[],
  output: Output,
): Promise<{ domains: string[]; failed: boolean }> {
  const domains: string[] = [];
  let failed = false;
  for (const path of paths)
    try {
      const read = await readTenantFile(path);
      if ('export' in read && isOfKind(read.export, 'accepted-domains'))
        domains.push(...read.export.rows.map(({ domain }) => domain));
    } catch (error) {
      output.complainAbout(path, error);
      failed = true;
    }
  return { domains, failed };
}

function stepNamed(name: string | undefined): StepId | undefined {
  if (name === undefined) return undefined;
  const step = steps.find(({ id }) => id === name);
  if (step) return step.id;
  throw new UsageError('error.oneOf', { option: '--step', values: steps.map(({ id }) => id).join(', ') });
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
