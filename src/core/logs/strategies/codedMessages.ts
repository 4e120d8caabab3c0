import type { LogEvent } from '../formats/event';
import { isSearchable, type MessageKey } from '../formats/messageKey';
import { ownText } from '../formats/ownText';

/** Messages whose lines are searched for at most; with more, the second pass reads every line. */
const mostCoded = 100_000;
/** Events kept in case that a log is gone when it is to be read again; each takes about 1 KB. */
const mostHeld = 20_000;

/** How many messages are searched for and how many events are held. */
export interface CodedLimits {
  readonly messages: number;
  readonly held: number;
}

/** The messages that a code concerns, by their queue ids: what the first pass finds and the second reads about. */
export class CodedMessages {
  private readonly keys = new Set<MessageKey>();
  private readonly held = new Map<string, LogEvent>();
  private isFull = false;

  constructor(private readonly limits: CodedLimits = { messages: mostCoded, held: mostHeld }) {}

  get size(): number {
    return this.keys.size;
  }

  /** The keys by which lines can be searched for; undefined where every line has to be read. */
  get searchable(): MessageKey[] | undefined {
    const keys = [...this.keys];
    return this.isFull || !keys.every(isSearchable) ? undefined : keys;
  }

  /** Notes an event with a code that is to be told in the second pass, by its keys. */
  add(event: LogEvent, keys: readonly MessageKey[]): void {
    for (const key of keys)
      if (this.keys.size < this.limits.messages) this.keys.add(ownText(key) as MessageKey);
      else this.isFull ||= !this.keys.has(key);
    if (this.held.size < this.limits.held) this.held.set(placeIn(event), event);
  }

  has(keys: readonly MessageKey[]): boolean {
    return this.isFull || keys.some((key) => this.keys.has(key));
  }

  /** Notes that events were told. */
  markTold(events: readonly LogEvent[]): void {
    for (const event of events) this.held.delete(placeIn(event));
  }

  /** Events that the second pass did not come to. */
  untold(): LogEvent[] {
    return [...this.held.values()];
  }
}

function placeIn({ file, line }: LogEvent): string {
  return `${line} ${file}`;
}
