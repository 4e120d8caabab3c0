import { isObject, type JsonObject, parseObject } from '../formats/jsonFields';

/** How deep objects stand in one another at most, and how many values are looked at. */
const deepest = 8;
const mostValues = 500;
/** Objects of a list that are looked at. */
const mostListed = 10;

/** A value of a record by its name: names of the objects around it, then its own. */
export interface NamedValue {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** All values in an object that are no objects, the outermost first; JSON in a string counts as what it is. */
export function namedValues(object: JsonObject): NamedValue[] {
  const values: NamedValue[] = [];
  let level: NamedValue[] = [{ path: [], value: object }];
  for (let depth = 0; depth < deepest && level.length > 0 && values.length < mostValues; depth += 1) {
    const next: NamedValue[] = [];
    for (const { path, value } of level)
      for (const [name, inner] of Object.entries(value as JsonObject))
        sort([...path, name], inner, values, next);
    level = next;
  }
  return values.length > mostValues ? values.slice(0, mostValues) : values;
}

function sort(path: readonly string[], value: unknown, values: NamedValue[], deeper: NamedValue[]): void {
  const text = asText(value);
  if (text !== undefined) {
    const object =
      text.charCodeAt(0) === 0x7b && text.trimEnd().endsWith('}') ? parseObject(text) : undefined;
    if (object) deeper.push({ path, value: object });
    // What is printed of the object stays what is said, where it is a line of a log.
    else values.push({ path, value: text });
  } else if (Array.isArray(value)) {
    const objects = value.slice(0, mostListed).filter(isObject);
    for (const each of objects) deeper.push({ path, value: each });
    if (objects.length === 0) values.push({ path, value });
  } else if (isObject(value)) deeper.push({ path, value });
  else values.push({ path, value });
}

/** journald writes a message with control characters, such as colours, as a list of bytes. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return undefined;
  const isBytes =
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((byte) => Number.isInteger(byte) && (byte as number) >= 0 && (byte as number) < 256);
  return isBytes ? Buffer.from(value as number[]).toString('utf8') : undefined;
}

/** The values by each name that they may be asked for: the whole path, the last two parts of it, the last. The outermost come first. */
export function namesOf(values: readonly NamedValue[]): (readonly [name: string, value: unknown])[] {
  const named: (readonly [string, unknown])[] = [];
  for (const { path, value } of values) {
    if (path.length > 2) named.push([path.join('.'), value]);
    if (path.length > 1) named.push([path.slice(-2).join('.'), value]);
    named.push([path.at(-1) ?? '', value]);
  }
  return named;
}
