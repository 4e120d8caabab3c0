import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An engine that really runs queries, in memory, on one thread. */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  return instance.connect();
}

/** What ClickHouse calls otherwise, so that its queries run here but for their last two lines. */
export const clickHouseFunctions = [
  'CREATE MACRO match(line, pattern) AS regexp_matches(line, pattern)',
  'CREATE MACRO regexpExtract(line, pattern, number) AS regexp_extract(line, pattern, 1)',
  'CREATE MACRO toDateTime64(moment, digits) AS moment',
  'CREATE MACRO toUnixTimestamp64Micro(moment) AS epoch_us(moment)',
  'CREATE MACRO toUnixTimestamp(moment) AS epoch(moment)::BIGINT',
  "CREATE MACRO toStartOfHour(moment) AS date_trunc('hour', moment)",
  'CREATE MACRO parseDateTimeBestEffort(iso) AS iso::TIMESTAMPTZ',
  'CREATE MACRO countIf(condition) AS count_if(condition)',
];
