// Control characters, format characters that reorder or hide text, and halves of surrogate pairs. None of them
// may reach a screen or a terminal from a file: they run escape sequences or make a line read as another.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Most text has none of this, which is quicker to see than what each of it is. */
const beyondPlain = /[^ -~]/;

function visible(character: string): string {
  const unit = character.charCodeAt(0);
  if (character === '\t') return ' ';
  if (unit < 0x20) return String.fromCharCode(0x2400 + unit);
  if (unit === 0x7f) return '\u2421';
  if (unit >= 0xd800 && unit <= 0xdfff) return '\ufffd';
  return `[U+${unit.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * Text from a file made fit to show: what would act on a terminal, reorder a line or hide in it becomes a
 * visible sign; a tab becomes a blank. The result still has to be escaped for Markdown or HTML.
 */
export function printable(text: string): string {
  if (!beyondPlain.test(text)) return text;
  return text.replace(unprintable, visible);
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
