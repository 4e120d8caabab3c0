import { asRead, webDecoded } from './escapes';
import { excerpt, visibleText } from './printable';
import type { StatusCodeHit } from './statusCode';

/** Longest diagnostic text shown, in UTF-16 units; NDRs seen stay under 250. */
const longest = 300;

/** How much before a code is looked at, in UTF-16 units. */
const reachBefore = 2000;

const replyCode = /(?:[245][0-9]{2})(?:[ \t;-]|; ?|- ?)?[ #]?$/;

/** A quotation or bracket that a log or NDR puts around the reply of the remote server, by its opening sign. */
const closings: Readonly<Record<string, RegExp>> = {
  "'": /'(?![A-Za-z])/,
  '"': /"/,
  '‘': /[’'](?![A-Za-z])/,
  '’': /’(?![A-Za-z])/,
  '“': /[”"]/,
  '”': /[”"]/,
  '„': /[“”"]/,
  '«': /»/,
  '`': /`/,
  '<': />/,
  '(': /\)/,
  '{': /\}/,
  '=': /\}/,
};

/** Ends a diagnostic text wherever it stands: Postfix's remark, Exchange's `##`, a trace's or logfmt's next field, a tag that ends a line. */
const remark =
  / \(in reply to |##|\};|\r|\n| [A-Za-z_.]{2,24}=(?=\S)|<\/[A-Za-z]|<(?:p|div|br|t[dr]|li|pre|code|span|b)\b/;

/** Words of Exchange Online that stand before a code with nothing behind it, as PHPMailer sums a failure up. */
const wordsAhead =
  /((?:service unavailable|access denied|client blocked|your message)\b[^\r\n]{0,250}?)\s*[,;:(]?\s*(?:(?:\b5\d\d\s*|\b(?:smtp code|additional|status|code|error|dsn|enhanced)\b[^\r\n]{0,60}))?$/i;

/**
 * The diagnostic code's text (RFC 3464 §2.3.6) as the line around a hit gives it: from the SMTP reply code to where
 * the quotation, bracket, remark or line ends. Fit to show (see `printable`), at most 300 units.
 * @param line the line the hit stands on, and what a folded header field continues with
 * @returns undefined where the line holds the bare code and says nothing about it
 */
export function diagnosticText(line: string, hit: Pick<StatusCodeHit, 'start' | 'end'>): string | undefined {
  const code = line.slice(hit.start, hit.end);
  const { ahead, behind } = around(line, hit);
  const lead = replyCode.exec(ahead.slice(-8))?.[0] ?? '';
  const before = ahead.slice(0, ahead.length - lead.length);
  const closing = closings[before.at(-1) ?? ''] ?? (isOpen(before, '<', '>') ? />/ : undefined);
  const beforeRemark = upTo(behind, remark);
  const said = closing ? upTo(beforeRemark, closing) : beforeRemark;
  if (!/[A-Za-z]{2}/.test(said) || summaryAhead.test(ahead)) return wordsBefore(ahead);
  const whole = withSingleBlanks(lead + code + balanced(said, before));
  return visibleText(excerpt(whole, 0, lead.length + code.length, longest));
}

/** What stands around a code, as a person reads it; behind it no further than the string or the address of the web goes. */
function around(line: string, { start, end }: Pick<StatusCodeHit, 'start' | 'end'>) {
  const from = Math.max(0, start - reachBefore);
  const raw = line.slice(from, start);
  const rest = line.slice(end, end + 4 * longest);
  if (/^(?:\+|%[0-9A-Fa-f]{2})/.test(rest))
    return { ahead: webDecoded(raw.slice(-120)), behind: webDecoded(upTo(rest, /[\s&"']/)) };
  // qmail writes a blank so.
  if (rest.startsWith('_'))
    return { ahead: raw.replaceAll('_', ' '), behind: upTo(rest, /[\s/]/).replaceAll('_', ' ') };
  const behind = insideString(raw) ? upTo(rest, /(?<!\\)"/) : rest;
  return { ahead: asRead(raw), behind: asRead(behind) };
}

/** True where the quotation mark before a place opens a string of JSON, CSV or logfmt. */
function insideString(before: string): boolean {
  const mark = before.search(/(?<!\\)"[^"\\]*(?:\\.[^"\\]*)*$/);
  return mark >= 0 && /(?:^|[:=,[{(\t])\s*$/.test(before.slice(Math.max(0, mark - 20), mark));
}

/** PHPMailer puts the code last, and the program what it likes behind. */
const summaryAhead = /additional smtp info: ?$/i;

/** A text up to the bracket that was opened before it; a square one only where it is seen to open, as it may be a part of what is said. */
function balanced(text: string, before: string): string {
  const open = { round: 0, square: isOpen(before, '[', ']') ? 0 : Number.POSITIVE_INFINITY };
  for (let at = text.search(/[()[\]]/); at >= 0 && at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '(') open.round += 1;
    else if (sign === '[') open.square += 1;
    else if (sign === ')' && --open.round < 0) return text.slice(0, at);
    else if (sign === ']' && --open.square < 0) return text.slice(0, at);
  }
  return text;
}

function wordsBefore(ahead: string): string | undefined {
  const words = wordsAhead.exec(ahead.slice(-400))?.[1];
  return words === undefined ? undefined : visibleText(excerpt(withSingleBlanks(words), 0, 0, longest));
}

function upTo(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}

/** True where a bracket opens before, as Exchange Server writes `<server #5.7.750 smtp;550 …>`. */
function isOpen(before: string, opening: '<' | '[', closing: '>' | ']'): boolean {
  return before.lastIndexOf(opening) > before.lastIndexOf(closing);
}

/** Most blanks are single ones already, and to put one in place of each would take much of the time. */
export function withSingleBlanks(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim();
}
