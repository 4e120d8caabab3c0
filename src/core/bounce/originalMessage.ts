import { fieldNamed, readFields, type Stated, stating } from '../mail/fields';
import { lazyProperty } from '../mail/lazyProperty';
import type { Reading } from '../mail/reading';
import { addressOf, domainOf, ipAddressesIn, isPublicAddress } from './address';
import { authenticationResults, exchangeAttributes, isExchangeOnline } from './microsoft';
import { type Hop, receivedChain } from './received';

/** The message that came back, as far as the bounce holds its header. */
export interface OriginalMessage {
  /** The address in the From field: the sender that the reader sees, P2. */
  readonly from: Stated | undefined;
  /** The address in Return-Path: the envelope sender, P1 (RFC 5321 §4.4). */
  readonly returnPath: Stated | undefined;
  /** The domain of the envelope sender, or where the header has none, of the From field. */
  readonly sendingDomain: Stated | undefined;
  readonly to: Stated | undefined;
  readonly subject: Stated | undefined;
  readonly date: Stated | undefined;
  readonly messageId: Stated | undefined;
  /** The first address on the way that is reachable from anywhere. */
  readonly firstPublicIp: Stated | undefined;
  /** The first server first. */
  readonly received: readonly Hop[];
  readonly authenticationResults: readonly Stated[];
  readonly exchangeAttributes: readonly Stated[];
  /** All fields of the header. */
  readonly fields: readonly Stated[];
}

/** Reads the header from `from` on; undefined where there is none. */
export function readOriginal(reading: Reading, from: number, to: number): OriginalMessage | undefined {
  const fields = readFields(reading, from, to);
  if (fields.length === 0) return undefined;
  const sender = addressIn(fields, 'from');
  const returnPath = addressIn(fields, 'return-path');
  const envelope = returnPath ?? sender;
  const received = receivedChain(fields);
  const facts = {
    from: sender,
    returnPath,
    sendingDomain: stating(envelope, envelope && domainOf(envelope.value)),
    to: fieldNamed(fields, 'to'),
    subject: fieldNamed(fields, 'subject'),
    date: fieldNamed(fields, 'date'),
    messageId: fieldNamed(fields, 'message-id'),
    received,
    authenticationResults: authenticationResults(fields),
    exchangeAttributes: exchangeAttributes(fields),
    fields,
  };
  return withFirstPublicIp(facts, () => firstPublicIp(fields, received));
}

const withFirstPublicIp = lazyProperty('firstPublicIp');

/** A message of which no header is known, but what a text says of it. */
export function originalNaming(named: Pick<OriginalMessage, 'from' | 'to' | 'subject'>): OriginalMessage {
  const { from } = named;
  return {
    ...named,
    returnPath: undefined,
    sendingDomain: stating(from, from && domainOf(from.value)),
    date: undefined,
    messageId: undefined,
    firstPublicIp: undefined,
    received: [],
    authenticationResults: [],
    exchangeAttributes: [],
    fields: [],
  };
}

/** A field with nothing but the address in it as its value. */
export function addressIn(fields: readonly Stated[], name: string): Stated | undefined {
  const field = fieldNamed(fields, name);
  return stating(field, field && addressOf(field.value));
}

/**
 * X-Originating-IP stands for the client that handed the message in, before the first server; else the servers are
 * asked in order. Between servers of Exchange Online addresses are Microsoft's and say nothing about the sender.
 */
function firstPublicIp(fields: readonly Stated[], received: readonly Hop[]): Stated | undefined {
  const client = fieldNamed(fields, 'x-originating-ip');
  const address = ipAddressesIn(client?.value ?? '').find(isPublicAddress);
  if (address !== undefined) return stating(client, address);
  for (const { from, addresses, field, range } of received) {
    const value = isExchangeOnline(from) ? undefined : addresses.find(isPublicAddress);
    if (value !== undefined) return { value, field, range };
  }
  return undefined;
}
