import { clickhouse } from './clickhouse';
import { duckdb } from './duckdb';
import { elastic } from './elastic';
import type { Engine } from './engine';
import { graylog } from './graylog';
import { loki } from './loki';
import { sentinel } from './sentinel';
import { splunk } from './splunk';

export const engines: readonly Engine[] = [sentinel, elastic, splunk, loki, graylog, clickhouse, duckdb];
