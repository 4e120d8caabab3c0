import { statementOf } from '../query';
import { escapedString, own, type Quotable } from '../quoting';
import { type Engine, type EngineQuestion, idParts, readFrom } from './engine';
import { codePattern } from './mailLog';

export const splunk: Engine = {
  id: 'splunk',
  name: 'Splunk',
  comment: '#',
  usual: {
    table: own('mail'),
    line: own('_raw'),
    time: own('_time'),
    host: own('host'),
  },
  accepts: ({ line, time = line, host = line, program = line }) =>
    [line, time, host, program].every((name) => /^\w{1,128}$/.test(name)),
  joins: true,
  lines(question) {
    const shown = `| table ${shownFields(question).join(' ')}`;
    const { log, from, ids } = question;
    const line = from.line;
    const wanted = log.header === undefined ? [] : [`like(${line}, ${escapedString(own(`${log.header}%`))})`];
    if (ids.length === 0)
      return [
        [
          search(question),
          ...messages(question),
          `| where ${['blocked=1', 'coded=1', ...wanted].join(' OR ')}`,
          ...sorted(question),
          shown,
        ].join('\n'),
      ];
    const terms = (part: readonly Quotable[], index: number) => [
      ...(index === 0
        ? [escapedString(own('*5.7.7*')), ...(log.header === undefined ? [] : [escapedString(log.header)])]
        : []),
      ...part.map(escapedString),
    ];
    const [first, ...others] = idParts(ids).map((part, index) =>
      [`${search(question)} (${terms(part, index).join(' OR ')})`, ...sorted(question), shown].join('\n'),
    );
    return [first ?? '', ...others];
  },
  totals(question, { sender, source, remoteHost, delivered, deferred, outcome, handedOn }) {
    const { log, from } = question;
    const line = from.line;
    const has = (pattern: Quotable) => `match(${line}, ${escapedString(pattern)})`;
    const server = from.host === undefined ? escapedString(own('')) : from.host;
    return [
      search(question),
      ...messages(question),
      rex(line, sender, 'sender_path'),
      rex(line, source, 'source_address'),
      '| eventstats first(sender_path) AS sender, first(source_address) AS source_ip BY mail_id',
      `| where ${has(outcome)}${asked(question)} AND (isnull(blocked) OR blocked=0)${handedOn === undefined ? '' : ` AND NOT ${has(handedOn)}`}`,
      `| eval outcome=case(${has(delivered)}, "delivered", ${has(deferred)}, "deferred", true(), "other"), server=${server}, mail_log=${escapedString(own(log.id))}`,
      rex(line, remoteHost, 'remote_host'),
      '| bin _time span=1h',
      '| fillnull value="" sender source_ip remote_host',
      `| stats ${['delivered', 'deferred', 'other']
        .map((each) => `sum(eval(if(outcome="${each}", 1, 0))) AS ${each}_mails`)
        .join(' ')} BY mail_log _time server sender source_ip remote_host`,
    ].join('\n');
  },
  saved: statementOf('engine.saved.splunk', 'splunk-eventstats'),
  limits: [statementOf('engine.limit.splunk', 'splunk-eventstats', 'splunk-limits')],
};

function search({ from, period }: EngineQuestion): string {
  const within = period ? ` earliest=${seconds(readFrom(period))} latest=${seconds(period.end)}` : '';
  return `search index=${escapedString(from.table ?? own(''))}${within}`;
}

const seconds = (iso: string) => Date.parse(iso) / 1000;

/** True for the lines of the time asked for, and not for those before. */
function asked({ period }: EngineQuestion): string {
  return period ? ` AND _time>=${seconds(period.start)}` : '';
}

function shownFields({ from }: EngineQuestion): string[] {
  return [from.time, from.host, from.program, from.line].flatMap((name) =>
    name === undefined ? [] : [name],
  );
}

/** Each line with the id of its message, and whether a code concerns that. */
function messages(question: EngineQuestion): string[] {
  const { log, from } = question;
  const line = from.line;
  return [
    rex(line, log.idPattern, 'mail_id'),
    `| eval coded=if(match(${line}, ${escapedString(codePattern)})${asked(question)}, 1, 0)`,
    '| eventstats max(coded) AS blocked BY mail_id',
  ];
}

/** Keeps what the one group of a pattern holds. */
function rex(line: string, pattern: Quotable, name: string): string {
  return `| rex field=${line} ${escapedString(own(pattern.replace(/\((?!\?)/, `(?<${name}>`)))}`;
}

/** By time; of lines of one moment those come first with which an id begins to stand for a message. */
function sorted({ log, from }: EngineQuestion): string[] {
  const rank = (pattern: Quotable | undefined, of: number) =>
    pattern === undefined ? [] : [`match(${from.line}, ${escapedString(pattern)}), ${of}`];
  const ranks = [...rank(log.begins, 0), ...rank(log.ends, 2)];
  if (ranks.length === 0) return ['| sort 0 _time'];
  return [`| eval rank=case(${ranks.join(', ')}, true(), 1)`, '| sort 0 _time rank'];
}
