import type { MessageKey } from './attribution';
import type { Clock } from './clock';
import type { CodeHit, LogEvent, LogFormat, MessageFacts, Moment } from './event';
import type { TextLine } from './lines';

/** A line, and the codes on it. */
export interface LogLine extends TextLine {
  readonly hits: readonly CodeHit[];
}

/** An event as a format states it; what every event has is added where the line is known. */
export type EventDraft = Omit<LogEvent, 'file' | 'line' | 'hits' | 'code' | 'format'> &
  Partial<Pick<LogEvent, 'format'>>;

/** Where a reader says what it read. Moments may be missing; then nothing is closed or opened by time. */
export interface LogSink {
  /** An id begins to stand for a message. */
  open(key: MessageKey, moment: Moment | undefined, facts: MessageFacts): void;
  /** A further line says something about a message. */
  add(key: MessageKey, moment: Moment | undefined, facts: MessageFacts): void;
  /** A message is done with. */
  close(key: MessageKey, moment: Moment | undefined): void;
  recall(key: MessageKey, moment: Moment | undefined): MessageFacts | undefined;
  /**
   * Something became of a mail.
   * @param lines the lines of the record; their codes become the event's
   * @param keys the ids under which more may be known about the message, the surest first
   */
  event(draft: EventDraft, lines: readonly LogLine[], keys?: readonly MessageKey[]): void;
}

/** One thing that a reader said to its sink. */
export type Statement =
  | {
      readonly kind: 'open' | 'add';
      readonly key: MessageKey;
      readonly moment: Moment | undefined;
      readonly facts: MessageFacts;
    }
  | { readonly kind: 'close'; readonly key: MessageKey; readonly moment: Moment | undefined }
  | { readonly kind: 'event'; readonly draft: EventDraft; readonly keys: readonly MessageKey[] };

/** Reads the lines of one file. Never throws. */
export interface LineReader {
  /**
   * Takes the next line.
   * @returns true where the reader keeps the line, to say later what the codes on it mean; otherwise codes that it has
   * said nothing about become a plain event
   */
  read(line: LogLine): boolean;
  /** Says that no more lines come. */
  end?(): void;
}

/** A kind of log. */
export interface Format {
  readonly id: LogFormat;
  /** True where the first lines of a file are of this kind. */
  recognises(head: readonly string[]): boolean;
  reader(sink: LogSink, clock: Clock): LineReader;
}
