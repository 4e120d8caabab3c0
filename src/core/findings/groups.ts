/** Groups by a key, in the order in which keys are met; what has no key is left out. */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | undefined,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The name that comes most often; where several come as often, the expected one, or none. */
export function mostly(names: Iterable<string>, expected?: string): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const leading = [...counts].flatMap(([name, count]) => (count === most ? [name] : []));
  if (leading.length === 1) return leading[0];
  return expected !== undefined && leading.includes(expected) ? expected : undefined;
}
