import { statementOf } from '../query';
import { kqlName, kqlString, own, type Quotable } from '../quoting';
import { type Engine, type EngineQuestion, readFrom } from './engine';
import { codePattern } from './mailLog';

export const sentinel: Engine = {
  id: 'sentinel',
  name: 'Microsoft Sentinel',
  comment: '//',
  usual: {
    table: own('Syslog'),
    line: own('SyslogMessage'),
    time: own('TimeGenerated'),
    host: own('HostName'),
    program: own('ProcessName'),
  },
  joins: true,
  lines(question) {
    const { log, from } = question;
    const line = kqlName(from.line);
    const { time, host, program } = columns(question);
    const isHeader = log.header === undefined ? undefined : `${line} startswith ${kqlString(log.header)}`;
    const has = (pattern: Quotable) => `${line} matches regex ${kqlString(pattern)}`;
    const wanted = [
      'mail_id in (blocked)',
      `${asked(question)}${has(codePattern)}`,
      ...(isHeader === undefined ? [] : [isHeader]),
    ];
    const kept = [...time, ...host, ...program].map(({ as, name }) => `${as} = ${name}`);
    const order = [
      ...(isHeader === undefined ? [] : [`${isHeader} desc`]),
      ...time.map(({ name }) => `${name} asc`),
      ...(log.begins === undefined ? [] : [`${has(log.begins)} desc`]),
      ...(log.ends === undefined ? [] : [`${has(log.ends)} asc`]),
    ];
    return [
      [
        ...messages(question),
        'logs',
        `| where ${wanted.join(' or ')}`,
        ...(order.length === 0 ? [] : [`| sort by ${order.join(', ')}`]),
        `| project ${[...kept, `message = ${line}`].join(', ')}`,
      ].join('\n'),
    ];
  },
  totals(question, { sender, source, remoteHost, delivered, deferred, outcome, handedOn }) {
    const { log, from } = question;
    const line = kqlName(from.line);
    const has = (pattern: Quotable) => `${line} matches regex ${kqlString(pattern)}`;
    const group = (pattern: Quotable) => `extract(${kqlString(pattern)}, 1, ${line})`;
    const { time, host } = columns(question);
    return [
      ...messages(question),
      'let origins = logs',
      `| where isnotempty(mail_id) and (${has(sender)} or ${has(source)})`,
      `| extend sender = ${group(sender)}, source_ip = ${group(source)}`,
      '| summarize sender = take_anyif(sender, isnotempty(sender)), source_ip = take_anyif(source_ip, isnotempty(source_ip)) by mail_id;',
      'logs',
      `| where ${asked(question)}${has(outcome)} and mail_id !in (blocked)`,
      ...(handedOn === undefined ? [] : [`| where not(${has(handedOn)})`]),
      `| extend outcome = case(${has(delivered)}, "delivered", ${has(deferred)}, "deferred", "other")`,
      `| extend remote_host = ${group(remoteHost)}`,
      '| lookup kind=leftouter origins on mail_id',
      `| summarize ${['delivered', 'deferred', 'other']
        .map((each) => `${each}_mails = countif(outcome == "${each}")`)
        .join(', ')} by ${[
        ...time.map(({ as, name }) => `${as} = bin(${name}, 1h)`),
        ...host.map(({ name }) => `server = ${name}`),
        'sender, source_ip, remote_host',
      ].join(', ')}`,
      `| extend mail_log = ${kqlString(own(log.id))}`,
    ].join('\n');
  },
  saved: statementOf('engine.saved.sentinel', 'log-analytics-limits'),
  limits: [
    statementOf('engine.limit.sentinel', 'log-analytics-limits'),
    statementOf('engine.limit.kusto-in', 'kusto-in'),
  ],
};

/** The columns that a table has beside the line, by the names that they get. */
function columns({ from }: EngineQuestion) {
  const known = (as: string, name: Quotable | undefined) =>
    name === undefined ? [] : [{ as: kqlName(own(as)), name: kqlName(name) }];
  return {
    time: known('time', from.time),
    host: known('host', from.host),
    program: known('program', from.program),
  };
}

/** What holds for the lines of the time asked for, and not for those before. */
function asked({ from, period }: EngineQuestion): string {
  return from.time === undefined || period === undefined ? '' : 'is_asked and ';
}

/** Each line with the id of its message, and the ids that a code concerns. */
function messages(question: EngineQuestion): string[] {
  const { log, from, period } = question;
  const line = kqlName(from.line);
  const within = columns(question).time.flatMap(({ name }) =>
    period
      ? [
          `| where ${name} >= datetime(${readFrom(period)}) and ${name} < datetime(${period.end})`,
          `| extend is_asked = ${name} >= datetime(${period.start})`,
        ]
      : [],
  );
  return [
    [
      `let logs = ${kqlName(from.table ?? own(''))}`,
      ...within,
      `| extend mail_id = extract(${kqlString(log.idPattern)}, 1, ${line});`,
    ].join('\n'),
    `let blocked = logs | where ${asked(question)}isnotempty(mail_id) and ${line} matches regex ${kqlString(codePattern)} | distinct mail_id;`,
  ];
}
