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

/** The addresses that servers send bounces from (RFC 5321 §4.5.1, RFC 3834; Exchange's own system mailbox), in a From field or a line like it. */
const serverAddress =
  /(?:^|[<\s"])(?:post_?master|mailer-daemon|mail-daemon|mdaemon|daemon|microsoftexchange[0-9a-f]{8,40})(?:@|>|\s|$)/i;

export function isServerAddress(from: string): boolean {
  return serverAddress.test(from.trim());
}

/** A line of the block that programs put before what they forward: who sent it and when, in whatever language. */
const forwardField = /^[\s*]{0,5}[^:\uff1a@<]{1,24}[:\uff1a](.{0,998})$/;
/** Lines of such a block. */
const longestForward = 12;

/** What stands behind the block in which a program says that the bounce of a server was forwarded; all where there is none. */
export function behindForward(lines: readonly Line[]): readonly Line[] {
  const from = lines.findIndex(({ text }) => {
    const [, value] = forwardField.exec(text) ?? [];
    return value !== undefined && isServerAddress(value) && /[@<]/.test(value);
  });
  const end = lines.findIndex((line, index) => from >= 0 && index > from && isBlank(line));
  return end > 0 && end - from <= longestForward ? lines.slice(end) : lines;
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
