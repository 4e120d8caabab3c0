import { parseArgs } from 'node:util';
import type { Language } from '../core/code/language';
import { LogFactsCounter } from '../core/findings/logFacts';
import type { LogFacts } from '../core/logs/figures/logFacts';
import { reportMarkdown } from '../core/logs/figures/reportMarkdown';
import { IncidentCounter, type IncidentSummary } from '../core/logs/figures/summary';
import { found, nothing, trouble } from './exitCode';
import { wantedFiles } from './globArguments';
import { languageFor } from './language';
import { readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { clockOf, timesIn } from './times';
import { asUsageError, UsageError } from './usageError';

type Format = (summary: IncidentSummary, language: Language, logs: LogFacts) => string | Promise<string>;

/** Each loads what it needs. */
const formats: Readonly<Record<'md' | 'json' | 'csv', Format>> = {
  md: inMarkdown,
  json: async (summary, language) => (await import('./reportFormats')).reportJson(summary, language),
  csv: async (summary) => (await import('./reportFormats')).reportCsv(summary),
};

/** `report PATH… [--format md|json|csv] [--glob G]… [--since T] [--until T] [--zone Z] [--lang en|it]` */
export async function reportCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'md' },
        glob: { type: 'string', multiple: true, default: [] },
        since: { type: 'string' },
        until: { type: 'string' },
        zone: { type: 'string' },
        lang: { type: 'string' },
      },
    }),
  );
  if (positionals.length === 0)
    throw new UsageError('Say what to report on: files, folders, or - for standard input.');
  const format = formatNamed(values.format);
  const language: Language = languageFor(values.lang);
  const times = timesIn(values);
  const clock = clockOf(times);
  const counter = new IncidentCounter({ ...times, offsetAt: clock.offsetAt });
  const facts = new LogFactsCounter();
  const { sources, failed } = sourcesAt(positionals, output, await wantedFiles(values.glob));
  const isWhole = await readTogether(sources, clock, { counted: times }, output, {
    take: (batch) => {
      counter.addBatch(batch);
      facts.addBatch(batch);
    },
  });
  const summary = counter.summary();
  await output.write(await format(summary, language, facts.facts()));
  if (failed || !isWhole) return trouble;
  return summary.blocked + summary.mentions > 0 ? found : nothing;
}

/** What the logs alone say of the cause stands before the numbers; where nothing was blocked, no cause is looked for. */
async function inMarkdown(summary: IncidentSummary, language: Language, logs: LogFacts): Promise<string> {
  if (logs.codes.length === 0 && logs.firstHit === undefined) return reportMarkdown(summary, language);
  const { causesInLogs } = await import('./causesInLogs');
  return reportMarkdown(summary, language, causesInLogs(logs, language));
}

function formatNamed(name: string): Format {
  if (name === 'md' || name === 'json' || name === 'csv') return formats[name];
  throw new UsageError('The formats are md, json and csv.');
}
