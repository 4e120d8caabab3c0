/** The line before each message of an mbox (RFC 4155): who sent it and when, after an empty line. */
const separator = /(?:\n\n|\r\n\r\n|\r\r)From [^\r\n]{0,998}/g;
const hasTime = /[0-9]{1,2}:[0-9]{2}/;
const separatorHead = /^\ufeff?>?From /;

/**
 * Where each message of a document stands: one, or in an mbox several. A document is an mbox when it begins with a
 * `From ` line; a body's own line that begins so is quoted there as `>From `, or tells no time.
 */
export function messagesIn(text: string): { from: number; to: number }[] {
  if (!separatorHead.test(text.slice(0, 8)))
    return [{ from: text.startsWith('\ufeff') ? 1 : 0, to: text.length }];
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const match of text.matchAll(separator))
    if (hasTime.test(match[0])) starts.push(match.index + match[0].indexOf('From '));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? text.length }));
}
