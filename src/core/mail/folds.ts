import type { Part } from './structure';
import type { Range } from './view';

/** From how many UTF-16 units on an encoded body is worth folding: ten full lines. */
const longBody = 760;
const encodings = /^(?:base64|quoted-printable)$/;
const fromLine = /(?:^|[\r\n])>?From [^\r\n]{0,998}(?:\r\n|\r|\n)$/;

/**
 * What can be folded in a document: parts, header blocks and long encoded bodies, in order of place. A fold goes from
 * the line that holds `start` to the line that holds `end`; it may be one line, which there is no use in folding. No two
 * begin in one line, since an editor can offer but one fold a line.
 * @param parts what `partsOfMail` made of the same text
 */
export function foldsOf(text: string, parts: readonly Part[]): Range[] {
  const folds: Range[] = [];
  for (const part of parts) addFolds(text, part, undefined, folds);
  return folds;
}

function addFolds(text: string, part: Part, parent: Part | undefined, folds: Range[]): void {
  // What stands in an encoded body has no lines of its own.
  if (part.isEncoded) return;
  const { header, body, children } = part;
  const add = (start: number, end: number) => folds.push({ start, end: beforeLineBreaks(text, start, end) });
  if (hasOwnLine(text, part, parent)) add(header.start - 1, body.end);
  if (header.start < header.end) add(header.start, header.end);
  const isEncoded = encodings.test(part.transferEncoding) && children.every((child) => child.isEncoded);
  if (isEncoded && part.size >= longBody) add(body.start, body.end);
  for (const child of children) addFolds(text, child, part, folds);
}

/**
 * True for a part with a line before it to fold it under: its delimiter, or in an mbox the `From ` line. A document's
 * only message is all there is, and a message in a part is that part's fold already.
 */
function hasOwnLine(text: string, { header }: Part, parent: Part | undefined): boolean {
  if (parent) return parent.mediaType.startsWith('multipart/');
  return fromLine.test(text.slice(Math.max(0, header.start - 1000), header.start));
}

/** Leaves out the empty line that separates what is folded from what follows. */
function beforeLineBreaks(text: string, start: number, end: number): number {
  const last = text.slice(Math.max(start, end - 4), end);
  return end - (last.length - last.replace(/[\r\n]{1,4}$/, '').length);
}
