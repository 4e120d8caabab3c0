import { own, type Quotable } from '../quoting';
import { type EngineQuestion, readFrom } from './engine';
import { codePattern, type DeliveryPatterns } from './mailLog';

/** What the dialects of SQL write differently. All given is an expression already. */
export interface SqlDialect {
  name(name: Quotable): string;
  text(value: Quotable): string;
  /** Whether a text matches a pattern of RE2, and what its one group holds; empty where it does not match. */
  matches(text: string, pattern: Quotable): string;
  group(text: string, pattern: Quotable): string;
  /** Where the lines are read from. */
  source(question: EngineQuestion): string;
  /** A time as a number since 1970. */
  instant(time: string): string;
  hour(time: string): string;
  /** The hour in which a line was written, by the line itself. */
  hourIn(line: string): string;
  moment(iso: Quotable): string;
  /** Counts the rows of which something is true. */
  countIf(condition: string): string;
  /** A query whose answer goes into a file. */
  saved(query: string, file: Quotable): string;
}

/** The lines of the messages that a code concerns. */
export function sqlLines(sql: SqlDialect, question: EngineQuestion): string {
  const { log, from } = question;
  const line = sql.name(from.line);
  const columns = [
    ...(from.files === undefined ? [] : [sql.name(own('filename'))]),
    ...(from.time === undefined ? [] : [`${sql.instant(sql.name(from.time))} AS ${sql.name(own('time'))}`]),
    ...(from.host === undefined ? [] : [`${sql.name(from.host)} AS ${sql.name(own('host'))}`]),
    ...(from.program === undefined ? [] : [`${sql.name(from.program)} AS ${sql.name(own('program'))}`]),
    `${line} AS ${sql.name(own('message'))}`,
  ];
  const isHeader = log.header === undefined ? undefined : startsWith(sql, line, log.header);
  const wanted = [
    `mail_id IN (SELECT mail_id FROM blocked)`,
    [sql.matches(line, codePattern), ...asked(question)].join(' AND '),
    ...(isHeader === undefined ? [] : [isHeader]),
  ];
  const order = [
    ...(isHeader === undefined ? [] : [`${isHeader} DESC`]),
    ...(from.time === undefined ? [] : [sql.name(from.time)]),
    ...(from.time === undefined || log.begins === undefined ? [] : [`${sql.matches(line, log.begins)} DESC`]),
    ...(from.time === undefined || log.ends === undefined ? [] : [sql.matches(line, log.ends)]),
  ];
  const query = [
    `WITH ${messages(sql, question)}`,
    `SELECT ${columns.join(', ')}`,
    'FROM logs',
    `WHERE ${wanted.join('\n  OR ')}`,
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
  ].join('\n');
  return sql.saved(query, own('ndr-lens-lines.csv'));
}

/** What became of all other mails, counted. */
export function sqlTotals(sql: SqlDialect, question: EngineQuestion, patterns: DeliveryPatterns): string {
  const { log, from } = question;
  const line = sql.name(from.line);
  const is = (outcome: string) => sql.countIf(`outcome = ${sql.text(own(outcome))}`);
  const inLine = patterns.server === undefined ? sql.text(own('')) : sql.group(line, patterns.server);
  const server = from.host === undefined ? inLine : sql.name(from.host);
  const query = [
    `WITH ${messages(sql, question)},`,
    'origins AS (',
    `  SELECT mail_id, max(${sql.group(line, patterns.sender)}) AS sender, max(${sql.group(line, patterns.source)}) AS source_ip`,
    `  FROM logs WHERE mail_id <> ''`,
    '  GROUP BY mail_id',
    '),',
    'deliveries AS (',
    `  SELECT mail_id, ${from.time === undefined ? sql.hourIn(line) : sql.hour(sql.name(from.time))} AS hour_of_day,`,
    `    ${server} AS server_name, ${sql.group(line, patterns.remoteHost)} AS remote_host,`,
    `    CASE WHEN ${sql.matches(line, patterns.delivered)} THEN 'delivered'`,
    `      WHEN ${sql.matches(line, patterns.deferred)} THEN 'deferred' ELSE 'other' END AS outcome`,
    '  FROM logs',
    `  WHERE ${sql.matches(line, patterns.outcome)}`,
    ...(patterns.handedOn === undefined ? [] : [`    AND NOT ${sql.matches(line, patterns.handedOn)}`]),
    ...asked(question).map((condition) => `    AND ${condition}`),
    '    AND mail_id NOT IN (SELECT mail_id FROM blocked)',
    ')',
    `SELECT ${sql.text(own(log.id))} AS mail_log, hour_of_day AS ${sql.name(own('time'))}, server_name AS server, sender, source_ip, remote_host,`,
    `  ${is('delivered')} AS delivered_mails, ${is('deferred')} AS deferred_mails, ${is('other')} AS other_mails`,
    'FROM deliveries LEFT JOIN origins ON deliveries.mail_id = origins.mail_id',
    'GROUP BY hour_of_day, server_name, sender, source_ip, remote_host',
  ].join('\n');
  return sql.saved(query, own('ndr-lens-deliveries.csv'));
}

/** Each line with the id of its message, and the ids that a code concerns. */
function messages(sql: SqlDialect, question: EngineQuestion): string {
  const { log, from, period } = question;
  const line = sql.name(from.line);
  const since = (iso: string) => `${sql.name(from.time ?? own(''))} >= ${sql.moment(own(iso))}`;
  const until = (iso: string) => `${sql.name(from.time ?? own(''))} < ${sql.moment(own(iso))}`;
  const isTimed = asked(question).length > 0 && period;
  return [
    'logs AS (',
    `  SELECT *, ${isTimed ? `${since(period.start)} AS is_asked, ` : ''}${sql.group(line, log.idPattern)} AS mail_id`,
    `  FROM ${sql.source(question)}`,
    ...(isTimed ? [`  WHERE ${since(readFrom(period))} AND ${until(period.end)}`] : []),
    '),',
    'blocked AS (',
    '  SELECT DISTINCT mail_id FROM logs',
    `  WHERE ${["mail_id <> ''", sql.matches(line, codePattern), ...asked(question)].join(' AND ')}`,
    ')',
  ].join('\n');
}

/** What holds for the lines of the time asked for, and not for those before. */
function asked({ from, period }: EngineQuestion): string[] {
  return from.time === undefined || period === undefined ? [] : ['is_asked'];
}

function startsWith(sql: SqlDialect, line: string, text: string): string {
  return sql.matches(line, own(`^${text}`));
}
