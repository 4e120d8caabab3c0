import { evidenceKey } from './finding';
import type { Incident, LogEntry } from './incident';

const topLevel: readonly (keyof Incident)[] = [
  'version',
  'id',
  'title',
  'created',
  'state',
  'ticks',
  'beforeReset',
  'notes',
  'findings',
  'dismissed',
  'evidence',
  'scan',
  'log',
];

/** The same incident in the one order in which it is stored: what two people add then stands in the same places. */
export function ordered(incident: Incident): Incident {
  const sorted: Incident = {
    ...incident,
    findings: unique(incident.findings, ({ id }) => id),
    evidence: unique(incident.evidence, evidenceKey),
    log: [...incident.log].sort(bySubject),
  };
  return Object.fromEntries(
    topLevel.flatMap((key) => (sorted[key] === undefined ? [] : [[key, withSortedKeys(sorted[key])]])),
  ) as unknown as Incident;
}

/**
 * What was done to one action or finding stands together, the oldest first. By time alone, two people would both add behind
 * the last line, which git takes for a conflict whatever they did.
 */
function bySubject(one: LogEntry, other: LogEntry): number {
  return (
    compare(one.subject ?? '', other.subject ?? '') || compare(one.at, other.at) || compareJson(one, other)
  );
}

/** One entry a key, in the order of the keys. */
function unique<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...byKey].sort(([one], [other]) => compare(one, other)).map(([, entry]) => entry);
}

/** What JSON keeps of a value, with the keys of every object in order. */
function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([one], [other]) => compare(one, other))
      .map(([key, each]) => [key, withSortedKeys(each)]),
  );
}

/** By code units: the same on every machine, which a locale's order is not. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function compareJson(one: unknown, other: unknown): number {
  return compare(JSON.stringify(withSortedKeys(one)) ?? '', JSON.stringify(withSortedKeys(other)) ?? '');
}
