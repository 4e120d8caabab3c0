import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Language } from '../core/catalogue/language';
import { type Clock, localOffset, StampReader, zoneMinutes } from '../core/logs/clock';
import { type LogSource, logFile, readLogs } from '../core/logs/logFiles';
import { reportMarkdown } from '../core/logs/reportMarkdown';
import { IncidentCounter } from '../core/logs/summary';
import { decode } from '../core/scan/textFile';
import { walk } from '../core/scan/walk';
import { found, nothing, trouble } from './exitCode';
import { languageFor } from './language';
import type { Output } from './output';
import { reportCsv, reportJson } from './reportFormats';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

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

/** The zone for times that name none: the one given, or this machine's. */
function clockIn(zone: string | undefined): Clock {
  const minutes = zone === undefined ? undefined : zoneMinutes(zone);
  if (zone !== undefined && minutes === undefined)
    throw new UsageError('A zone is written as Z, +01:00 or -0330.');
  return { reference: Date.now(), offsetAt: minutes === undefined ? localOffset : () => minutes };
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

async function sourcesAt(
  paths: readonly string[],
  output: Output,
): Promise<{ sources: LogSource[]; failed: boolean }> {
  const sources = new Map<string, LogSource>();
  let failed = false;
  for (const path of paths)
    for await (const met of filesOf(path))
      try {
        if ('error' in met) throw met.error;
        sources.set(met.path, met.path === standardInput ? input() : await logFile(met.path));
      } catch (error) {
        output.complainAbout(met.path, error);
        failed = true;
      }
  return { sources: [...sources.values()], failed };
}

async function* filesOf(path: string): ReturnType<typeof walk> {
  if (path === standardInput) yield { path };
  else
    try {
      if ((await stat(path)).isDirectory()) yield* walk(path);
      else yield { path };
    } catch (error) {
      yield { path, error };
    }
}

function input(): LogSource {
  return {
    name: standardInput,
    modified: Date.now(),
    once: true,
    open: () => decode(process.stdin),
  };
}
