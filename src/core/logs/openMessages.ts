import type { MessageKey } from './attribution';
import type { LogEvent } from './event';
import { ownText } from './ownText';

/** A line, by the number of its file and its own. */
export interface LinePlace {
  readonly file: number;
  readonly line: number;
}

export function isBefore(one: LinePlace, other: LinePlace): boolean {
  return one.file < other.file || (one.file === other.file && one.line < other.line);
}

/** Blocked mails whose lines have to be read again, and what is known of them until then. */
export class OpenMessages {
  /** The first line about each of them that was not told. */
  private readonly since = new Map<MessageKey, LinePlace>();
  private readonly held = new Map<string, LogEvent>();
  private end: LinePlace | undefined;

  /**
   * @param most messages that may be open
   * @param mostHeld events kept in case that their lines are not to be had again, some 1 KB each
   */
  constructor(
    private readonly most: number,
    private readonly mostHeld: number,
  ) {}

  /** From where on nothing was told, since there are too many messages. */
  get stop(): LinePlace | undefined {
    return this.end;
  }

  get keys(): Iterable<MessageKey> {
    return this.since.keys();
  }

  get size(): number {
    return this.since.size;
  }

  has(key: MessageKey): boolean {
    return this.since.has(key);
  }

  /** @returns false where there is no place for another: from this line on nothing may be told */
  add(keys: Iterable<MessageKey>, place: LinePlace): boolean {
    if (this.since.size >= this.most) this.end ??= place;
    else for (const key of keys) if (!this.since.has(key)) this.since.set(ownText(key), place);
    return this.end === undefined;
  }

  /** True for a line that was not told yet. */
  isUntold(keys: Iterable<MessageKey>, place: LinePlace): boolean {
    if (this.end && !isBefore(place, this.end)) return true;
    for (const key of keys) {
      const since = this.since.get(key);
      if (since && !isBefore(place, since)) return true;
    }
    return false;
  }

  hold(event: LogEvent): void {
    if (this.held.size < this.mostHeld) this.held.set(placeIn(event), event);
  }

  /** Says that events were told in the end. */
  tell(events: readonly LogEvent[]): void {
    for (const event of events) this.held.delete(placeIn(event));
  }

  /** Events that were held and never told. */
  rest(): LogEvent[] {
    return [...this.held.values()];
  }
}

function placeIn({ file, line }: LogEvent): string {
  return `${line} ${file}`;
}
