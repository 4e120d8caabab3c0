import { LineEnds } from './ahead';
import { type ContentFields, contentFieldsOf } from './contentFields';
import { Delimiters } from './delimiters';
import { afterLineBreak, endOfLine, type Header, readHeader } from './header';
import { deepestNesting, mostParts } from './limits';

/** A part of a message as the walker meets it: a message, a multipart or a leaf. Offsets are those of the text walked. */
export interface Entity {
  /** Numbers of the parts on the way to this one, from 1: `1` is the message, `1.2` its second part. */
  readonly path: string;
  readonly depth: number;
  readonly content: ContentFields;
  /** Of a multipart. */
  readonly boundary: string | undefined;
  readonly header: { readonly from: number; readonly to: number };
  readonly body: { readonly from: number; to: number };
  /** How many parts were met directly in this one. */
  children: number;
  /** What stands in the body: parts in plain sight, parts that show once it is decoded, or neither. */
  holds: 'parts' | 'encoded parts' | 'content';
}

/** Where a walk begins: at a document's message, or at a message that was decoded out of another. */
export interface Start {
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly depth: number;
}

/** How much of a delivery status is looked at for its first group of fields, in UTF-16 units. */
const longestGroup = 4096;

const encodedGroup = /^content-transfer-encoding[ \t]*:[ \t]*(?:base64|quoted-printable)/im;

const field = /[!-9;-~]{1,998}[ \t]{0,998}:/y;
const fromLine = />?From /y;

/**
 * Walks the parts of one text, iteratively and in one pass, whatever their depth. Structure that makes no sense is
 * read leniently: a part without a closing delimiter ends where one around it goes on.
 */
export class Walker {
  /** In the order of the text: a part comes before those in it. */
  readonly entities: Entity[] = [];
  private readonly open: Entity[] = [];
  /** Those whose boundary a multipart around them has back already. */
  private readonly closed = new Set<Entity>();
  private readonly delimiters: Delimiters<Entity>;
  private readonly lineEnds: LineEnds;
  private readonly endsHere = (lineStart: number, to: number) =>
    this.delimiters.at(lineStart, to) !== undefined;

  /** @param most parts that are opened; what follows is content of the last */
  constructor(
    private readonly text: string,
    private readonly most = mostParts,
  ) {
    this.delimiters = new Delimiters(text);
    this.lineEnds = new LineEnds(text);
  }

  /** Walks one message. Walks of one text go from front to back. */
  walk({ from, to, path, depth }: Start): void {
    let at = this.enter(undefined, from, to, path, depth);
    for (;;) {
      const delimiter = this.delimiters.next(at, to);
      if (!delimiter) break;
      const end = beforeLineBreak(this.text, delimiter.lineStart, at);
      while (this.open.at(-1) !== delimiter.owner) this.leave(end);
      at = afterLineBreak(this.text, delimiter.lineEnd);
      if (delimiter.closing) this.closeBoundary(delimiter.owner);
      else at = this.enterPart(delimiter.owner, at, to);
    }
    while (this.open.length > 0) this.leave(to);
  }

  private enterPart(parent: Entity, from: number, to: number): number {
    const path = `${parent.path}.${parent.children + 1}`;
    return this.enter(parent, from, to, path, parent.depth + 1);
  }

  /** Opens the part that begins at `from`, and those that begin with it; returns where to look for delimiters. */
  private enter(parent: Entity | undefined, from: number, to: number, path: string, depth: number): number {
    if (this.entities.length >= this.most) return from;
    const startsMessage = parent === undefined || parent.content.isMessage;
    const header = startsMessage ? this.messageHeader(from, to) : this.header(from, to);
    const content = contentFieldsOf(this.text, header, this.defaultType(parent, header));
    const boundary = this.boundaryOf(content, header, to);
    const body = { from: header.bodyFrom, to };
    const entity: Entity = { path, depth, content, boundary, header, body, children: 0, holds: 'content' };
    this.entities.push(entity);
    this.open.push(entity);
    if (parent) parent.children += 1;
    this.openBody(entity, to);
    const isEncodedInside = entity.holds === 'content' && this.hidesContent(entity, to);
    if (isEncodedInside) entity.holds = 'parts';
    if (isEncodedInside || (entity.holds === 'parts' && content.isMessage))
      return this.enterPart(entity, header.bodyFrom, to);
    return header.bodyFrom;
  }

  /** Gateways encode a delivery status behind its first group of fields, and say so there. */
  private hidesContent({ content, depth }: Entity, to: number): boolean {
    if (!/^message\/(?:global-)?delivery-status$/.test(content.mediaType) || content.encoding) return false;
    if (depth >= deepestNesting || this.entities.length >= this.most) return false;
    const from = this.entities.at(-1)?.body.from ?? to;
    const group = this.text.slice(from, Math.min(to, from + longestGroup));
    // The group ends at an empty line, and the part at a delimiter.
    const end = group.search(/\n\r?\n|\r\r|[\r\n]--/);
    return end > 0 && encodedGroup.test(group.slice(0, end));
  }

  private openBody(entity: Entity, to: number): void {
    const { content, body, boundary } = entity;
    if (entity.depth >= deepestNesting) return;
    if (content.isMessage) entity.holds = this.isEncoded(entity) ? 'encoded parts' : 'parts';
    if (boundary === undefined) return;
    this.delimiters.open(boundary, entity);
    entity.holds = 'parts';
    if (content.encoding === undefined || this.delimiters.next(body.from, to)?.owner === entity) return;
    // RFC 2045 §6.4 forbids to encode a multipart; where no delimiter is in sight, somebody has done it.
    this.delimiters.close(boundary);
    entity.holds = 'encoded parts';
  }

  /** RFC 2046 §5.2.1 forbids to encode a message, and it happens; base64 has no `:`, which every header has. */
  private isEncoded({ content, body }: Entity): boolean {
    if (content.encoding !== 'base64') return content.encoding !== undefined;
    const lines = this.text.slice(body.from, Math.min(body.to, body.from + 200));
    return !lines.includes(':');
  }

  private leave(end: number): void {
    const entity = this.open.pop();
    if (!entity) return;
    entity.body.to = Math.max(entity.body.from, end);
    const { boundary, holds } = entity;
    if (holds === 'parts' && boundary !== undefined && !this.closed.delete(entity))
      this.delimiters.close(boundary);
  }

  /**
   * A closing delimiter gives the boundary back to a multipart around this one that has the same; else it stays, since
   * parts may follow a closing delimiter that was not meant as one.
   */
  private closeBoundary(entity: Entity): void {
    const { boundary = '' } = entity;
    if (!this.delimiters.isShared(boundary)) return;
    this.delimiters.close(boundary);
    this.closed.add(entity);
  }

  private header(from: number, to: number): Header {
    return readHeader(this.text, this.lineEnds, from, to, this.endsHere);
  }

  /** A message may have empty lines or an envelope's `From ` line before its header, or no header at all. */
  private messageHeader(from: number, to: number): Header {
    let at = from;
    while (at < to && afterLineBreak(this.text, at) > at) at = afterLineBreak(this.text, at);
    fromLine.lastIndex = at;
    if (fromLine.test(this.text)) at = afterLineBreak(this.text, endOfLine(this.text, at, to));
    field.lastIndex = at;
    if (at < to && field.test(this.text) && field.lastIndex <= to) return this.header(at, to);
    return { from, to: from, bodyFrom: from };
  }

  /** What a part is that does not say (RFC 2046 §5.1.5); a text without a header may begin with its first delimiter. */
  private defaultType(parent: Entity | undefined, header: Header): string {
    if (parent?.content.mediaType === 'multipart/digest') return 'message/rfc822';
    const isBare = parent === undefined && header.to === header.from;
    return isBare && this.text.startsWith('--', header.bodyFrom) ? 'multipart/mixed' : 'text/plain';
  }

  /** A multipart that names no boundary has the one of its first delimiter line. */
  private boundaryOf(content: ContentFields, header: Header, to: number): string | undefined {
    if (!content.isMultipart) return undefined;
    const named = content.boundary;
    if (named !== undefined) return named;
    const lines = this.text.slice(header.bodyFrom, Math.min(to, header.bodyFrom + 4096));
    return /(?:^|[\r\n])--(\S[^\r\n]{0,200})/.exec(lines)?.[1]?.trimEnd();
  }
}

/** The line break before a delimiter is the delimiter's (RFC 2046 §5.1.1). */
function beforeLineBreak(text: string, lineStart: number, from: number): number {
  let end = lineStart;
  if (end > from && text.charCodeAt(end - 1) === 0x0a) end -= 1;
  if (end > from && text.charCodeAt(end - 1) === 0x0d) end -= 1;
  return end;
}
