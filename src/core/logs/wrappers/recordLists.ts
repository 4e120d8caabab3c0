import { isObject, type JsonObject } from '../formats/jsonFields';

/** A record in an object, and the object or list that it was made of. */
export interface ListedRecord {
  readonly record: JsonObject;
  readonly node: object;
}

/** Names of the lists in which engines and services answer with their records. */
const listNames = new Set([
  ...[
    'hits',
    'results',
    'result',
    'data',
    'value',
    'values',
    'events',
    'messages',
    'records',
    'items',
    'entries',
  ],
  ...['logevents', 'logs', 'rows', 'documents', 'tables', 'response', 'lines'],
]);
/** How deep such a list stands. */
const deepest = 5;

/**
 * The records in what an engine answers: Elasticsearch's `hits.hits`, Splunk's `results`, CloudWatch's `events`, Loki's streams with
 * their values, rows and columns of Log Analytics. An object without such a list is one record.
 */
export function recordsIn(object: JsonObject): ListedRecord[] {
  const listed = listedIn(object, 0);
  return listed.length > 0 ? listed : [{ record: object, node: object }];
}

function listedIn(object: JsonObject, depth: number): ListedRecord[] {
  if (depth > deepest) return [];
  const records: ListedRecord[] = [];
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (typeof value !== 'object' || !listNames.has(name.toLowerCase())) continue;
    if (isObject(value)) for (const each of listedIn(value, depth + 1)) records.push(each);
    else if (Array.isArray(value)) for (const each of elementsOf(value, object, depth)) records.push(each);
  }
  return records;
}

function elementsOf(list: readonly unknown[], around: JsonObject, depth: number): ListedRecord[] {
  const columns = columnNames(around);
  return list.flatMap((each) => {
    if (isObject(each)) {
      const inner = listedIn(each, depth + 1);
      return inner.length > 0 ? inner : [{ record: each, node: each }];
    }
    if (!Array.isArray(each)) return [];
    const record = rowOf(each, columns, around);
    return record ? [{ record, node: each }] : [];
  });
}

/** `columns: [{ name }]` of Log Analytics. */
function columnNames({ columns }: JsonObject): string[] | undefined {
  if (!Array.isArray(columns)) return undefined;
  return columns.map((column: unknown) => {
    const { name } = isObject(column) ? column : { name: column };
    return typeof name === 'string' ? name : '';
  });
}

/** A row under columns, a pair of time and line under the labels of Loki's stream, or pairs of `field` and `value`. */
function rowOf(
  row: readonly unknown[],
  columns: readonly string[] | undefined,
  { stream }: JsonObject,
): JsonObject | undefined {
  if (columns) return Object.fromEntries(columns.map((name, index) => [name, row[index]]));
  const [time, line] = row;
  if (typeof time === 'string' && typeof line === 'string' && /^\d{10,19}$/.test(time))
    return { ...(isObject(stream) ? stream : {}), ts: time, line };
  const pairs = row.flatMap((cell) => {
    const { field, value } = isObject(cell) ? cell : {};
    return typeof field === 'string' ? [[field, value] as const] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** Where the objects and lists of JSON begin and end, in the order in which they begin. */
export function rangesIn(text: string): { readonly from: number; to: number }[] {
  const ranges: { readonly from: number; to: number }[] = [];
  const open: { readonly from: number; to: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = stringEnd(text, at);
    else if (unit === 0x7b || unit === 0x5b) {
      const range = { from: at, to: text.length };
      ranges.push(range);
      open.push(range);
    } else if (unit === 0x7d || unit === 0x5d) {
      const range = open.pop();
      if (range) range.to = at + 1;
    }
  }
  return ranges;
}

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at += 1;
    else if (unit === 0x22) return at;
  }
  return text.length;
}

/** The objects and lists of a value, in the order in which they begin. */
export function nodesIn(value: unknown): object[] {
  const nodes: object[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    nodes.push(next);
    const inner = Array.isArray(next) ? next : Object.values(next);
    for (let index = inner.length - 1; index >= 0; index -= 1) waiting.push(inner[index]);
  }
  return nodes;
}
