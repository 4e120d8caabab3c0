import { asRead, webDecoded } from '../../code/escapes';
import type { LogEvent } from './event';
import { nullSender } from './event';

/** What a line of a program says of a mail by names that it puts before values. */
export type TextFacts = Pick<LogEvent, 'sender' | 'recipient' | 'queueId' | 'messageId' | 'remoteHost'>;

const address = String.raw`[^\s<>"'\x60,;:\[\](){}=|]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]`;
/** A name, what stands between it and its value, and the value in whatever brackets. */
const named = (names: string) =>
  new RegExp(String.raw`(?<![\w-])(?:${names})["']?(?:\s?[:=]\s?|\s)[\s"'\[({]{0,4}<?(${address})`, 'i');

const senderNames = named(
  'from|sender|mail[ _-]?from|envelope[ _-]?(?:from|sender)|return[ _-]?path|mailfrom|orig|source',
);
const recipientNames = named(
  'to|rcpt|rcpt[ _-]?to|recipients?|email|e-?mails?|destination|addr|bounced|deliver(?:y|ing)? to|sending to|address(?:es)?',
);
/** Python's `SMTPRecipientsRefused({'a@b.example': (550, …` */
const refusedRecipients = new RegExp(String.raw`\{\s?["'](${address})["']\s?:\s?\(5\d\d`);
/** And `SMTPSenderRefused(550, b'…', 'a@b.example')`. */
const refusedSender = new RegExp(
  String.raw`SMTPSenderRefused\W{1,3}5\d\d, b?["'].{1,900}["'], ["'](${address})["']\)`,
);
const nullFrom = /(?<![\w-])(?:from|sender)\s?[=:]\s?<>/i;

const host = String.raw`\[?([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|[0-9a-f:]{3,45})`;
const hostNames = [
  new RegExp(
    String.raw`(?<![\w-])(?:hostname|host|relay|mx|remote[ _-]?(?:host|mta|server))["']?\s?[:=]\s?"?${host}`,
    'i',
  ),
];
const queueNames = /(?<![\w-])queue[ _-]?id["']?\s?[:=]\s?"?([\w.-]{4,40})/i;
const messageNames = /(?<![\w-])(?:msg[ _-]?id|message[ _-]?id)["']?\s?[:=]\s?"?(<[^<>\s"]{3,250}>)/i;

/** How much of a line is looked at around a code, in UTF-16 units. */
const reach = 4000;

/** @param text a line, or what a dialogue says before it */
export function textFacts(text: string): TextFacts {
  const line = decodedQuery(asRead(text.slice(0, reach)));
  // What each of them holds in any case is quicker to see than what it is.
  const hasAddress = line.includes('@');
  const first = (...patterns: readonly RegExp[]) => (hasAddress ? firstIn(line, patterns) : undefined);
  const sender =
    first(refusedSender, senderNames) ??
    (line.includes('<>') && nullFrom.test(line) ? nullSender : undefined);
  return {
    sender: sender !== undefined && isDaemon(sender) ? undefined : sender,
    recipient: first(refusedRecipients, recipientNames),
    queueId: queueNames.exec(line)?.[1],
    messageId: line.includes('<') ? messageNames.exec(line)?.[1] : undefined,
    remoteHost: hostNames.map((pattern) => pattern.exec(line)?.[1]).find((name) => name?.includes('.')),
  };
}

function firstIn(line: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Who sends bounces: never the sender of the mail that one is about. */
export function isDaemon(sender: string): boolean {
  return /microsoftexchange[0-9a-f]{4,40}@|mailer-daemon|^postmaster@|^bounces?[+@-]/i.test(sender);
}

/** The query of a web address in a line, its names and values decoded. */
function decodedQuery(line: string): string {
  if (!/[?&]/.test(line)) return line;
  return line.replace(/[?&][^\s"']{1,2000}/g, (query) =>
    query
      .split(/[?&]/)
      .map((part) => webDecoded(part))
      .join(' '),
  );
}
