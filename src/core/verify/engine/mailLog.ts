import type { LogEvent } from '../../logs/formats/event';
import { own, type Quotable } from '../quoting';

/**
 * What an engine has to know of a kind of mail log. Patterns are of RE2 and hold no backslash, quotation mark or slash: so they stand in
 * the strings of every engine as they are.
 */
export interface MailLog {
  readonly id: MailLogId;
  /** The id of the message that a line is about, as the one group. */
  readonly idPattern: Quotable;
  /** The same id of what was read of a line. */
  readonly idOf: (event: LogEvent) => string | undefined;
  /** What stands behind the id in a line. */
  readonly behindId: string;
  /** Lines with which an id begins to stand for a message, and ends: of lines of one moment they come first and last. */
  readonly begins?: Quotable;
  readonly ends?: Quotable;
  /** With what a line begins that names the columns of those below it. */
  readonly header?: Quotable;
  /** How lines tell of mails that no code concerns; undefined where one line does not say it. */
  readonly deliveries?: DeliveryPatterns;
}

export type MailLogId = 'postfix' | 'sendmail' | 'exim' | 'exchange-tracking' | 'exchange-protocol';

/** Of names, one group holds each; the others tell by being there. */
export interface DeliveryPatterns {
  readonly sender: Quotable;
  /** The IP address of the host that handed the mail in. */
  readonly source: Quotable;
  /** In the line of a delivery. */
  readonly remoteHost: Quotable;
  /** Where the line says it itself. */
  readonly server?: Quotable;
  readonly delivered: Quotable;
  readonly deferred: Quotable;
  /** What became of a mail, whatever it was. */
  readonly outcome: Quotable;
  /** Handed on within the server, which is no delivery. */
  readonly handedOn?: Quotable;
}

/** What stands before the host in a line of syslog. */
const syslogStamp = '^(?:<[0-9]+>[0-9]* ?)?(?:[A-Z][a-z]{2} [ 0-9][0-9] [0-9:.]+|[0-9T:.Z+-]{19,35}) ';

/** A code of the family; what stands around it is looked at when the answer is read. */
export const codePattern = own('5[.]7[.]7[0-9][0-9]');

const afterEximId = '-[0-9A-Za-z]{2,4} ';

export const mailLogs: readonly MailLog[] = [
  {
    id: 'postfix',
    idPattern: own('(?:^|[]:-] )([0-9A-F]{5,20}|[0-9A-Za-z]{10,24}): '),
    idOf: ({ queueId }) => queueId,
    behindId: ':',
    begins: own(': (?:client|uid)='),
    ends: own(': removed$'),
    deliveries: {
      sender: own(': from=(<[^>]*>)'),
      source: own(': client=[^[]*[[]([^]]+)[]]'),
      remoteHost: own(' relay=([^[, ]+)[[]'),
      server: own(`${syslogStamp}([^ ]+) `),
      delivered: own(' status=sent '),
      deferred: own(' status=deferred '),
      outcome: own(': to=<.* status=[a-z]+ '),
      handedOn: own(' relay=[^,]*[[](?:127[.]|::1[]])'),
    },
  },
  {
    id: 'sendmail',
    idPattern: own('(?:^|[]:-] )([0-9A-Za-z]{8,24}): '),
    idOf: ({ queueId }) => queueId,
    behindId: ':',
    begins: own(': from=<'),
    deliveries: {
      sender: own(': from=(<[^>]*>)'),
      source: own(': from=.*, relay=[^[]*[[]([^]]+)[]]'),
      remoteHost: own(': to=.*, relay=([^[, ]*[^[, .])'),
      server: own(`${syslogStamp}([^ ]+) `),
      delivered: own(', stat=Sent'),
      deferred: own(', stat=Deferred'),
      outcome: own(': to=.*, stat='),
    },
  },
  {
    id: 'exim',
    idPattern: own(
      '(?:^|[] ])([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) ',
    ),
    idOf: ({ queueId }) => queueId,
    behindId: '',
    begins: own(`${afterEximId}<= `),
    ends: own(`${afterEximId}Completed`),
    deliveries: {
      sender: own(`${afterEximId}<= ([^ ]+)`),
      source: own(`${afterEximId}<= .* H=[^[]*[[]([^]]+)[]]`),
      remoteHost: own(' H=([^ ([]+)'),
      delivered: own(`${afterEximId}[=>-]> `),
      deferred: own(`${afterEximId}== `),
      outcome: own(`${afterEximId}(?:[=>-]>|==|[*][*]) `),
    },
  },
  {
    id: 'exchange-tracking',
    idPattern: own(',(<[^<>, ]+>),'),
    idOf: ({ messageId }) => messageId,
    behindId: '',
    header: own('#Fields: '),
  },
  {
    id: 'exchange-protocol',
    idPattern: own('^[^,]*,[^,]*,([0-9A-Fa-f]{16}),'),
    idOf: ({ sessionId }) => sessionId,
    behindId: '',
    header: own('#Fields: '),
  },
];
