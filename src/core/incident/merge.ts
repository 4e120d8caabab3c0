import type { Act, Incident } from './incident';
import { compare, compareJson, evidenceKey, ordered, withSortedKeys } from './order';

/**
 * Brings together what two windows or two people made of the same incident. What only one of them changed is taken over;
 * where both changed the same, nothing that somebody wrote or ticked is lost, and the order of the two does not matter.
 * @param base what both began with; undefined when they began with nothing
 */
export function mergeIncidents(base: Incident | undefined, one: Incident, other: Incident): Incident {
  const value = <Key extends keyof Incident>(
    key: Key,
    both: (a: Incident[Key], b: Incident[Key]) => Incident[Key],
  ) => merged<Incident[Key]>(base?.[key], one[key], other[key], both);
  const keyed = <Entry>(
    key: keyof Incident,
    both: (a: Entry, b: Entry) => Entry = firstInOrder,
  ): Record<string, Entry> =>
    mergedRecords(recordOf<Entry>(base?.[key]), recordOf(one[key]), recordOf(other[key]), both);
  const beforeReset = value('beforeReset', firstInOrder);
  const scan = value('scan', later);
  const { beforeReset: _, scan: __, ...rest } = one;
  return ordered({
    ...rest,
    id: value('id', firstInOrder),
    title: value('title', firstInOrder),
    created: value('created', firstInOrder),
    state: value('state', () => 'open'),
    ticks: keyed('ticks', earlier),
    ...(beforeReset === undefined ? {} : { beforeReset }),
    notes: keyed('notes', bothNotes),
    findings: Object.values(keyed('findings')),
    dismissed: keyed('dismissed', earlier),
    evidence: Object.values(keyed('evidence')),
    ...(scan === undefined ? {} : { scan }),
    log: Object.values(keyed('log')),
  });
}

function recordOf<Entry>(value: unknown): Readonly<Record<string, Entry>> {
  if (!Array.isArray(value)) return (value ?? {}) as Record<string, Entry>;
  return Object.fromEntries(value.map((entry) => [keyOf(entry), entry]));
}

/** A finding's id, a place, or for entries of the log all that they say. */
function keyOf(entry: { id?: string; file?: string; line?: number }): string {
  if (entry.id !== undefined) return entry.id;
  if (entry.file !== undefined) return evidenceKey({ file: entry.file, line: entry.line });
  return JSON.stringify(withSortedKeys(entry));
}

function mergedRecords<Entry>(
  base: Readonly<Record<string, Entry>>,
  one: Readonly<Record<string, Entry>>,
  other: Readonly<Record<string, Entry>>,
  both: (a: Entry, b: Entry) => Entry,
): Record<string, Entry> {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const own = (record: Readonly<Record<string, Entry>>, key: string) =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const entry = merged<Entry | undefined>(own(base, key), own(one, key), own(other, key), (a, b) =>
        a === undefined ? b : b === undefined ? a : both(a, b),
      );
      return entry === undefined ? [] : [[key, entry] as const];
    }),
  );
}

function merged<Value>(
  base: Value | undefined,
  one: Value,
  other: Value,
  both: (a: Value, b: Value) => Value,
): Value {
  if (compareJson(one, other) === 0 || compareJson(other, base) === 0) return one;
  return compareJson(one, base) === 0 ? other : both(one, other);
}

/** Any choice will do, as long as everybody makes the same. */
function firstInOrder<Value>(one: Value, other: Value): Value {
  if (one === undefined) return other;
  return other === undefined || compareJson(one, other) <= 0 ? one : other;
}

function earlier<Entry>(one: Entry, other: Entry): Entry {
  const order = compare((one as Act).at, (other as Act).at);
  return order === 0 ? firstInOrder(one, other) : order < 0 ? one : other;
}

function later<Entry extends { readonly at: string } | undefined>(one: Entry, other: Entry): Entry {
  const order = one && other ? compare(other.at, one.at) : 0;
  return order === 0 ? firstInOrder(one, other) : order < 0 ? one : other;
}

/** Both notes, unless one has all of the other in it. */
function bothNotes<Lines>(one: Lines, other: Lines): Lines {
  const [first, second] = [one, other]
    .map((lines) => lines as unknown as readonly string[])
    .sort(compareJson);
  const text = (lines: readonly string[] | undefined) => `\n${(lines ?? []).join('\n')}\n`;
  if (text(first).includes(text(second))) return first as unknown as Lines;
  if (text(second).includes(text(first))) return second as unknown as Lines;
  return [...(first ?? []), '', ...(second ?? [])] as unknown as Lines;
}
