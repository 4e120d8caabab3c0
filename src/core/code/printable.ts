// Control characters, format characters that reorder or hide text, and halves of surrogate pairs. None of them
// may reach a screen or a terminal from a file: they run escape sequences or make a line read as another.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Most text has none of this, which is quicker to see than what each of it is. */
const beyondPlain = /[^ -~]/;

function visible(character: string): string {
  const unit = character.charCodeAt(0);
  if (character === '\t') return ' ';
  if (unit < 0x20) return String.fromCharCode(0x2400 + unit);
  if (unit === 0x7f) return '\u2421';
  if (character.length === 1 && unit >= 0xd800 && unit <= 0xdfff) return '\ufffd';
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * Text from a file with nothing in it that acts or hides: what would run on a terminal, reorder a line or hide in it becomes a
 * visible sign; a tab becomes a blank. For what is kept, copied or read by programs; `printable` is for people.
 */
export function visibleText(text: string): string {
  if (!beyondPlain.test(text)) return text;
  return text.replace(unprintable, visible);
}

// Blocks of the scripts that are written from right to left, the Arabic presentation forms included.
const rightToLeft = '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}';
const anyRightToLeft = new RegExp(`[${rightToLeft}]`, 'u');
/** Words of such a script, with what stands between them and is neither letter nor digit. */
const run = `[${rightToLeft}](?:[^\\p{L}\\p{N}\\p{C}${rightToLeft}]*[${rightToLeft}])*`;
const runs = new RegExp(run, 'gu');
const isolatedRuns = new RegExp(`\u2068(${run})\u2069`, 'gu');

/**
 * Text from a file made fit to show: see `visibleText`; and words written from right to left stand isolated (UAX #9, FSI and
 * PDI), so that they move nothing around them. What is fit to show stays as it is. The result still has to be escaped for
 * Markdown or HTML.
 */
export function printable(text: string): string {
  if (!anyRightToLeft.test(text)) return visibleText(text);
  return visibleText(withoutIsolates(text)).replace(runs, '\u2068$&\u2069');
}

/** The text without the signs that `printable` puts around words. */
export function withoutIsolates(text: string): string {
  return text.replace(isolatedRuns, '$1');
}

/**
 * The part of `text` around `[start, end)`, no longer than about `length` UTF-16 units, with an ellipsis where
 * something was left out. Surrogate pairs are kept whole.
 */
export function excerpt(text: string, start: number, end: number, length: number): string {
  if (text.length <= length) return text;
  const spare = Math.max(0, length - (end - start));
  let first = Math.max(0, start - Math.floor(spare / 3));
  let last = Math.min(text.length, first + Math.max(length, end - first));
  first = Math.max(0, Math.min(first, last - length));
  if (isLowSurrogate(text.charCodeAt(first))) first += 1;
  if (isLowSurrogate(text.charCodeAt(last))) last -= 1;
  return `${first > 0 ? '…' : ''}${text.slice(first, last)}${last < text.length ? '…' : ''}`;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
