import { fieldNamed, readFields, type Stated } from '../mail/fields';
import { lazyProperty } from '../mail/lazyProperty';
import { readContent } from '../mail/leafReading';
import { chained, shiftedMap } from '../mail/offsetMap';
import type { Reading } from '../mail/reading';
import { type Mail, readMail } from '../mail/readMail';
import type { View } from '../mail/view';
import type { Entity } from '../mail/walker';
import { type MessageStatus, type Recipient, readDeliveryStatus } from './deliveryStatus';
import { authenticationResults, exchangeAttributes } from './microsoft';
import { type OriginalMessage, readOriginal } from './originalMessage';
import { dateOf, type Hop, receivedChain } from './received';
import { generatingServerIn, originalHeaderIn, readTextBounce } from './textBounce';
import type { TextBounceKind } from './textFormats';

/** A bounce as plain data. What the mail does not say is undefined or empty; each statement has its place in the raw text. */
export interface Ndr {
  /** `report` for a bounce with a delivery status (RFC 3464); `unknown` for a mail that is no bounce known here. */
  readonly kind: 'report' | TextBounceKind | 'unknown';
  readonly from: Stated | undefined;
  /** Whom the bounce went to: the envelope sender of the original message (RFC 3464 §2). */
  readonly to: Stated | undefined;
  readonly subject: Stated | undefined;
  /** When the bounce was written, as it says. */
  readonly date: Stated | undefined;
  /** The same in ISO 8601 and UTC, where it can be read. */
  readonly time: string | undefined;
  readonly messageId: Stated | undefined;
  /** The server that wrote the bounce, from Exchange's text. */
  readonly generatingServer: Stated | undefined;
  readonly status: MessageStatus | undefined;
  readonly recipients: readonly Recipient[];
  /** Exchange's mark of a bounce; its value is empty. */
  readonly exchangeMark: Stated | undefined;
  /** True where the text of a bounce stands in somebody's mail, whose sender, recipient and date are not the bounce's. */
  readonly isForwarded: boolean;
  /** The way of the bounce, the first server first. */
  readonly received: readonly Hop[];
  readonly authenticationResults: readonly Stated[];
  readonly exchangeAttributes: readonly Stated[];
  readonly original: OriginalMessage | undefined;
}

interface Place {
  readonly view: View;
  readonly entity: Entity;
}

const statusType = /^message\/(?:global-)?delivery-status$/;
const headersType = /^(?:text\/rfc822-headers|message\/global-headers)$/;
const messageType = /^message\/(?:rfc822|global)$/;

/**
 * Reads a bounce: the outermost delivery status of a mail with what belongs to it, though the bounce be attached to
 * another mail, or the text of a bounce that has none. Never throws.
 */
export function parseNdr(text: string): Ndr {
  return ndrOfMail(readMail(text));
}

/** The same of a mail that has been read. */
export function ndrOfMail({ views }: Mail): Ndr {
  const places = views.flatMap((view) => view.entities.map((entity): Place => ({ view, entity })));
  const status = places.find(({ entity }) => statusType.test(entity.content.mediaType));
  if (status) return report(places, status);
  const undivided = places.find(isUndivided);
  return (undivided && undividedReport(undivided)) ?? textBounce(places);
}

function report(places: readonly Place[], status: Place): Ndr {
  const { message, recipients } = readDeliveryStatus(contentOf(status));
  const parent = pathAbove(status.entity.path);
  const siblings = places.filter(({ entity: { path } }) => path.startsWith(`${parent}.`));
  const bounce = places.find(({ entity }) => entity.path === parent) ?? status;
  const notice = siblings.find(({ entity }) => isText(entity));
  const facts = withHeader(headerAt(bounce), {
    kind: 'report',
    isForwarded: false,
    status: message,
    recipients,
    original: attachedOriginal(siblings, parent) ?? originalIn(notice),
  });
  return withGeneratingServer(facts, () => notice && generatingServerIn(contentOf(notice)));
}

const withGeneratingServer = lazyProperty('generatingServer');

/** A report whose boundary stands nowhere in it: what should be its parts follow one another, apart by empty lines. */
function undividedReport(place: Place): Ndr | undefined {
  const reading = contentOf(place);
  const { message, recipients, rest } = readDeliveryStatus(reading);
  if (recipients.length === 0) return undefined;
  return withHeader(headerAt(place), {
    kind: 'report',
    isForwarded: false,
    generatingServer: generatingServerIn(reading),
    status: message,
    recipients,
    original: copiedOriginal(reading, rest),
  });
}

function textBounce(places: readonly Place[]): Ndr {
  const [bounce] = places;
  const notice = places.find(({ entity }) => isText(entity));
  const reading = notice && contentOf(notice);
  const read = reading && readTextBounce(reading);
  const copy = reading && copiedOriginal(reading, read?.originalFrom);
  const fields = bounce ? headerAt(bounce) : [];
  return withHeader(fields, {
    kind: read?.kind ?? 'unknown',
    isForwarded: read !== undefined && !isFromServer(fields),
    generatingServer: read?.generatingServer,
    status: undefined,
    recipients: read?.recipients ?? [],
    original: read ? (copy ?? attachedOriginal(places, bounce?.entity.path ?? '')) : undefined,
  });
}

/** The addresses that servers send bounces from (RFC 5321 §4.5.1, RFC 3834; Exchange's own system mailbox). */
const serverAddress =
  /(?:^|[<\s"])(?:postmaster|mailer-daemon|mail-daemon|mdaemon|daemon|microsoftexchange[0-9a-f]{8,40})(?:@|>|$)/i;

/** A mail without a sender cannot be anybody's. */
function isFromServer(fields: readonly Stated[]): boolean {
  const from = fieldNamed(fields, 'from');
  return from === undefined || exchangeMarkIn(fields) !== undefined || serverAddress.test(from.value.trim());
}

function exchangeMarkIn(fields: readonly Stated[]): Stated | undefined {
  return fieldNamed(fields, 'x-ms-exchange-message-is-ndr');
}

function headerAt({ view, entity }: Place): Stated[] {
  return readFields(asReading(view), entity.header.from, entity.header.to);
}

/** What was read of a bounce, with what its own header says. */
function withHeader<const Facts extends object>(fields: readonly Stated[], read: Facts) {
  const date = fieldNamed(fields, 'date');
  return {
    from: fieldNamed(fields, 'from'),
    to: fieldNamed(fields, 'to'),
    subject: fieldNamed(fields, 'subject'),
    date,
    time: date && dateOf(date.value),
    messageId: fieldNamed(fields, 'message-id'),
    exchangeMark: exchangeMarkIn(fields),
    authenticationResults: authenticationResults(fields),
    exchangeAttributes: exchangeAttributes(fields),
    received: receivedChain(fields),
    ...read,
  };
}

/** The original message beside the delivery status: whole, or its header alone (RFC 6522 §3). */
function attachedOriginal(places: readonly Place[], parent: string): OriginalMessage | undefined {
  for (const place of places) {
    const { path, content } = place.entity;
    if (pathAbove(path) !== parent) continue;
    if (headersType.test(content.mediaType)) {
      const reading = contentOf(place);
      return readOriginal(reading, 0, reading.text.length);
    }
    const message =
      messageType.test(content.mediaType) && places.find(({ entity }) => entity.path === `${path}.1`);
    if (message)
      return readOriginal(asReading(message.view), message.entity.header.from, message.entity.header.to);
  }
  return undefined;
}

function originalIn(notice: Place | undefined): OriginalMessage | undefined {
  const reading = notice && contentOf(notice);
  return reading && copiedOriginal(reading, originalHeaderIn(reading));
}

function copiedOriginal(reading: Reading, from: number | undefined): OriginalMessage | undefined {
  return from === undefined ? undefined : readOriginal(reading, from, reading.text.length);
}

function isUndivided({ entity: { content, children } }: Place): boolean {
  return content.mediaType === 'multipart/report' && children === 0;
}

function isText({ content, holds }: Entity): boolean {
  return holds === 'content' && content.mediaType === 'text/plain';
}

function pathAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** The text of a view with the way back to the document. */
function asReading({ text, map }: View): Reading {
  return { text, map: map ?? shiftedMap(0) };
}

function contentOf({ view, entity }: Place): Reading {
  const reading = readContent(view, entity.content, entity.body.from, entity.body.to);
  return view.map ? { text: reading.text, map: chained(view.map, reading.map) } : reading;
}
