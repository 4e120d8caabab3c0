import { parseArgs } from 'node:util';
import type { Language } from '../core/catalogue/language';
import { type Clock, StampReader } from '../core/logs/clock';
import { readLogs } from '../core/logs/logFiles';
import { reportMarkdown } from '../core/logs/reportMarkdown';
import { IncidentCounter } from '../core/logs/summary';
import { found, nothing, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn, sourcesAt } from './logSources';
import type { Output } from './output';
import { reportCsv, reportJson } from './reportFormats';
import { asUsageError, UsageError } from './usageError';

const formats = { md: reportMarkdown, json: reportJson, csv: reportCsv };

/** `report PATH… [--format md|json|csv] [--since T] [--until T] [--zone Z] [--lang en|it]` */
export async function reportCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'md' },
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
  const clock = clockIn(values.zone);
  const counter = new IncidentCounter({
    offsetAt: clock.offsetAt,
    since: timeOf(values.since, clock),
    until: timeOf(values.until, clock),
  });
  const { sources, failed } = await sourcesAt(positionals, output);
  let code: number = failed ? trouble : nothing;
  for await (const batch of readLogs(sources, clock)) {
    if ('error' in batch) {
      output.complainAbout(batch.name, batch.error);
      code = trouble;
    } else for (const event of batch.events) counter.add(event);
  }
  const summary = counter.summary();
  await output.write(format(summary, language));
  return code === nothing && summary.blocked + summary.mentions > 0 ? found : code;
}

function formatNamed(name: string): (typeof formats)['md'] {
  if (name === 'md' || name === 'json' || name === 'csv') return formats[name];
  throw new UsageError('The formats are md, json and csv.');
}

function timeOf(text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined;
  const stamp = /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text}T00:00:00`
    : text.replace(/^(\S{10}[T ]\d\d:\d\d)(?!:)/, '$1:00');
  const moment = new StampReader(clock).read(stamp);
  if (moment) return moment.at;
  throw new UsageError('A time is written as 2026-11-24, 2026-11-24T14:02 or 2026-11-24T14:02:00+01:00.');
}
