import { statementOf } from '../query';
import { clickHouseName, clickHouseString, own } from '../quoting';
import type { Engine } from './engine';
import { type SqlDialect, sqlLines, sqlTotals } from './sql';

const sql: SqlDialect = {
  name: clickHouseName,
  text: clickHouseString,
  matches: (text, pattern) => `match(${text}, ${clickHouseString(pattern)})`,
  group: (text, pattern) => `regexpExtract(${text}, ${clickHouseString(pattern)}, 1)`,
  source: ({ from }) =>
    (from.table ?? '')
      .split('.')
      .map((part) => clickHouseName(own(part)))
      .join('.'),
  instant: (time) => `toUnixTimestamp64Micro(toDateTime64(${time}, 6))`,
  hour: (time) => `toUnixTimestamp(toStartOfHour(${time}))`,
  hourIn: () => "''",
  moment: (iso) => `parseDateTimeBestEffort(${clickHouseString(iso)})`,
  countIf: (condition) => `countIf(${condition})`,
  saved: (query, file) => `${query}\nINTO OUTFILE ${clickHouseString(file)} TRUNCATE\nFORMAT CSVWithNames;`,
};

export const clickhouse: Engine = {
  id: 'clickhouse',
  name: 'ClickHouse',
  comment: '--',
  usual: { table: own('otel_logs'), line: own('Body'), time: own('Timestamp') },
  joins: true,
  lines: (question) => [sqlLines(sql, question)],
  totals: (question, patterns) => sqlTotals(sql, question, patterns),
  saved: statementOf('engine.saved.sql', 'clickhouse-outfile'),
  limits: [statementOf('engine.limit.clickhouse', 'clickhouse-search', 'clickhouse-outfile')],
};
