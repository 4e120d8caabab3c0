import { fieldsNamed, type Stated } from '../mail/fields';
import type { Range } from '../mail/view';
import { ipAddressesIn } from './address';

/**
 * One server on the way of a message, from its Received field (RFC 5321 §4.4). What it does not say is undefined. It is read as far as
 * somebody asks: the way of a message is most of what its header costs to read.
 */
export class Hop {
  /** The whole field in the raw text, and its name. */
  readonly range: Range;
  readonly field: string;
  private readonly value: string;
  private known: ReturnType<typeof readTrace> | undefined;

  /** @param before the hop before this one */
  constructor(
    { value, field, range }: Stated,
    private readonly before: Hop | undefined,
  ) {
    this.value = value;
    this.field = field;
    this.range = range;
  }

  /** The name that the sending server gave for itself. */
  get from(): string | undefined {
    return this.trace.from;
  }

  /** IP addresses that stand for the sending server: those that the other saw, then those it gave for itself. */
  get addresses(): readonly string[] {
    return this.from === undefined ? [] : addressesIn(this.trace.sender);
  }

  get by(): string | undefined {
    return this.trace.by;
  }

  /** How the message was handed over, such as `ESMTPS` (RFC 3848) or Exchange's `mapi`. */
  get protocol(): string | undefined {
    return this.trace.protocol;
  }

  /** The envelope sender, where the server wrote it down as Exim and Sendmail do. */
  get envelopeFrom(): string | undefined {
    return /\(envelope-from <?([^<>()\s]{1,320})>?\)/i.exec(this.value)?.[1];
  }

  /** The login with which the message was handed in, where the server wrote it down as Postfix does. */
  get account(): string | undefined {
    return /\(Authenticated sender: ([^()\s]{1,320})\)/i.exec(this.trace.text)?.[1];
  }

  /** When, in ISO 8601 and UTC. */
  get date(): string | undefined {
    const semicolon = this.value.lastIndexOf(';');
    return semicolon < 0 ? undefined : dateOf(this.value.slice(semicolon + 1));
  }

  /** Seconds since the hop before; below zero where the clocks of the servers differ. */
  get delay(): number | undefined {
    const [from, to] = [this.before?.date, this.date];
    return from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined;
  }

  toJSON() {
    const { from, addresses, by, protocol, envelopeFrom, account, date, delay, field, range } = this;
    return { from, by, protocol, envelopeFrom, account, date, addresses, field, range, delay };
  }

  private get trace() {
    this.known ??= readTrace(this.value);
    return this.known;
  }
}

/** The way of a message from its Received fields, the first server first: each one puts its field above the others. */
export function receivedChain(fields: readonly Stated[]): Hop[] {
  const hops: Hop[] = [];
  for (const field of fieldsNamed(fields, 'received').reverse()) hops.push(new Hop(field, hops.at(-1)));
  return hops;
}

/** What stands before the date. */
function readTrace(value: string) {
  const semicolon = value.lastIndexOf(';');
  const text = semicolon < 0 ? value : value.slice(0, semicolon);
  const bare = withoutComments(text);
  const by = /(?:^|\s)by\s+([^\s;()]{1,255})/i.exec(bare);
  const sender = by ? text.slice(0, by.index) : text;
  return {
    text,
    sender,
    from: /^from\s+([^\s;()]{1,255})/i.exec(sender)?.[1],
    by: by?.[1],
    protocol: protocolIn(bare.slice(by?.index ?? 0)),
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

const asBlanks = (text: string) => ' '.repeat(text.length);

/** Blanks in place of comments, and of comments in which there were some: real fields nest them no deeper. */
function withoutComments(trace: string): string {
  const outer = trace.includes('(') ? trace.replace(comment, asBlanks) : trace;
  return outer.includes('(') ? outer.replace(comment, asBlanks) : outer;
}

/** Microsoft and others name the program instead of the protocol. */
function protocolIn(trace: string): string | undefined {
  return /(?:^|\s)with\s+((?:Microsoft SMTP Server|Internet Mail Service)|[^\s;]{1,64})/i.exec(trace)?.[1];
}

/** A date as mail writes it (RFC 5322 §3.3) in ISO 8601 and UTC; undefined where it is none. */
export function dateOf(value: string): string | undefined {
  const bare = withoutComments(value).trim();
  const time = /[0-9]{1,2}:[0-9]{2}/.test(bare) ? Date.parse(bare) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
