import { fieldsNamed, type Stated } from '../mail/fields';
import type { Range } from '../mail/view';
import { ipAddressesIn } from './address';

/** One server on the way of a message, from its Received field (RFC 5321 §4.4). Whatever it does not say is left out. */
export interface Hop {
  /** The name that the sending server gave for itself. */
  readonly from?: string;
  /** IP addresses that stand for the sending server: those that the other saw, then those it gave for itself. */
  readonly addresses: readonly string[];
  readonly by?: string;
  /** How the message was handed over, such as `ESMTPS` (RFC 3848) or Exchange's `mapi`. */
  readonly protocol?: string;
  /** The envelope sender, where the server wrote it down as Exim and Sendmail do. */
  readonly envelopeFrom?: string;
  /** The login with which the message was handed in, where the server wrote it down as Postfix does. */
  readonly account?: string;
  /** When, in ISO 8601 and UTC. */
  readonly date?: string;
  /** Seconds since the hop before; below zero where the clocks of the servers differ. */
  readonly delay?: number;
  readonly field: string;
  readonly range: Range;
}

/**
 * Something that is made when it is first asked for. The way of a message is most of what its header costs to read, and who counts
 * bounces does not ask for it.
 */
export function lazily<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The way of a message from its Received fields, the first server first: each one puts its field above the others. */
export function receivedChain(fields: readonly Stated[]): Hop[] {
  const hops = fieldsNamed(fields, 'received').reverse().map(hopOf);
  return hops.map((hop, index) => {
    const before = hops[index - 1]?.date;
    if (before === undefined || hop.date === undefined) return hop;
    return { ...hop, delay: (Date.parse(hop.date) - Date.parse(before)) / 1000 };
  });
}

function hopOf({ value, field, range }: Stated): Hop {
  const semicolon = value.lastIndexOf(';');
  const trace = semicolon < 0 ? value : value.slice(0, semicolon);
  const bare = withoutComments(trace);
  const by = /(?:^|\s)by\s+([^\s;()]{1,255})/i.exec(bare);
  const sender = by ? trace.slice(0, by.index) : trace;
  const from = /^from\s+([^\s;()]{1,255})/i.exec(sender)?.[1];
  const protocol = protocolIn(bare.slice(by?.index ?? 0));
  const date = dateOf(semicolon < 0 ? '' : value.slice(semicolon + 1));
  const envelope = /\(envelope-from <?([^<>()\s]{1,320})>?\)/i.exec(value)?.[1];
  const account = /\(Authenticated sender: ([^()\s]{1,320})\)/i.exec(trace)?.[1];
  return {
    ...present({ from, by: by?.[1], protocol, envelopeFrom: envelope, account, date }),
    addresses: from === undefined ? [] : addressesIn(sender),
    field,
    range,
  };
}

/** What a server calls itself in its greeting: the name behind `from`, or the one that Exim and qmail put into a comment. */
const greeting = /^from\s+[^\s;()]{1,255}|\b(?:helo|ehlo)[= ][^\s()]{1,255}/gi;

function addressesIn(sender: string): string[] {
  const seen = ipAddressesIn(sender.replace(greeting, ' '));
  return [...seen, ...ipAddressesIn(sender).filter((address) => !seen.includes(address))];
}

/** A comment without another in it (RFC 5322 §3.2.2). */
const comment = /\([^()]{0,500}\)/g;

/** Blanks in place of comments, and of comments in which there were some: real fields nest them no deeper. */
function withoutComments(trace: string): string {
  const blanks = (text: string) => ' '.repeat(text.length);
  return trace.replace(comment, blanks).replace(comment, blanks);
}

/** Microsoft and others name the program instead of the protocol. */
function protocolIn(trace: string): string | undefined {
  return /(?:^|\s)with\s+((?:Microsoft SMTP Server|Internet Mail Service)|[^\s;]{1,64})/i.exec(trace)?.[1];
}

/** The entries that have a value. */
function present<Name extends string>(
  entries: Record<Name, string | undefined>,
): { [Each in Name]?: string } {
  const found: { [Each in Name]?: string } = {};
  for (const name in entries) {
    const value = entries[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** A date as mail writes it (RFC 5322 §3.3) in ISO 8601 and UTC; undefined where it is none. */
export function dateOf(value: string): string | undefined {
  const bare = withoutComments(value).trim();
  const time = /[0-9]{1,2}:[0-9]{2}/.test(bare) ? Date.parse(bare) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
