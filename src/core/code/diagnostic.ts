import { excerpt, printable } from './printable';
import type { StatusCodeHit } from './statusCode';

/** Longest diagnostic text shown, in UTF-16 units; NDRs seen stay under 250. */
const longest = 300;

const replyCode = /(?:[245][0-9]{2})(?:[ ;-]|; ?|- ?)?[ #]?$/;

/** A quotation or bracket that a log or NDR puts around the reply of the remote server, by its opening sign. */
const closings: Readonly<Record<string, RegExp>> = {
  "'": /'(?![A-Za-z])/,
  '"': /"/,
  '<': />/,
  '(': /\)/,
  '{': /\}/,
  '=': /\}/,
};

/** Ends a diagnostic text wherever it stands: Postfix's remark, Exchange's `##`, a trace's next field. */
const remark = / \(in reply to |##|\};|\r|\n/;

/**
 * The diagnostic code's text (RFC 3464 §2.3.6) as the line around a hit gives it: from the SMTP reply code to where
 * the quotation, bracket, remark or line ends. Fit to show (see `printable`), at most 300 units.
 * @param line the line the hit stands on, and what a folded header field continues with
 * @returns undefined where the line holds the bare code and says nothing about it
 */
export function diagnosticText(line: string, hit: Pick<StatusCodeHit, 'start' | 'end'>): string | undefined {
  if (line.charAt(hit.end) === '+') return diagnosticText(withBlanks(line, hit.end), hit);
  const lead = replyCode.exec(line.slice(Math.max(0, hit.start - 8), hit.start));
  const start = hit.start - (lead?.[0].length ?? 0);
  const rest = line.slice(hit.end, hit.end + 4 * longest);
  const closing = closings[line[start - 1] ?? ''] ?? (insideAngles(line.slice(0, start)) ? />/ : undefined);
  const beforeRemark = upTo(rest, remark);
  const said = closing ? upTo(beforeRemark, closing) : beforeRemark;
  if (!/[A-Za-z]{2}/.test(said)) return undefined;
  const whole = withSingleBlanks(line.slice(start, hit.end) + said);
  return printable(excerpt(whole, 0, hit.end - start, longest));
}

function upTo(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}

/** Exchange Server writes `<server #5.7.750 smtp;550 …>`: the bracket opens before the server's name. */
function insideAngles(before: string): boolean {
  return before.lastIndexOf('<') > before.lastIndexOf('>');
}

/** IIS writes a plus for each blank of a reply; the next blank ends it. */
function withBlanks(line: string, at: number): string {
  const end = line.indexOf(' ', at);
  return line.slice(0, end < 0 ? line.length : end).replaceAll('+', ' ');
}

/** Most blanks are single ones already, and to put one in place of each would take much of the time. */
export function withSingleBlanks(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim();
}
