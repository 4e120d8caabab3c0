import type { LogEvent, MessageFacts } from './event';
import { ownEvent, ownText } from './ownText';
import { RecentMap } from './recentMap';

/**
 * Messages remembered at most, and half of them at least, those unheard of for longest falling out. Postfix holds at most 20,000 active
 * messages by default and an Exchange server has fewer sessions open; 100,000 cover a full queue with its deferred mail
 * and take about 25 MB.
 */
export const mostMessages = 100_000;

/**
 * Blocked mails that wait for a line that names their sender, when logs come in an order in which it is read later. Each
 * holds its event, about 1 KB; what falls out stays without a sender.
 */
export const mostWaiting = 20_000;

/** Codes in an event that may wait; a record with more is made to fill memory. */
const mostHitsWaiting = 64;

/** Recipients remembered of one message; a block concerns all of them and the first ones tell which mail it was. */
const mostRecipients = 10;

/** What is known of a message, and for which stretch of time its id stood for it: ids are used again. */
interface Known extends Mutable<MessageFacts> {
  since: number;
  until: number;
  recipients: number;
  /** True where the line was read with which the id began to stand for it: anything earlier is of another message. */
  isBegun: boolean;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Waiting {
  readonly event: LogEvent;
  readonly keys: readonly string[];
}

/**
 * Joins what different lines say about a message by its ids. Feed the lines in any order; memory is bounded by the two
 * limits. A sender is joined only from a line that was written while the id stood for the message: never guessed.
 */
export class Attribution {
  private readonly known: RecentMap<Known>;
  private readonly waiting = new Map<number, Waiting>();
  /** How many wait for an id, and what it stood for earlier. */
  private readonly awaited = new Map<string, { count: number; readonly earlier: Known[] }>();
  private next = 0;
  private forgottenMessages = 0;

  constructor(private readonly limits = { messages: mostMessages, waiting: mostWaiting }) {
    this.known = new RecentMap(limits.messages, (entries) => this.forget(entries));
  }

  /** Messages that fell out of memory before their logs said that they were done. */
  get forgotten(): number {
    return this.forgottenMessages;
  }

  /** An id stands for a new message from now on. */
  open(key: string, at: number, facts: MessageFacts): void {
    const before = this.known.get(key);
    if (before && isBegunBy(before, at, facts)) {
      before.since = at;
      before.isBegun = true;
      this.store(key, before, facts);
    } else this.start(key, at, facts, true);
  }

  /** A further line about the message that an id stands for; another sender means another message. */
  add(key: string, at: number, facts: MessageFacts): void {
    const before = this.known.get(key);
    if (!before || !isOfOne(before, facts)) {
      this.start(key, at, facts, false);
      return;
    }
    if (facts.sender !== undefined) this.known.delete(key);
    before.since = Math.min(before.since, at);
    this.store(key, before, facts);
  }

  private start(key: string, at: number, facts: MessageFacts, isBegun: boolean): void {
    const before = this.known.get(key);
    if (before && at < before.since) {
      this.startEarlier(key, { ...facts, since: at, until: before.since, recipients: 0, isBegun });
      return;
    }
    if (before) this.close(key, at);
    this.store(key, { since: at, until: Number.POSITIVE_INFINITY, recipients: 0, isBegun }, facts);
  }

  private startEarlier(key: string, known: Known): void {
    const earlier = this.awaited.get(key)?.earlier;
    const begun = earlier?.findLast((each) => known.isBegun && isBegunBy(each, known.since, known));
    if (!begun) {
      this.keepEarlier(key, known);
      return;
    }
    begun.since = known.since;
    begun.isBegun = true;
    for (const name of ['sender', 'source', 'sourceName', 'login', 'messageId'] as const)
      begun[name] ??= known[name];
  }

  /** An id stands for nothing any more. */
  close(key: string, at: number): void {
    const before = this.known.get(key);
    if (!before || at < before.since) return;
    this.retire(key, before, at);
    this.known.delete(key);
  }

  /** What is known of the message that an id stands for at a time. */
  recall(key: string, at: number): MessageFacts | undefined {
    const known = this.known.get(key);
    return known && covers(known, at) ? known : undefined;
  }

  /**
   * Completes an event by what is known of its message, the surest key first. An event with a code whose sender is not
   * known waits; one without takes what is known by now.
   * @returns the events that are ready: this one, one that could wait no longer, or none
   */
  complete(event: LogEvent, keys: readonly string[]): LogEvent[] {
    const joined = this.join(event, keys);
    const waits = joined.hits.length > 0 && joined.hits.length <= mostHitsWaiting;
    if (joined.sender !== undefined || !waits || keys.length === 0) return [joined];
    this.wait(event, keys);
    if (this.waiting.size <= this.limits.waiting) return [];
    // They come and go in order, so that the oldest number is known without a search.
    return [this.release(this.next - this.waiting.size)];
  }

  /** Says that no more lines come, and returns what still waited, with its sender where one turned up. */
  finish(): LogEvent[] {
    return [...this.waiting.keys()].map((number) => this.release(number));
  }

  private join(event: LogEvent, keys: readonly string[]): LogEvent {
    const at = event.moment?.at ?? Number.NaN;
    let joined = event;
    for (const key of keys) {
      const known = this.find(key, at);
      if (known) joined = completed(joined, known);
    }
    return joined;
  }

  /** What an id stood for at a time; for an event without a time, what it stands for if that is beyond doubt. */
  private find(key: string, at: number): Known | undefined {
    const current = this.known.get(key);
    const earlier = this.awaited.get(key)?.earlier ?? [];
    if (Number.isNaN(at)) return earlier.length === 0 ? current : undefined;
    if (current && covers(current, at)) return current;
    return earlier.findLast((known) => covers(known, at));
  }

  private wait(event: LogEvent, keys: readonly string[]): void {
    const kept = { event: ownEvent(event), keys: keys.map(ownText) };
    for (const key of kept.keys) {
      const entry = this.awaited.get(key);
      if (entry) entry.count += 1;
      else this.awaited.set(key, { count: 1, earlier: [] });
    }
    this.waiting.set(this.next, kept);
    this.next += 1;
  }

  private release(number: number): LogEvent {
    const { event, keys } = this.waiting.get(number) as Waiting;
    this.waiting.delete(number);
    const joined = this.join(event, keys);
    for (const key of keys) {
      const entry = this.awaited.get(key);
      if (entry && entry.count > 1) entry.count -= 1;
      else this.awaited.delete(key);
    }
    return joined;
  }

  private retire(key: string, known: Known, at: number): void {
    known.until = Math.min(known.until, at);
    this.keepEarlier(key, known);
  }

  /** Keeps what an id stood for where an event waits for that id. */
  private keepEarlier(key: string, known: Known): void {
    const earlier = this.awaited.get(key)?.earlier;
    if (earlier && earlier.length < mostEarlier) earlier.push(known);
  }

  private store(key: string, known: Known, facts: MessageFacts): void {
    if (facts.sender !== undefined) known.sender = ownText(facts.sender);
    if (facts.source !== undefined) known.source = ownText(facts.source);
    if (facts.sourceName !== undefined) known.sourceName = ownText(facts.sourceName);
    if (facts.login !== undefined) known.login = ownText(facts.login);
    if (facts.messageId !== undefined) known.messageId = ownText(facts.messageId);
    if (facts.recipient !== undefined && known.recipients < mostRecipients) {
      known.recipient = ownText(known.recipient ? `${known.recipient}; ${facts.recipient}` : facts.recipient);
      known.recipients += 1;
    }
    if (this.known.get(key) !== known) this.known.set(ownText(key), known);
  }

  private forget(entries: ReadonlyMap<string, Known>): void {
    this.forgottenMessages += entries.size;
    for (const [key, { earlier }] of this.awaited) {
      const known = entries.get(key);
      if (known && earlier.length < mostEarlier) earlier.push(known);
    }
  }
}

/** How often an id may come back while an event waits for it. */
const mostEarlier = 16;

/** True where facts contradict nothing that is known of a message. */
function isOfOne(known: Known, { sender }: MessageFacts): boolean {
  return sender === undefined || known.sender === undefined || known.sender === sender;
}

/** True for a message whose first line comes after its others, as engines give the latest lines first. */
function isBegunBy(known: Known, at: number, facts: MessageFacts): boolean {
  return !known.isBegun && at <= known.since && isOfOne(known, facts);
}

function covers(known: Known, at: number): boolean {
  return at >= known.since && at <= known.until;
}

function completed(event: LogEvent, known: MessageFacts): LogEvent {
  // Written out: spreading every event of a log costs a third of reading it.
  return {
    file: event.file,
    line: event.line,
    format: event.format,
    outcome: event.outcome,
    hits: event.hits,
    code: event.code,
    diagnostic: event.diagnostic,
    moment: event.moment,
    sender: event.sender ?? known.sender,
    recipient: event.recipient ?? known.recipient,
    queueId: event.queueId,
    sessionId: event.sessionId,
    messageId: event.messageId ?? known.messageId,
    remoteHost: event.remoteHost,
    source: event.source ?? known.source,
    sourceName: event.sourceName ?? known.sourceName,
    server: event.server,
    connector: event.connector,
    login: event.login ?? known.login,
    waited: event.waited,
    origin: event.origin,
    record: event.record,
  } satisfies Record<keyof LogEvent, unknown>;
}
