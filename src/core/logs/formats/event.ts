import type { SubmissionPath } from '../../code/submissionPath';

/** The kinds of log that are told apart. `text` is anything else, `message` a mail. */
export type LogFormat =
  | 'postfix'
  | 'exim'
  | 'sendmail'
  | 'opensmtpd'
  | 'syslog'
  | 'exchange-protocol'
  | 'exchange-connectivity'
  | 'exchange-tracking'
  | 'message-trace'
  | 'graph-trace'
  | 'iis-smtp'
  | 'named-fields'
  | 'text'
  | 'message';

/**
 * What became of a mail: `blocked` by a 5.7.7xx code, `delivered` (the next server took it), `deferred` for a later try,
 * or `other`: refused for another reason, or a line that names a code without being about a delivery of its own.
 */
export type Outcome = 'blocked' | 'delivered' | 'deferred' | 'other';

/**
 * What a time stamp left open and had to be settled: `day first` and `month first` where the whole file tells which of two numbers is
 * the day, `day order` where nothing does.
 */
export type Assumption = 'year' | 'zone' | 'day order' | 'day first' | 'month first';

/** A moment as a log states it. */
export interface Moment {
  /** ISO 8601 with zone, in the zone of the log. */
  readonly time: string;
  /** The same in milliseconds since 1970, UTC. */
  readonly at: number;
  /** What the log does not say and was settled by the clock (see `Clock`); empty where it says everything. */
  readonly assumed: readonly Assumption[];
}

/** Where a code stands in a file. Line and column are counted from 1, as the editor counts. */
export interface CodeHit {
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What one line of a log, or one record, says about a mail. Plain data; texts are as the log has them and not fit to show
 * as they stand (see `printable`), but for `diagnostic`.
 */
export interface LogEvent {
  readonly file: string;
  /** Counted from 1: where the code stands, or else where the record begins. */
  readonly line: number;
  readonly format: LogFormat;
  readonly outcome: Outcome;
  /** The codes in the record, in order; empty where the outcome has nothing to do with a code. */
  readonly hits: readonly CodeHit[];
  /** The first of them. */
  readonly code?: string | undefined;
  /** What the remote server said, fit to show. */
  readonly diagnostic?: string | undefined;
  readonly moment?: Moment | undefined;
  /** The envelope sender (RFC 5321); `<>` for the null sender of a bounce. */
  readonly sender?: string | undefined;
  /** Several are separated by `; `. */
  readonly recipient?: string | undefined;
  readonly queueId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** The Message-ID field's value, angle brackets included. */
  readonly messageId?: string | undefined;
  /** The host that took or refused the mail: its name, or else its address. */
  readonly remoteHost?: string | undefined;
  /** The IP address of the host that handed the mail in. */
  readonly source?: string | undefined;
  /** That host's name, where the server that wrote the log found it in the DNS and its address under the name. */
  readonly sourceName?: string | undefined;
  /** The server that wrote the log. */
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  /** The account that signed in by SMTP AUTH to hand the mail in. */
  readonly login?: string | undefined;
  /** How long the mail had waited on the server, in milliseconds; undefined below `longWait`. */
  readonly waited?: number | undefined;
  /** Of a bounce: what it says about the way of the mail that came back. */
  readonly origin?: BounceOrigin | undefined;
  /**
   * Names what this is told of in one of several places: within the file a failure, such as that of a stack trace; of a bounce its own
   * Message-ID.
   */
  readonly record?: string | undefined;
}

/** That somebody tried to sign in to a server by SMTP AUTH, in vain. It is about no mail. */
export interface FailedLogin {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly moment?: Moment | undefined;
  readonly login?: string | undefined;
  /** The IP address from which it was tried. */
  readonly source?: string | undefined;
}

/** Mails without a code that an engine has counted, of one hour. */
export interface DeliveryTotal extends Pick<LogEvent, 'sender' | 'source' | 'remoteHost' | 'server'> {
  /** The kind of log that it counted in. */
  readonly format: LogFormat;
  /** When the hour begins. */
  readonly moment?: Moment | undefined;
  readonly delivered: number;
  readonly deferred: number;
  readonly other: number;
}

/** Waits from here on are told, in milliseconds: RFC 5321 §4.5.4.1 lets half an hour pass before a second try. */
export const longWait = 30 * 60_000;

/** What a bounce says about where its mail came from (see `findCulprit`). */
export interface BounceOrigin {
  readonly path?: SubmissionPath | undefined;
  /** The address in the From field (P2). */
  readonly headerSender?: string | undefined;
  /** The account or mailbox that handed the mail in, or sent it on. */
  readonly account?: string | undefined;
  /** The server or device from which Exchange Online had it. */
  readonly handedInBy?: string | undefined;
}

/** The null reverse-path (RFC 5321 §4.5.5) as an event's sender. */
export const nullSender = '<>';

/** What a log says about a message apart from what became of it. */
export type MessageFacts = Pick<
  LogEvent,
  'sender' | 'recipient' | 'source' | 'sourceName' | 'messageId' | 'login'
>;
