import type { Stated } from '../mail/fields';
import { afterLineBreak, endOfLine } from '../mail/header';
import type { Reading } from '../mail/reading';

/** A line of a text without its line break. Offsets are UTF-16 units of the text. */
export interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfLine(text, from, text.length);
    lines.push({ text: text.slice(from, to), from, to });
    from = Math.max(from + 1, afterLineBreak(text, to));
    if (to === text.length) break;
  }
  return lines;
}

export function isBlank({ text }: Line): boolean {
  return text.trim() === '';
}

/** From the first line on that says something. */
export function fromWord(lines: readonly Line[]): readonly Line[] {
  const word = lines.findIndex((line) => !isBlank(line));
  return word < 0 ? [] : lines.slice(word);
}

/** What lines of a text say. */
export function statedOn({ map }: Reading, field: string, value: string, lines: readonly Line[]): Stated {
  const from = lines[0]?.from ?? 0;
  const to = lines.at(-1)?.to ?? from;
  return { value, field, range: { start: map.start(from), end: map.end(Math.max(from, to - 1)) } };
}

const headerField =
  /^(?:return-path|delivered-to|received|from|to|cc|sender|reply-to|subject|date|message-id|mime-version|content-[a-z-]{2,30}|thread-[a-z]{2,20}|dkim-signature|authentication-results|user-agent|in-reply-to|references|arc-[a-z-]{2,40}|x-[\w-]{1,80})[ \t]{0,5}:/i;
/** Lines behind a header's first that are looked at for further fields, and those that one field goes on in; Received fields are long. */
const linesLookedAt = 24;
const longestFold = 6;
const fewestFields = 3;

/**
 * The first line at or behind `from` that begins the header of a message copied into a text: some different fields near each other.
 * @param fewest how many; where a header is to be expected, fewer are enough
 */
export function headerLine(lines: readonly Line[], from = 0, fewest = fewestFields): number {
  for (let index = from; index < lines.length; index += 1)
    if (headerField.test(lines[index]?.text ?? '') && hasHeaderAt(lines, index, fewest)) return index;
  return -1;
}

function hasHeaderAt(lines: readonly Line[], first: number, fewest: number): boolean {
  const names = new Set<string>();
  let folds = 0;
  let isBehindBlank = false;
  for (const line of lines.slice(first, first + linesLookedAt)) {
    const name = headerField.exec(line.text)?.[0].toLowerCase();
    if (name === undefined && !isBlank(line) && (isBehindBlank || ++folds > longestFold)) break;
    isBehindBlank = isBlank(line);
    if (name === undefined) continue;
    names.add(name);
    folds = 0;
  }
  return names.size >= fewest;
}
