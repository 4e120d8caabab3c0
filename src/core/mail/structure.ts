import type { Mail } from './readMail';
import type { Range, View } from './view';
import type { Entity } from './walker';

/** A part of a message (RFC 2045), as plain data. Offsets and sizes are UTF-16 units of the raw text. */
export interface Part {
  /** Numbers of the parts on the way to this one, from 1: `1` is the message, `1.2` its second part. */
  readonly path: string;
  /** In lower case; `text/plain` where the part names none. */
  readonly mediaType: string;
  /** As written, in lower case; undefined where the part names none. */
  readonly charset: string | undefined;
  /** As written, in lower case; `7bit` where the part names none. */
  readonly transferEncoding: string;
  /** Decoded, and not fit to show as it stands (see `printable`). */
  readonly filename: string | undefined;
  /** The header block with its last line break. */
  readonly header: Range;
  readonly body: Range;
  /** Length of the body. */
  readonly size: number;
  /** True where the part stands in one that is transfer encoded: its ranges cover the characters that encode it. */
  readonly isEncoded: boolean;
  readonly children: readonly Part[];
}

type OpenPart = Part & { readonly children: Part[] };

/** The parts of a document: one message, or in an mbox several, each with its parts. */
export function partsOfMail({ views }: Mail): Part[] {
  const messages: Part[] = [];
  const known = new Map<string, OpenPart>();
  for (const view of views)
    for (const entity of view.entities) {
      const part = partOf(view, entity);
      known.set(part.path, part);
      const parent = known.get(part.path.slice(0, part.path.lastIndexOf('.')));
      if (parent) parent.children.push(part);
      else messages.push(part);
    }
  return messages;
}

function partOf(view: View, { path, content, header, body }: Entity): OpenPart {
  const bodyRange = rawRange(view, body.from, body.to);
  return {
    path,
    mediaType: content.mediaType,
    charset: content.charsetLabel,
    transferEncoding: content.encodingLabel,
    filename: content.filename,
    header: rawRange(view, header.from, header.to),
    body: bodyRange,
    size: bodyRange.end - bodyRange.start,
    isEncoded: view.map !== undefined,
    children: [],
  };
}

function rawRange({ map }: View, from: number, to: number): Range {
  if (!map) return { start: from, end: to };
  const start = map.start(from);
  return { start, end: from < to ? map.end(to - 1) : start };
}
