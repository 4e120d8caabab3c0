import type { Stated } from '../mail/fields';
import type { Reading } from '../mail/reading';
import type { Recipient } from './deliveryStatus';
import { statusIn } from './exchangeText';
import { headerLine, isBlank, type Line, statedOn } from './textLines';

/** What a mail server wrote for people about mail that it could not deliver, in words that no format here knows. */
export interface ServerNotice {
  readonly recipients: readonly Recipient[];
  /** The line at which the copy of the original message begins; -1 where there is none. */
  readonly copy: number;
}

const address = String.raw`(?<address>[^\s@<>()"',;:[\]=]{1,64}@[^\s@<>()"',;:[\]=]{1,255})`;

/** The line before the copy of a message that came back. */
const copyLine =
  /^[\s|+*=_>-]{0,60}(?:(?:below this line|below|this) is a copy|original (?:message|mail)|(?:returned|unsent|undelivered) (?:message|mail)|message (?:headers?|text) follows?|included is a copy|the (?:headers?|text|body) of the|copy of (?:the|your))\b/i;
/** A recipient with which a line begins, and what the line says about it. */
const leading = new RegExp(
  String.raw`^[\s>"'<\u2022]{0,20}(?:\*[ \t]{1,5})?${address}["'>]{0,3}(?<said>$|[\s:,;([].*$)`,
);
/** One that words of delivery lead to. */
const named = pointedAtBy(
  String.raw`\brcpt to\b|\brecipients?\b|\b(?:un)?deliver\w{0,6}\b|\bsent to\b|\bmessage to\b`,
);
/** One that other words lead to, which are said of senders too. */
const mentioned = pointedAtBy(String.raw`\bunknown user\b|\bmailbox\b|\b(?:user|id|address)\b`);
/** One that an SMTP reply begins with, or names. */
const replied = new RegExp(String.raw`^[\s<>]{0,10}[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?<${address}>`);
const inReply = new RegExp(String.raw`^[\s<>]{0,10}[45]\d\d[ -].{0,200}?<${address}>`);

function pointedAtBy(words: string): RegExp {
  return new RegExp(String.raw`(?:${words})[^@<]{0,80}?[\s:<"'(]{1,4}${address}`, 'i');
}

/** A line that only draws, or a heading between such. */
const drawn = /^[\s|]{0,10}[-=_*]{3,}/;
/** The SMTP reply that refused a mail: a code of its own, or with a status behind it. */
const reply = /(?:^|[\s:;'"<([])[45]\d\d(?:[ -]|[ -]?#?[45]\.\d{1,3}\.\d{1,3})/;
/** Whose address is named, other than a recipient's. */
const otherField =
  /^[\s>]{0,10}(?:from|sender|reply-to|return-path|mail from|message-id|to|cc|subject|contact)\b[\s:]/i;
const mostLines = 20;
const mostRecipients = 1000;

interface Found {
  readonly address: string;
  readonly index: number;
  /** What the line says about the recipient: behind the address, or the whole line. */
  readonly said: string;
}

/**
 * Reads such a notice: recipients stand where lines begin, else where words of delivery lead to them, else in the reply.
 * @param failed the recipients that the header of the notice names (`X-Failed-Recipients`)
 */
export function readServerNotice(
  lines: readonly Line[],
  reading: Reading,
  failed: readonly Stated[],
  own: ReadonlySet<string>,
): ServerNotice {
  const copy = copyIn(lines);
  const notice = copy.line < 0 ? lines : lines.slice(0, copy.line);
  const found = recipientsIn(notice, own);
  if (failed.length === 0) {
    const recipients = found.map((each, index) =>
      recipientOf(each, found[index + 1]?.index, notice, reading),
    );
    return { recipients: orElse(recipients, nameless(notice, reading)), copy: copy.header };
  }
  const recipients = failed.map((final) => {
    const index = found.findIndex((each) => each.address.toLowerCase() === final.value.toLowerCase());
    const place = found[index];
    const said = place
      ? recipientOf(place, found[index + 1]?.index, notice, reading)
      : { ...nothing, ...saidIn(replyLines([], notice, undefined), reading) };
    return { ...said, final };
  });
  return { recipients, copy: copy.header };
}

/** A refusal of nobody knows whom. */
function nameless(lines: readonly Line[], reading: Reading): Recipient[] {
  const said = saidIn(replyLines([], lines, undefined), reading);
  return said.status ? [{ ...nothing, ...said, final: undefined }] : [];
}

function copyIn(lines: readonly Line[]): { line: number; header: number } {
  const marked = lines.findIndex(({ text }) => copyLine.test(text));
  const header = headerLine(lines, Math.max(0, marked));
  if (marked >= 0) return { line: marked, header };
  return { line: header, header };
}

function recipientsIn(lines: readonly Line[], own: ReadonlySet<string>): Found[] {
  for (const patterns of [[leading], [named, replied], [mentioned, inReply]]) {
    const found = new Map<string, Found>();
    for (const [index, { text }] of lines.entries()) {
      if (otherField.test(text) || found.size >= mostRecipients) continue;
      const groups = patterns.map((pattern) => pattern.exec(text.slice(0, 998))?.groups).find((each) => each);
      const each = groups?.address?.replace(/[.!?]{1,3}$/, '');
      if (each === undefined || own.has(each.toLowerCase()) || found.has(each.toLowerCase())) continue;
      found.set(each.toLowerCase(), { address: each, index, said: groups?.said ?? text });
    }
    if (found.size > 0) return [...found.values()];
  }
  return [];
}

/** What such a text has no fields for. */
const nothing = { original: undefined, action: undefined, remoteMta: undefined };

function recipientOf(
  { address: value, index, said }: Found,
  next: number | undefined,
  lines: readonly Line[],
  reading: Reading,
): Recipient {
  const line = lines[index];
  const final = line && statedOn(reading, 'text', value, [line]);
  const own = said.replace(/^[\s:,;"'>]{1,10}/, '');
  const about = own === '' || !line ? [] : [{ ...line, text: own }];
  const following = paragraph(lines.slice(index + 1, Math.min(next ?? lines.length, index + 1 + mostLines)));
  const near = [...about, ...following];
  const saysWhy = about.some(({ text }) => reply.test(text) || statusIn(text) !== undefined);
  const why = saysWhy ? near : orElse(replyLines(following, lines, value), near);
  return { ...nothing, ...saidIn(why, reading), final };
}

function orElse<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  return some.length > 0 ? some : others;
}

/** The lines up to an empty one; those before the first word are passed over. */
function paragraph(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line) && !drawn.test(line.text));
  if (first < 0) return [];
  const end = lines.findIndex((line, index) => index > first && (isBlank(line) || drawn.test(line.text)));
  return lines.slice(first, end < 0 ? lines.length : end);
}

/** The reply near a recipient or else anywhere in the notice, by preference one that names the recipient, with the lines that it goes on in. */
function replyLines(
  near: readonly Line[],
  lines: readonly Line[],
  recipient: string | undefined,
): readonly Line[] {
  const isReply = ({ text }: Line) => reply.test(text);
  const namesIt = (line: Line) => recipient !== undefined && isReply(line) && line.text.includes(recipient);
  const first = near.find(isReply) ?? lines.find(namesIt) ?? lines.find(isReply);
  if (!first) return [];
  const index = lines.findIndex(({ from }) => from === first.from);
  const code = /[45]\d\d/.exec(first.text)?.[0] ?? '';
  const goesOn = (text: string) => !/^[\s<>]{0,10}[45]\d\d[ -]/.test(text) && !/^\s{0,10}>>>/.test(text);
  const said = [first];
  let isBehindBlank = false;
  for (const line of lines.slice(index + 1, index + 1 + 2 * mostLines)) {
    const isSameReply =
      said.at(-1)?.text.includes(`${code}-`) === true && line.text.trimStart().startsWith(code);
    // DragonFly puts an empty line between the lines of one reply.
    if (!isBlank(line) && !isSameReply && (isBehindBlank || drawn.test(line.text) || !goesOn(line.text)))
      break;
    isBehindBlank = isBlank(line);
    if (!isBehindBlank) said.push(line);
  }
  return said.slice(0, mostLines);
}

/** A further line of a reply without its code, which is that of the first (RFC 5321 §4.2.1). */
function goingOn(text: string): string {
  return text.replace(/^\s{0,10}[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?/, '');
}

function saidIn(lines: readonly Line[], reading: Reading): Pick<Recipient, 'status' | 'diagnostic'> {
  const text = lines
    .map((line, index) =>
      (index === 0 ? line.text.replace(/^[\s<>]{1,10}(?=[45]\d\d)/, '') : goingOn(line.text)).trim(),
    )
    .filter((each) => each !== '')
    .join(' ');
  const line = lines.find((each) => statusIn(each.text) !== undefined);
  return {
    status: line && statedOn(reading, 'text', statusIn(line.text) ?? '', [line]),
    diagnostic: text === '' ? undefined : statedOn(reading, 'text', text, lines),
  };
}
