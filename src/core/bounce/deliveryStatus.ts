import { fieldNamed, readFields, type Stated, stating } from '../mail/fields';
import { afterLineBreak, endOfLine } from '../mail/header';
import type { Reading } from '../mail/reading';
import { addressLine } from './address';

/** What a bounce says about one recipient (RFC 3464 §2.3, RFC 6533 §3). Addresses and texts stand without their type. */
export interface Recipient {
  readonly final: Stated | undefined;
  readonly original: Stated | undefined;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`. */
  readonly action: Stated | undefined;
  /** The enhanced status code (RFC 3463). */
  readonly status: Stated | undefined;
  /** What the remote server replied. */
  readonly diagnostic: Stated | undefined;
  readonly remoteMta: Stated | undefined;
}

/** What a delivery status says about the message as a whole (RFC 3464 §2.2). */
export interface MessageStatus {
  readonly reportingMta: Stated | undefined;
  /** The server from which the reporting one had the message. */
  readonly receivedFromMta: Stated | undefined;
  readonly arrivalDate: Stated | undefined;
  /** All fields about the message, those outside the standard included. */
  readonly fields: readonly Stated[];
}

/** Recipients read of one delivery status. Exchange Online allows 1,000 in a message. */
const mostRecipients = 5000;

/** What a delivery status says. */
export interface DeliveryStatus {
  readonly message: MessageStatus;
  readonly recipients: readonly Recipient[];
}

/** Reads a message/delivery-status body: groups of fields, the first about the message, each other about a recipient. */
export function readDeliveryStatus(reading: Reading): DeliveryStatus {
  const about: Stated[] = [];
  const recipients: Recipient[] = [];
  for (const group of groupsIn(reading)) {
    const isRecipient = ['final-recipient', 'original-recipient', 'action'].some((name) =>
      fieldNamed(group, name),
    );
    if (!isRecipient || recipients.length === 0) about.push(...group);
    if (isRecipient && recipients.length < mostRecipients) recipients.push(recipientIn(group));
  }
  return { message: messageStatusIn(about), recipients };
}

function* groupsIn(reading: Reading): Generator<Stated[]> {
  const { text } = reading;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at, text.length);
    const next = afterLineBreak(text, end);
    const isLast = next >= text.length;
    if (end === at || isLast) {
      const group = readFields(reading, from, isLast ? text.length : at);
      if (group.length > 0) yield group;
      from = next;
    }
    at = next;
    if (next === end) return;
  }
}

function messageStatusIn(fields: readonly Stated[]): MessageStatus {
  return {
    reportingMta: serverName(fieldNamed(fields, 'reporting-mta')),
    receivedFromMta: serverName(fieldNamed(fields, 'received-from-mta')),
    arrivalDate: fieldNamed(fields, 'arrival-date'),
    fields,
  };
}

function recipientIn(fields: readonly Stated[]): Recipient {
  const status = fieldNamed(fields, 'status');
  return {
    final: bareAddress(fieldNamed(fields, 'final-recipient')),
    original: bareAddress(fieldNamed(fields, 'original-recipient')),
    action: lowerCase(fieldNamed(fields, 'action')),
    status: stating(status, /[245]\.[0-9]{1,3}\.[0-9]{1,3}/.exec(status?.value ?? '')?.[0]),
    diagnostic: untyped(fieldNamed(fields, 'diagnostic-code')),
    remoteMta: serverName(fieldNamed(fields, 'remote-mta')),
  };
}

/** The value without the type in front, as in `rfc822;` and `dns;` (RFC 3464 §2.1.2). */
function untyped(stated: Stated | undefined): Stated | undefined {
  const value = stated?.value.replace(/^[\w/-]{1,40}\s*;\s*/, '');
  return stating(stated, value);
}

/** Some write the address in brackets, and Markdown makes a link of it. */
function bareAddress(stated: Stated | undefined): Stated | undefined {
  const address = untyped(stated);
  return stating(address, address && (addressLine(address.value) ?? address.value));
}

/** The name without the comment in which Gmail and others say more about the server. */
function serverName(stated: Stated | undefined): Stated | undefined {
  const name = untyped(stated);
  return stating(name, name?.value.split('(', 1)[0]?.trim());
}

function lowerCase(stated: Stated | undefined): Stated | undefined {
  return stating(stated, stated?.value.toLowerCase().split(/[\s(]/, 1)[0]);
}
