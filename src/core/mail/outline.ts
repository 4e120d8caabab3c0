import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { excerpt, printable } from '../code/printable';
import { sizeText } from '../code/size';
import { readFields } from './fields';
import { endOfLine } from './header';
import { shiftedMap } from './offsetMap';
import type { Part } from './structure';
import type { Range } from './view';

/** What a row of the outline stands for. */
export type RowKind = 'message' | 'multipart' | 'text' | 'data' | 'field';

/**
 * A part of a message, or a field of its header, as an outline shows it. Name and detail are fit to show (see
 * `printable`); offsets are UTF-16 units of the raw text.
 */
export interface OutlineRow {
  /** Path, media type and file name of a part, such as `1.3 application/pdf offer.pdf`; never empty. */
  readonly name: string;
  /** Size, charset and transfer encoding of a part; a field's value. */
  readonly detail: string;
  readonly kind: RowKind;
  /** Within the range of the row above it. */
  readonly range: Range;
  /** The first line, within `range`: where somebody lands who chooses the row. */
  readonly selection: Range;
  readonly children: readonly OutlineRow[];
}

interface Context {
  readonly text: string;
  readonly language: Language;
}

/** The fields by which a person knows a message, in lower case. */
const shownFields = new Set(['from', 'to', 'subject', 'date']);
/** Longest file name and longest value shown, in UTF-16 units. */
const longestName = 80;
const longestValue = 200;
/** How far a first line is followed, in UTF-16 units: an encoded part may stand in one of many megabytes. */
const longestLine = 1000;

const messageType = /^message\/(?:rfc822|global|news)$/;
const headersType = /^(?:text\/rfc822-headers|message\/global-headers)$/;
const encodings = /^(?:base64|quoted-printable)$/;

/**
 * The outline of a document: a row for each message with its parts, their parts, and the best known fields of each
 * header in plain sight. Sizes are those of the raw text, a unit counted as a byte.
 * @param parts what `partsOfMail` made of the same text
 */
export function outlineOf(text: string, parts: readonly Part[], language: Language): OutlineRow[] {
  const context = { text, language };
  return parts.map((part) => partRow(context, part, undefined, { start: 0, end: text.length }));
}

function partRow(context: Context, part: Part, parent: Part | undefined, around: Range): OutlineRow {
  const range = within({ start: part.header.start, end: part.body.end }, around);
  const block = fieldBlock(part, parent);
  return {
    name: nameOf(part),
    detail: detailOf(context, part),
    kind: kindOf(part),
    range,
    selection: firstLine(context.text, range),
    children: [
      ...(block ? fieldRows(context.text, within(block, range)) : []),
      ...part.children.map((child) => partRow(context, child, part, range)),
    ],
  };
}

/** Where the header of a message stands that begins at this part, or is all that the part holds of it. */
function fieldBlock(part: Part, parent: Part | undefined): Range | undefined {
  if (part.isEncoded) return undefined;
  if (headersType.test(part.mediaType)) return encodings.test(part.transferEncoding) ? undefined : part.body;
  return !parent || messageType.test(parent.mediaType) ? part.header : undefined;
}

function fieldRows(text: string, block: Range): OutlineRow[] {
  const left = new Set(shownFields);
  return readFields({ text, map: shiftedMap(0) }, block.start, block.end)
    .filter(({ field }) => left.delete(field.toLowerCase()))
    .map(({ field, value, range }) => ({
      name: field,
      detail: printableNames(excerpt(value, 0, 0, longestValue)),
      kind: 'field',
      range,
      selection: firstLine(text, range),
      children: [],
    }));
}

function nameOf({ path, mediaType, filename = '' }: Part): string {
  return printable(`${path} ${mediaType} ${excerpt(filename, 0, 0, longestName)}`).trimEnd();
}

function detailOf({ language }: Context, { size, charset, transferEncoding }: Part): string {
  return printable(
    [sizeText(size, language), ...(charset === undefined ? [] : [charset]), transferEncoding].join(' · '),
  );
}

function kindOf({ mediaType }: Part): RowKind {
  if (mediaType.startsWith('multipart/')) return 'multipart';
  if (messageType.test(mediaType)) return 'message';
  return mediaType.startsWith('text/') || mediaType.startsWith('message/') ? 'text' : 'data';
}

function firstLine(text: string, { start, end }: Range): Range {
  return { start, end: endOfLine(text, start, Math.min(end, start + longestLine)) };
}

/** Parts in an encoded one may share a raw character with their neighbours, and the last of them ends where all end. */
function within({ start, end }: Range, around: Range): Range {
  const from = Math.min(Math.max(start, around.start), around.end);
  return { start: from, end: Math.max(from, Math.min(end, around.end)) };
}
