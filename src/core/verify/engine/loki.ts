import { statementOf } from '../query';
import { escapedString, own, type Quotable, shellWord } from '../quoting';
import { type Engine, type EngineQuestion, idParts, readFrom } from './engine';
import { codePattern } from './mailLog';

export const loki: Engine = {
  id: 'loki',
  name: 'Grafana Loki',
  comment: '#',
  usual: { table: own('job=mail'), line: own('line') },
  accepts: ({ table = '' }) => /^[A-Za-z_]\w*=[^,]+(?:,[A-Za-z_]\w*=[^,]+)*$/.test(table),
  joins: false,
  lines(question) {
    const { ids, log } = question;
    const patterns = (part: readonly Quotable[], index: number) => [
      ...(index === 0 ? [codePattern, ...(log.header === undefined ? [] : [`^${log.header}`])] : []),
      ...part.map(escapedForRe2),
    ];
    const [first, ...others] = idParts(ids).map((part, index) =>
      command(question, patterns(part, index).join('|'), index),
    );
    return [first ?? '', ...others];
  },
  saved: statementOf('engine.saved.loki', 'loki-logcli'),
  limits: [statementOf('engine.limit.loki', 'loki-logcli')],
};

/** What `logcli` is started with. Without a time it would ask about the last hour. */
function command(question: EngineQuestion, pattern: string, index: number): string {
  const { period, ids } = question;
  const within = period
    ? `--from=${ids.length === 0 ? period.start : readFrom(period)} --to=${period.end}`
    : '--since=48h';
  const file = ids.length === 0 ? 'ndr-lens-codes.jsonl' : `ndr-lens-lines-${index + 1}.jsonl`;
  return `logcli query ${within} --limit=0 --forward --timezone=UTC --output=jsonl ${shellWord(
    own(logQuery(question, pattern)),
  )} > ${file}`;
}

function logQuery({ from }: EngineQuestion, pattern: string): string {
  const labels = (from.table ?? '').split(',').map((label) => {
    const at = label.indexOf('=');
    return `${label.slice(0, at)}=${escapedString(own(label.slice(at + 1)))}`;
  });
  return `{${labels.join(', ')}} |~ ${escapedString(own(pattern))}`;
}

/** A text as RE2 finds it: signs that it would read stand in a class by themselves. */
function escapedForRe2(text: string): string {
  return text.replace(/[$()*+.?[{|]/g, '[$&]').replace(/[\\^]/g, '\\$&');
}
