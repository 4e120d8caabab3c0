import { printable, visibleText } from '../core/code/printable';
import type { IsWanted } from '../core/files/globs';
import { passes } from '../core/logs/figures/eventFilter';
import type { CodeHit, LogEvent } from '../core/logs/formats/event';
import { found, nothing, trouble } from './exitCode';
import { readTogether, sourcesAt } from './logSources';
import type { Output } from './output';
import { placeAndCode } from './placeAndCode';
import type { HitFormat } from './terminal';
import { clockOf, type Times, tellUndated, type Undated } from './times';

/**
 * Prints each hit with what the logs say of its mail: those that belong together are read together, so that a sender is found in
 * whatever file and line names it. Hits come as they are known, not in their order.
 * @returns the exit code
 */
export async function scanSenders(
  paths: readonly string[],
  isWanted: IsWanted | undefined,
  times: Times,
  format: HitFormat | 'json',
  output: Output,
): Promise<number> {
  const { since, until } = times;
  const { sources, failed } = sourcesAt(paths, output, isWanted);
  const asLine = (event: LogEvent, hit: CodeHit) =>
    format === 'json' ? asJson(event, hit) : asText(event, hit, format);
  let code: number = nothing;
  const undated: Undated = { count: 0 };
  const isWhole = await readTogether(sources, clockOf(times), { codesOnly: true }, output, {
    take: async ({ events }) => {
      const wanted = events.filter((event) => passes(event, { since, until }));
      if (since !== undefined || until !== undefined)
        for (const { moment, hits } of events) if (!moment) undated.count += hits.length;
      if (wanted.length > 0) code = found;
      await output.write(wanted.flatMap((event) => event.hits.map((hit) => asLine(event, hit))).join(''));
    },
  });
  tellUndated(undated, output);
  return failed || !isWhole ? trouble : code;
}

/** What is not known is left out. */
function asText(event: LogEvent, { code, line, column }: CodeHit, format: HitFormat): string {
  const { file, moment, sender, queueId, source, server } = event;
  const known = Object.entries({ sender, queueId, source, server }).filter(
    ([, value]) => value !== undefined,
  );
  const facts = known.map(([name, value]) => `${name}=${printable(value ?? '')}`);
  return `${[placeAndCode(file, `${line}:${column}`, code, format), moment?.time, ...facts]
    .filter((part) => part !== undefined)
    .join(' ')}\n`;
}

/** Texts are fit to show; JSON leaves out what is undefined. */
function asJson(event: LogEvent, { code, line, column }: CodeHit): string {
  const { file, moment, sender, recipient, queueId, messageId, source, remoteHost, server, connector } =
    event;
  const { outcome, diagnostic, record } = event;
  const who = { sender, recipient, queueId, messageId, source, remoteHost, server, connector };
  const shown = { file, line, column, code, time: moment?.time, ...who, outcome, diagnostic, record };
  return `${JSON.stringify(shown, (_, value) => (typeof value === 'string' ? visibleText(value) : value))}\n`;
}
