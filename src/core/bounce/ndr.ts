import { fieldNamed, fieldsNamed, readFields, type Stated, stating } from '../mail/fields';
import { isHtml, readHtml } from '../mail/html';
import { lazyProperty } from '../mail/lazyProperty';
import { readContent } from '../mail/leafReading';
import { chained, shiftedMap } from '../mail/offsetMap';
import type { Reading } from '../mail/reading';
import { type Mail, readMail } from '../mail/readMail';
import type { View } from '../mail/view';
import type { Entity } from '../mail/walker';
import { addressOf } from './address';
import {
  type DeliveryStatus,
  type MessageStatus,
  type Recipient,
  readDeliveryStatus,
} from './deliveryStatus';
import { authenticationResults, exchangeAttributes } from './microsoft';
import { type OriginalMessage, readOriginal } from './originalMessage';
import { dateOf, type Hop, receivedChain } from './received';
import { generatingServerOf, originalHeaderIn, readTextBounce } from './textBounce';
import type { TextBounceKind } from './textFormats';
import { isServerAddress } from './textLines';

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
  return textBounce(places);
}

function report(places: readonly Place[], status: Place): Ndr {
  const parent = pathAbove(status.entity.path);
  const { message, recipients } = statusIn(places, parent);
  const siblings = places.filter(({ entity: { path } }) => path.startsWith(`${parent}.`));
  const bounce = places.find(({ entity }) => entity.path === parent) ?? status;
  const [notice] = readableTexts(siblings);
  const facts = withHeader(headerAt(bounce), {
    kind: 'report',
    isForwarded: false,
    status: message,
    recipients,
    original: attachedOriginal(siblings, parent) ?? originalIn(notice),
  });
  return withGeneratingServer(facts, () => notice && generatingServerOf(notice()));
}

const withGeneratingServer = lazyProperty('generatingServer');

/** What the delivery status says; where a server wrote one for each recipient, all of them. */
function statusIn(places: readonly Place[], parent: string): Pick<DeliveryStatus, 'message' | 'recipients'> {
  const own = places.filter(
    ({ entity: { path, content } }) => pathAbove(path) === parent && statusType.test(content.mediaType),
  );
  const read = own.flatMap((place) => statusReadings(places, place)).map(readDeliveryStatus);
  const [first, ...others] = read;
  const recipients = read.flatMap((each) => each.recipients);
  if (!first) return { message: noStatus, recipients };
  const further = others.flatMap(({ message }) => message.fields);
  return { message: { ...first.message, fields: [...first.message.fields, ...further] }, recipients };
}

const noStatus = readDeliveryStatus({ text: '', map: shiftedMap(0) }).message;

/** The groups of fields of a delivery status, and those that a gateway encoded within it. */
function statusReadings(places: readonly Place[], status: Place): Reading[] {
  const hidden = places.find(({ entity }) => entity.path === `${status.entity.path}.1`);
  if (!hidden) return [contentOf(status)];
  const { view, entity } = hidden;
  const fields = { ...view, text: view.text.slice(0, entity.header.to) };
  return [
    readContent(fields, status.entity.content, entity.header.from, entity.header.to),
    contentOf(hidden),
  ];
}

function textBounce(places: readonly Place[]): Ndr {
  const [bounce] = places;
  const fields = bounce ? headerAt(bounce) : [];
  const [from, to, subject] = ['from', 'to', 'subject'].map((name) => fieldNamed(fields, name));
  const isOfServer = isFromServer(fields);
  const texts = bounce && isStatus(fields) ? [() => asReading(bounce.view)] : readableTexts(places);
  const noticed = {
    // A text without a header is nobody's mail, and may be about anything.
    isFromServer: from !== undefined && (isOfServer || announcesFailure(subject)),
    failed: failedRecipients(fields),
    own: new Set([from, to].flatMap((stated) => (stated && addressOf(stated.value)?.toLowerCase()) ?? [])),
  };
  const read = texts.map((text) => readTextBounce(text(), noticed)).find((each) => each !== undefined);
  return withHeader(fields, {
    kind: read?.kind ?? 'unknown',
    isForwarded: read !== undefined && !isOfServer,
    generatingServer: read?.generatingServer,
    status: read?.status,
    recipients: read?.recipients ?? [],
    original: read
      ? (copiedOriginal(read.reading, read.originalFrom) ??
        attachedOriginal(places, bounce?.entity.path ?? '') ??
        read.details)
      : undefined,
  });
}

/** True for a delivery status that somebody saved or pasted without a mail around it: it reads as a header. */
function isStatus(fields: readonly Stated[]): boolean {
  return ['reporting-mta', 'final-recipient', 'original-recipient'].some((name) => fieldNamed(fields, name));
}

/** Texts that a mail is looked through for a bounce: real ones have one, and another in HTML. */
const mostTexts = 4;

/** The texts in a mail, those for people in the first place, then what is HTML without its tags. */
function readableTexts(places: readonly Place[]): (() => Reading)[] {
  const plain = places
    .filter(({ entity }) => isText(entity))
    .map((place) => () => {
      const reading = contentOf(place);
      return page.test(reading.text) ? withoutTags(reading) : reading;
    });
  const html = places
    .filter(({ entity }) => isHtmlText(entity))
    .map((place) => () => withoutTags(contentOf(place)));
  return [...plain, ...html].slice(0, mostTexts);
}

/** A page that was saved without a mail around it. */
const page = /^\s{0,100}<(?:!doctype\s{1,10}html|html|head|meta|body)\b/i;

function withoutTags({ text, map }: Reading): Reading {
  const read = readHtml(text.slice(0, longestHtml));
  return { text: read.text, map: chained(map, read.map) };
}

/** Longest HTML that is read, in UTF-16 units: Exchange's own bounces stay under 40,000. */
const longestHtml = 1 << 18;

/** Exim and Google name the recipients in the header of their bounces. */
function failedRecipients(fields: readonly Stated[]): Stated[] {
  return fieldsNamed(fields, 'x-failed-recipients').flatMap((field) =>
    field.value.split(',').flatMap((each) => stating(field, addressOf(each)) ?? []),
  );
}

/** A mail without a sender cannot be anybody's. */
function isFromServer(fields: readonly Stated[]): boolean {
  const from = fieldNamed(fields, 'from');
  return from === undefined || exchangeMarkIn(fields) !== undefined || isServerAddress(from.value);
}

/** How the bounces of servers are called that send them from some address of their own. */
function announcesFailure(subject: Stated | undefined): boolean {
  return /^(?:undeliver|returned mail|failure notice|mail (?:system error|delivery fail)|delivery (?:status|fail))/i.test(
    subject?.value.trim() ?? '',
  );
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

function originalIn(notice: (() => Reading) | undefined): OriginalMessage | undefined {
  const reading = notice?.();
  return reading && copiedOriginal(reading, originalHeaderIn(reading));
}

function copiedOriginal(reading: Reading, from: number | undefined): OriginalMessage | undefined {
  return from === undefined ? undefined : readOriginal(reading, from, reading.text.length);
}

/** What a person reads; a report whose boundary stands nowhere in it is all of a piece. */
function isText({ content, holds, children }: Entity): boolean {
  if (content.mediaType === 'multipart/report') return children === 0;
  return holds === 'content' && content.mediaType === 'text/plain';
}

function isHtmlText({ content, holds }: Entity): boolean {
  return holds === 'content' && isHtml(content);
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
