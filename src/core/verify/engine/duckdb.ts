import { statementOf } from '../query';
import { own, sqlName, sqlString } from '../quoting';
import type { Engine } from './engine';
import { type SqlDialect, sqlLines, sqlTotals } from './sql';

const before = '^(?:<[0-9]+>[0-9]* ?)?';
const hour = own(`${before}([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:|[0-9-]{10}[T ][0-9]{2}:)`);
const zone = own(`${before}[0-9-]{10}[T ][0-9:.,]{8,18}(Z|[+-][0-9]{2}:?[0-9]{2})`);

const sql: SqlDialect = {
  name: sqlName,
  text: sqlString,
  matches: (text, pattern) => `regexp_matches(${text}, ${sqlString(pattern)})`,
  group: (text, pattern) => `regexp_extract(${text}, ${sqlString(pattern)}, 1)`,
  source({ from }) {
    if (from.files === undefined) return sqlName(from.table ?? own(''));
    const line = sqlString(from.line);
    // One column: no sign that a log may hold parts or quotes it.
    return `read_csv(${sqlString(from.files)}, columns = {${line}: 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false, auto_detect = false, strict_mode = false, filename = true)`;
  },
  instant: (time) => `epoch_us(${time})`,
  hour: (time) => `epoch_us(date_trunc('hour', ${time}))`,
  hourIn: (line) =>
    `regexp_extract(${line}, ${sqlString(hour)}, 1) || '00:00' || regexp_extract(${line}, ${sqlString(zone)}, 1)`,
  moment: (iso) => `TIMESTAMPTZ ${sqlString(iso)}`,
  countIf: (condition) => `count_if(${condition})`,
  saved: (query, file) => `COPY (\n${query}\n) TO ${sqlString(file)} (FORMAT csv, HEADER);`,
};

export const duckdb: Engine = {
  id: 'duckdb',
  name: 'DuckDB',
  comment: '--',
  usual: { files: own('mail.log*'), line: own('message') },
  joins: true,
  lines: (question) => [sqlLines(sql, question)],
  totals: (question, patterns) => sqlTotals(sql, question, patterns),
  saved: statementOf('engine.saved.sql', 'duckdb-csv'),
  limits: [statementOf('engine.limit.duckdb', 'duckdb-csv')],
};
