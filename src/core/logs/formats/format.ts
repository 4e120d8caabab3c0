import type { TextLine } from '../../files/lines';
import type { Clock } from './clock';
import type { CodeHit, DeliveryTotal, FailedLogin, LogEvent, LogFormat, MessageFacts, Moment } from './event';
import type { IdSpace, MessageKey } from './messageKey';

/** A line, and the codes on it. */
export interface LogLine extends TextLine {
  readonly hits: readonly CodeHit[];
  /** What the wrappers say that held it. */
  readonly wrapper?: WrapperFacts | undefined;
}

/** What a wrapper says of what it holds. */
export interface WrapperFacts {
  readonly moment?: Moment | undefined;
  /** The host that wrote it. */
  readonly server?: string | undefined;
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
  /** Somebody tried to sign in, in vain. */
  loginFailed(login: Omit<FailedLogin, 'file' | 'line'>, line: LogLine): void;
  /** An engine has counted mails that no line tells of. */
  totalled(total: DeliveryTotal, line: LogLine): void;
}

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

/** A kind of log, and all that is known of it: a further one states each of these. */
export interface Format {
  readonly id: LogFormat;
  /**
   * How sure its marks are: a log is of the first kind that recognises it, the surest first. Texts of the kinds with lower numbers
   * are recognised by nobody else.
   */
  readonly sureness: Sureness;
  /** The zone of times that do not name theirs, in minutes east of UTC; `local` where that is the zone of who wrote the log. */
  readonly zone: number | 'local';
  /** The ids by which it knows messages. What shares one is read together (see `strategies/`). */
  readonly idSpaces: readonly IdSpace[];
  /** Which kernel reads it in UTF-8: the one for what syslog wrote, or none. */
  readonly kernel: 'syslog' | undefined;
  /** True where the lines hold those of a log: what is told of them is complete. */
  readonly isWrapped?: boolean;
  /** True where it reads pieces of overlong lines too, since a line is no record. */
  readonly readsPieces: boolean;
  /** True where the first lines of a file are of this kind. */
  recognises(head: readonly string[]): boolean;
  reader(sink: LogSink, clock: Clock): LineReader;
}

/**
 * `fields`: a line that names its columns; `objects`: objects of a list; `table`: a header of
 * known columns; `entries`: stamps and ids of one program; `stamps`: the stamps of syslog; `none`: anything.
 */
export type Sureness = (typeof surenesses)[number];

/** The surest marks first. */
export const surenesses = ['fields', 'objects', 'table', 'entries', 'stamps', 'none'] as const;
