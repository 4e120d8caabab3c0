import type { Language } from '../core/code/language';
import { engineScript, engines, MessageIds, mailLogs, mostMessages } from '../core/verify';
import type { Engine, LogTable } from '../core/verify/engine/engine';
import type { MailLog } from '../core/verify/engine/mailLog';
import { type IncidentPeriod, utc } from '../core/verify/incidentValues';
import { type Quotable, quotable } from '../core/verify/quoting';
import { found, trouble } from './exitCode';
import { readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { clockOf, type Times, timesIn } from './times';
import { UsageError } from './usageError';

/** What says where an engine has the lines, and which of them. */
export const engineOptions = {
  engine: { type: 'string' },
  log: { type: 'string' },
  table: { type: 'string' },
  files: { type: 'string' },
  line: { type: 'string' },
  time: { type: 'string' },
  host: { type: 'string' },
  program: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

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
  const engine = named(engines, values.engine, 'The engines are');
  const log = named(mailLogs, values.log ?? 'postfix', 'The kinds of log are');
  const from = tableOf(engine, values);
  const times = timesIn(values);
  const { ids, isWhole } = await idsIn(paths, log, times, output);
  await output.write(engineScript(engine, { log, from, period: periodOf(times), ids }, language));
  return isWhole ? found : trouble;
}

function named<Named extends { readonly id: string }>(all: readonly Named[], id: string, are: string): Named {
  const known = all.find((each) => each.id === id);
  if (known) return known;
  throw new UsageError(`${are} ${all.map((each) => each.id).join(', ')}.`);
}

/** Where the lines stand. Who names the column of the line names the others too: nothing is as usual then. */
function tableOf({ id, usual, accepts }: Engine, values: Values): LogTable {
  const given = (name: keyof LogTable) =>
    values[name] === undefined ? {} : { [name]: checked(name, values[name]) };
  if (values.files !== undefined && usual.files === undefined)
    throw new UsageError(`--files is not for ${id}.`);
  if (values.files !== undefined && values.table !== undefined)
    throw new UsageError('Say --table or --files, not both.');
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
  if (accepts?.(from) === false)
    throw new UsageError(`Such names cannot stand in a query for ${id}: letters, digits and _ can.`);
  return from;
}

function checked(name: string, value: string): Quotable {
  const fit = quotable(value);
  if (fit !== undefined) return fit;
  throw new UsageError(`--${name} holds nothing, too much or a control character.`);
}

/** @throws UsageError where only one end is given: no query has a time that is open */
function periodOf({ since, until, now }: Times): IncidentPeriod | undefined {
  if (since === undefined && until === undefined) return undefined;
  if (since === undefined) throw new UsageError('Say --since with --until.');
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
  if (isTooMany)
    output.complain(
      `There are more than ${mostMessages} messages: ask about shorter times, each by itself.\n`,
    );
  return { ids: messages.list, isWhole: isRead && !failed && !isTooMany };
}
