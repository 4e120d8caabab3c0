import { diagnosticText, withSingleBlanks } from '../code/diagnostic';
import { logicalLine } from '../code/logicalLine';
import { excerpt, visibleText } from '../code/printable';
import type { StatusCodeHit } from '../code/statusCode';
import { readHtml } from './html';

/** How much HTML on either side of a hit is looked at, in UTF-16 units; what matters of a diagnostic text stands behind. */
const htmlReachBefore = 200;
const htmlReachBehind = 600;
/** Longest sentence, in UTF-16 units. */
const longest = 300;

/**
 * What a decoded text says around a hit, fit to show (see `printable`): the diagnostic text where there is one, else
 * the line. A line that continues as a folded header field (RFC 5322 §2.2.3) is joined with what continues it.
 */
export function sentenceAround(text: string, hit: Pick<StatusCodeHit, 'start' | 'end'>): string {
  const { text: line, offset } = logicalLine(text, hit);
  const place = { start: hit.start - offset, end: hit.end - offset };
  return diagnosticText(line, place) ?? bareLine(line, place);
}

/** The same around a hit in HTML with its tags, which are taken out, in the line of text between tags that end one. */
export function sentenceInHtml(html: string, { start, end }: Pick<StatusCodeHit, 'start' | 'end'>): string {
  const lead = html.slice(Math.max(0, start - htmlReachBefore), start);
  const behind = html.slice(end, end + htmlReachBehind);
  const lineEnd = behind.search(lineEndingTag);
  const after = readPiece(lineEnd < 0 ? behind : behind.slice(0, lineEnd));
  const near = behindReply(lead, html.slice(start, end), after);
  if (near !== undefined) return near;
  // A tag that began before the piece is none of the text.
  const cut = /^[^<>]*>/.exec(lead)?.[0].length ?? 0;
  const before = readPiece(lead.slice(cut));
  const place = { start: before.length, end: before.length + end - start };
  return sentenceAround(before + html.slice(start, end) + after, place);
}

/** The diagnostic text where an SMTP reply with the sign before it stands behind the last tag: what is before that says no more. */
function behindReply(lead: string, code: string, after: string): string | undefined {
  const near = lead.slice(lead.lastIndexOf('>') + 1);
  if (!nearReply.test(near) || lead.includes('&')) return undefined;
  const lineEnd = after.search(/[\r\n]/);
  const line = near + code + (lineEnd < 0 ? after : after.slice(0, lineEnd));
  return diagnosticText(line, { start: near.length, end: near.length + code.length });
}

const nearReply = /^[^<\r\n]{0,100}[^<\r\n\w][245][0-9]{2}[ -]$/;

const lineEndingTag = /<\/?(?:p|div|br|t[dr]|table|h[1-6]|li|[uo]l|body|html)[\s/>]/i;

function readPiece(html: string): string {
  return /[<&\r\n]/.test(html) ? readHtml(html).text : html;
}

function bareLine(line: string, { start, end }: Pick<StatusCodeHit, 'start' | 'end'>): string {
  return visibleText(withSingleBlanks(excerpt(line, start, end, longest)));
}
