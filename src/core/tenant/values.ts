import { StampReader } from '../logs/formats/clock';

/** Longest text that is kept of a cell, in UTF-16 units: an address has 320 at most, a name of Exchange 64. */
const longestText = 400;
/** Entries of a list that are kept. */
const mostEntries = 1000;

/** A text cut to a bounded length; who keeps it copies it (`ownValue`). */
export function boundedValue(text: string, length = longestText): string {
  return text.length > length ? text.slice(0, length) : text;
}

/**
 * Text of a cell; undefined for none. The name of a .NET collection, which `Export-Csv` writes in place of its entries,
 * says nothing.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = trimmed(value);
  return text === '' || isTypeName(text) ? undefined : text;
}

/** Most cells begin and end with a sign of ASCII that shows, and to see that takes less than to trim them. */
function trimmed(text: string): string {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? text : text.trim();
}

/**
 * Says whether a cell says something that nobody can read: the name of a type in place of what it holds, or a list that the console has cut
 * short (`$FormatEnumerationLimit`).
 */
export function isUnreadable(value: unknown): boolean {
  // Nearly every cell can be told by its first sign.
  if (typeof value !== 'string' || value.length > 10_000 || !/[\sSM{]/.test(value.charAt(0))) return false;
  const text = value.trim();
  return isTypeName(text) || /^\{.*(?:\.{3}|…)\}$/s.test(text);
}

function isTypeName(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    (first === 0x53 || first === 0x4d) &&
    /^(?:System|Microsoft)\.[\w.`+]{1,200}(?:\[[\w.,`+[\]\s=]{0,500}\])?$/.test(text)
  );
}

/** A Boolean as `ConvertTo-Json` (`true`), `Export-Csv` (`True`) and people (`$true`, `1`) write it. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.toLowerCase();
  if (text === 'true' || text === '$true' || text === '1' || text === 'yes') return true;
  return text === 'false' || text === '$false' || text === '0' || text === 'no' ? false : undefined;
}

/**
 * The entries of a list: an array, `{a, b}` as `Format-List` prints it, or text with a separator.
 * @returns undefined where the export does not say what is in the list
 */
export function listOf(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.slice(0, mostEntries).flatMap(entryOf);
  if (typeof value === 'object' && value !== null) {
    const inner = (value as Record<string, unknown>).value;
    return Array.isArray(inner) ? listOf(inner) : entryOf(value);
  }
  if (value === null) return [];
  if (typeof value === 'string' && isTypeName(value.trim())) return undefined;
  const text = textOf(value) ?? '';
  return text
    .replace(/^\{([\s\S]*)\}$/, '$1')
    .replace(/;\d{1,3}(?=$|[,;\s}])/g, '')
    .split(/[,;\s]+/)
    .filter((entry) => entry !== '' && !/^(?:\.{3}|…)$/.test(entry))
    .slice(0, mostEntries)
    .map((entry) => boundedValue(entry));
}

/** An entry of a list; an object says its text in one of a few properties. */
function entryOf(entry: unknown): string[] {
  if (typeof entry === 'object' && entry !== null) {
    const object = entry as Record<string, unknown>;
    if (typeof object.LowerBound === 'string' && typeof object.UpperBound === 'string')
      return [boundedValue(`${object.LowerBound}-${object.UpperBound}`)];
    const told = ['Expression', 'Address', 'Domain', 'Name', 'value', 'Value'].map((name) => object[name]);
    const text = told.map(textOf).find((each) => each !== undefined);
    return text === undefined ? [] : [boundedValue(text)];
  }
  const text = textOf(entry)?.replace(/;\d{1,3}$/, '');
  return text === undefined ? [] : [boundedValue(text)];
}

/**
 * A time as nearly all exports write it, `2026-11-23T09:12:11.123Z` or with a blank for the T, told by its signs: patterns take long.
 * Undefined for any other, and for what no calendar has.
 */
export function plainTime(text: string): number | undefined {
  const { length } = text;
  if (length < 19 || length > 28) return undefined;
  const between = text.charCodeAt(10);
  const isStamp =
    (between === 0x54 || between === 0x20) &&
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a;
  if (!isStamp) return undefined;
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  // What is no number passes no comparison.
  const isTime = year >= 1900 && month >= 1 && month <= 12 && hour <= 23 && minute <= 59 && second <= 59;
  if (!isTime || !(day >= 1 && day <= 28)) return undefined;
  const rest = restOfSecond(text, text.charCodeAt(length - 1) === 0x5a ? length - 1 : length);
  return rest === undefined ? undefined : Date.UTC(year, month - 1, day, hour, minute, second) + rest;
}

function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 0x30, text.charCodeAt(at + 1) - 0x30];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** Milliseconds that stand behind the seconds of a stamp, up to its end. */
function restOfSecond(text: string, end: number): number | undefined {
  if (end === 19) return 0;
  if (text.charCodeAt(19) !== 0x2e || end === 20) return undefined;
  let rest = 0;
  for (let at = 20; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    if (at < 23) rest += digit * (at === 20 ? 100 : at === 21 ? 10 : 1);
  }
  return rest;
}

const stamps = new StampReader({ reference: Number.MAX_SAFE_INTEGER / 4, offsetAt: () => 0 });

/**
 * A time in milliseconds since 1970: ISO 8601, `/Date(…)/` and `{ value, DateTime }` of Windows PowerShell, and what the
 * common cultures print. A time without a zone is taken to be UTC, as Exchange Online's exports are.
 */
export function timeOf(value: unknown): number | undefined {
  const plain = typeof value === 'string' ? plainTime(value) : undefined;
  if (plain !== undefined) return plain;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { value: inner, DateTime } = value as Record<string, unknown>;
    return typeof inner === 'string'
      ? timeOf(inner)
      : typeof DateTime === 'string'
        ? timeOf(DateTime)
        : undefined;
  }
  const text = textOf(value);
  if (text === undefined || text.length > 60) return undefined;
  const epoch = /^\/Date\((-?\d{9,14})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (epoch !== undefined) return Number(epoch);
  return stamps.read(isoOf(text), 0)?.at;
}

/** A date that begins with the year, or with the name of a month in English, as ISO 8601. */
function isoOf(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
  const two = (number: string) => number.padStart(2, '0');
  const [, year, month = '', day = '', rest = ''] =
    /^(\d{4})[./]\s?(\d{1,2})[./]\s?(\d{1,2})\.?(?:[ T](.{4,30}))?$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-${two(month)}-${two(day)}T${clockOf(rest)}`;
  const [, name = '', date = '', named, clock = ''] =
    /^([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{1,2}),? (\d{4}),? (.{4,30})$/.exec(text) ?? [];
  const number = months.indexOf(name) + 1;
  return named !== undefined && number > 0
    ? `${named}-${two(String(number))}-${two(date)}T${clockOf(clock)}`
    : text.replace(/,\s*/, ' ');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1:22:40 AM` as `01:22:40Z`; midnight for none. */
function clockOf(text: string): string {
  const [, hour = '0', minute = '00', second = '00', half] =
    /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d{1,9})?\s?([AaPp][Mm])?/.exec(text) ?? [];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}:${second}Z`;
}

/**
 * An object inside a cell: one of JSON, JSON in a text, or `@{a=1; b=2}`, which PowerShell prints for what lies deeper than
 * `ConvertTo-Json -Depth` reaches.
 */
export function nestedOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return nestedOf(value[0]);
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text.startsWith('{') && text.endsWith('}'))
    try {
      const parsed: unknown = JSON.parse(text);
      return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
    } catch {
      return undefined;
    }
  if (!text.startsWith('@{') || !text.endsWith('}')) return undefined;
  const entries = text.slice(2, -1).split(/;\s*(?=[\w@.]{1,100}=)/);
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const at = entry.indexOf('=');
      return at < 1 ? [] : [[entry.slice(0, at).trim(), entry.slice(at + 1).trim()]];
    }),
  );
}
