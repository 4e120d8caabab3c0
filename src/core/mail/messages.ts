import { appleMailLength } from '../files/mailFile';

/** The line before each message of an mbox (RFC 4155): who sent it and when, after an empty line. */
const separator = /(?:\n\n|\r\n\r\n|\r\r)From [^\r\n]{0,998}/g;
const hasTime = /[0-9]{1,2}:[0-9]{2}/;
const separatorHead = /^\ufeff?>?From /;

/**
 * Where each message of a document stands: one, or in an mbox several. A document is an mbox when it begins with a
 * `From ` line; a body's own line that begins so is quoted there as `>From `, or tells no time.
 */
export function messagesIn(text: string): { from: number; to: number }[] {
  if (!startsMailbox(text)) return [wholeMessage(text)];
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const { from } of separatorsIn(text)) starts.push(from);
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? text.length }));
}

/** The one message of a document; in a file of Apple Mail it stands between its length and a property list. */
function wholeMessage(text: string): { from: number; to: number } {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  const length = appleMailLength.exec(text.slice(from, from + 30))?.[0].length ?? 0;
  const list = length > 0 ? text.lastIndexOf('<?xml version=') : -1;
  return { from: from + length, to: list > from + length ? list : text.length };
}

/** True where a document is an mbox by how it begins. */
export function startsMailbox(head: string): boolean {
  return separatorHead.test(head.slice(0, 8));
}

/** The `From ` lines in a text that begin a message behind another one, without their line breaks. */
export function* separatorsIn(text: string): Generator<{ readonly from: number; readonly to: number }> {
  for (const match of text.matchAll(separator)) {
    const [line] = match;
    if (hasTime.test(line))
      yield { from: match.index + line.indexOf('From '), to: match.index + line.length };
  }
}
