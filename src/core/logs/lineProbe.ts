import type { MessageKey } from './attribution';
import type { Clock } from './clock';
import type { MessageFacts, Moment } from './event';
import type { EventDraft, LineReader, LogLine, LogSink } from './format';
import { hitsIn } from './logReading';
import { syslog } from './syslog';

/** What a line says about the message that an id stands for. */
export interface Change {
  readonly key: MessageKey;
  /** True where what was said of the id before counts no longer: the line begins or ends a message. */
  readonly isBound: boolean;
  readonly moment: Moment | undefined;
}

/** What a line of syslog is about. */
export interface Said {
  /** The ids under which more may be known of the mail that something became of. */
  readonly asked: readonly MessageKey[];
  readonly changes: readonly Change[];
  /** True where what it says of one id rests on what is known of another. */
  readonly rests: boolean;
}

/** Tells what lines of syslog are about, without keeping anything of it. */
export class LineProbe implements LogSink {
  private readonly reader: LineReader;
  private asked: MessageKey[] = [];
  private changes: Change[] = [];
  private rests = false;

  constructor(clock: Clock) {
    this.reader = syslog.reader(this, clock);
  }

  read(text: string): Said {
    this.asked = [];
    this.changes = [];
    this.rests = false;
    const line = { text, number: 1, offset: 0, complete: true };
    const read: LogLine = { ...line, hits: hitsIn(line) };
    this.reader.read(read);
    return { asked: this.asked, changes: this.changes, rests: this.rests };
  }

  open(key: MessageKey, moment: Moment | undefined): void {
    this.changes.push({ key, isBound: true, moment });
  }

  add(key: MessageKey, moment: Moment | undefined): void {
    this.changes.push({ key, isBound: false, moment });
  }

  close(key: MessageKey, moment: Moment | undefined): void {
    this.changes.push({ key, isBound: true, moment });
  }

  recall(): MessageFacts | undefined {
    this.rests = true;
    return undefined;
  }

  event(_: EventDraft, __: readonly LogLine[], keys: readonly MessageKey[] = []): void {
    this.asked.push(...keys);
  }
}

/** All ids that a line is about, each once. */
export function keysIn({ asked, changes }: Said): Set<MessageKey> {
  return new Set([...asked, ...changes.map(({ key }) => key)]);
}
