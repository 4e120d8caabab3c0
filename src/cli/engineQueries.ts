import type { Language } from '../core/code/language';
import { numberText } from '../core/code/numbers';
import { engineScript, engines, MessageIds, mailLogs, mostAskedAbout } from '../core/verify';
import type { Engine, LogTable } from '../core/verify/engine/engine';
import type { MailLog } from '../core/verify/engine/mailLog';
import { type IncidentPeriod, utc } from '../core/verify/incidentValues';
import { type Quotable, quotable } from '../core/verify/quoting';
import type { engineOptions } from './commandLines';
import { found, trouble } from './exitCode';
import { readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { clockOf, type Times, timesIn } from './times';
import { UsageError } from './usageError';

type Values = Readonly<Partial<Record<keyof typeof engineOptions | 'zone', string | undefined>>>;

/**
 * Prints the queries for an engine. @param paths what it has answered already: their messages are asked about
 * @throws UsageError
 */
export async function engineQueries(
  values: Values & { readonly engine: string },
  paths: readonly string[],
  language: Language,
  output: Output,
): Promise<number> {
  const engine = named(engines, values.engine, '--engine');
  const log = named(mailLogs, values.log ?? 'postfix', '--log');
  const from = tableOf(engine, values);
  const times = timesIn(values);
  const { ids, isWhole } = await idsIn(paths, log, times, output);
  await output.write(engineScript(engine, { log, from, period: periodOf(times), ids }, language));
  return isWhole ? found : trouble;
}

function named<Named extends { readonly id: string }>(
  all: readonly Named[],
  id: string,
  option: string,
): Named {
  const known = all.find((each) => each.id === id);
  if (known) return known;
  throw new UsageError('error.oneOf', { option, values: all.map((each) => each.id).join(', ') });
}

/** Where the lines stand. Who names the column of the line names the others too: nothing is as usual then. */
function tableOf({ id, usual, accepts }: Engine, values: Values): LogTable {
  const given = (name: keyof LogTable) =>
    values[name] === undefined ? {} : { [name]: checked(name, values[name]) };
  if (values.files !== undefined && usual.files === undefined)
    throw new UsageError('error.notForEngine', { option: '--files', engine: id });
  if (values.files !== undefined && values.table !== undefined)
    throw new UsageError('error.choose', { options: '--table, --files' });
  const { files, table, line, ...columns } = usual;
  const from: LogTable = {
    ...(values.table === undefined ? { files, table } : {}),
    line,
    ...(values.line === undefined ? columns : {}),
    ...given('table'),
    ...given('files'),
    ...given('line'),
    ...given('time'),
    ...given('host'),
    ...given('program'),
  };
  if (accepts?.(from) === false) throw new UsageError('error.engineNames', { engine: id });
  return from;
}

function checked(name: string, value: string): Quotable {
  const fit = quotable(value);
  if (fit !== undefined) return fit;
  throw new UsageError('error.engineValue', { option: `--${name}` });
}

/** @throws UsageError where only one end is given: no query has a time that is open */
function periodOf({ since, until, now }: Times): IncidentPeriod | undefined {
  if (since === undefined && until === undefined) return undefined;
  if (since === undefined) throw new UsageError('error.noSince');
  return { start: utc(since), end: utc(until ?? now) };
}

/** The ids of the messages that a code concerns in what an engine has answered. */
async function idsIn(
  paths: readonly string[],
  log: MailLog,
  times: Times,
  output: Output,
): Promise<{ ids: readonly Quotable[]; isWhole: boolean }> {
  if (paths.length === 0) return { ids: [], isWhole: true };
  const messages = new MessageIds(log);
  const { sources, failed } = sourcesAt(paths, output);
  const isRead = await readTogether(sources, clockOf(times), { codesOnly: true }, output, {
    take: ({ events }) => {
      for (const event of events) messages.add(event);
    },
  });
  const { isTooMany } = messages;
  if (isTooMany) output.tell('message.tooMany', { count: numberText(mostAskedAbout, output.language) });
  return { ids: messages.list, isWhole: isRead && !failed && !isTooMany };
}
