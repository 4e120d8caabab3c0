import type { Statement } from '../../knowledge/types';
import { type IncidentPeriod, utc } from '../incidentValues';
import type { Quotable } from '../quoting';
import type { VerifyTextId } from '../texts';
import type { DeliveryPatterns, MailLog } from './mailLog';

/** Engines that keep logs of more lines than one machine reads. */
export type EngineId = 'sentinel' | 'elastic' | 'splunk' | 'loki' | 'graylog' | 'clickhouse' | 'duckdb';

/** Where the lines stand. A name that is missing is of something that the table does not have. */
export interface LogTable {
  /** A table, an index, or the labels of a stream. */
  readonly table?: Quotable | undefined;
  /** Files of text, a line of the log each line. */
  readonly files?: Quotable | undefined;
  readonly line: Quotable;
  readonly time?: Quotable | undefined;
  readonly host?: Quotable | undefined;
  readonly program?: Quotable | undefined;
}

/** What is asked of an engine. */
export interface EngineQuestion {
  readonly log: MailLog;
  readonly from: LogTable;
  /** Undefined for all that is kept, or for what is chosen beside the query. */
  readonly period: IncidentPeriod | undefined;
  /** Ids of the messages that a code concerns, where a first answer named them. */
  readonly ids: readonly Quotable[];
}

/** Where lines stand in an engine, how it is asked, and what it cannot do. */
export interface Engine {
  readonly id: EngineId;
  readonly name: string;
  /** What begins a line that is a comment. */
  readonly comment: '//' | '--' | '#';
  /** Where a usual set-up keeps mail logs. */
  readonly usual: LogTable;
  /** Of names that it cannot quote: whether these may stand in a query. */
  accepts?(from: LogTable): boolean;
  /** True where one query finds the messages and their lines. Others are asked twice: for lines with codes, and then for those of their messages. */
  readonly joins: boolean;
  /** Queries for the lines of the blocked mails; without ids, where it joins nothing, for lines with codes. */
  lines(question: EngineQuestion): readonly [string, ...string[]];
  /** A query for how much else was delivered, by hour, server and sender. */
  totals?(question: EngineQuestion, patterns: DeliveryPatterns): string;
  /** How its answer is saved. */
  readonly saved: Statement<VerifyTextId>;
  readonly limits: readonly Statement<VerifyTextId>[];
}

/** From when on lines of the mails are looked for that were blocked within a time: a mail may have waited before. */
export function readFrom({ start }: IncidentPeriod): string {
  return utc(Date.parse(start) - 24 * 3_600_000);
}

/** Ids in one query: what an engine takes, and a person can still copy. */
export const mostIdsOfQuery = 500;

/** The ids in parts that a query takes; one part without any where there are none. */
export function idParts(
  ids: readonly Quotable[],
): readonly [readonly Quotable[], ...(readonly Quotable[])[]] {
  const first = ids.slice(0, mostIdsOfQuery);
  return ids.length <= mostIdsOfQuery ? [first] : [first, ...idParts(ids.slice(mostIdsOfQuery))];
}
