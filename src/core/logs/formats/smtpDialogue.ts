import { nullSender } from './event';
import { RecentMap } from './recentMap';
import { mailPath } from './recordText';

/** What was said in a session of SMTP so far about the mail at hand. */
export interface Dialogue {
  readonly sender: string | undefined;
  /** Several are separated by `; `. */
  readonly recipient: string | undefined;
  /** Number of the line with which the mail begins. */
  readonly line: number;
}

const longestPath = 320;
/** Commands (RFC 5321 §4.1.1), and `From:` and `To:` as IronPort and FortiMail log them beside the id of a message. */
const mailFrom = /\bMAIL FROM:\s*(<[^<>\r\n]{0,320}>|[^\s<>]{1,320})/i;
const recipientTo = /\bRCPT TO:\s*(<[^<>\r\n]{1,320}>|[^\s<>]{1,320})/i;
/** maddy names them in JSON. */
const loggedFrom = /\bfrom[:=]\s?(<[^<>\r\n]{0,320}>)|"sender":"([^"\s]{0,320})"/i;
const loggedTo = /\bto[:=]\s?(<[^<>\r\n]{1,320}>)|"rcpt":"([^"\s]{1,320})"/i;
const ended = /(?:^|[\s:>"'|])(?:QUIT|RSET|EHLO|HELO)\b/;

/** The id of a session or message that a program writes into each of its lines; the surest first. */
const sessionIds: readonly RegExp[] = [
  /\bMID (\d{1,20})\b/,
  /"msg_id":"([0-9a-f]{8})/,
  /\bsession[_-]?id["']?\s?[:=]\s?"?([\w.-]{1,64})/i,
  /^"(?:SMTPC|SMTPD)"\t\d+\t(\d+)\t/,
  /\[(\d{1,12}:\d{1,6})\]/,
  /\[((?:[0-9A-F]{4,8}-?){1,5}(?:\.\d{1,4})+)\]/i,
  /\b(?:sid|conn|txn|session)["']?\s?[:= ]\s?"?([\w.-]{1,64})/i,
];

/** Recipients remembered of one mail. */
const mostRecipients = 10;
/** Mails remembered at a time. */
const mostDialogues = 10_000;
/** How far from its `MAIL FROM` a mail without an id of a session is refused, in lines. */
const longestDialogue = 400;

/** Follows the dialogues that programs log: who sends to whom stands lines above the refusal. */
export class SmtpDialogues {
  private readonly mails = new RecentMap<Dialogue>(mostDialogues, () => undefined);

  /** Takes a line that may be one of a dialogue. */
  read(text: string, line: number): void {
    if (!text.includes('@') && !/MAIL FROM|QUIT|RSET|HELO|EHLO/i.test(text)) return;
    const id = idIn(text);
    const sender = mailFrom.exec(text)?.[1] ?? (id === '' ? undefined : pathIn(loggedFrom, text));
    if (sender !== undefined)
      this.mails.set(id, { sender: mailPath(sender) ?? nullSender, recipient: undefined, line });
    const known = this.mails.get(id);
    if (!known) return;
    const to = recipientTo.exec(text)?.[1] ?? (id === '' ? undefined : pathIn(loggedTo, text));
    const recipient = mailPath(to);
    if (recipient !== undefined)
      this.mails.set(id, { ...known, recipient: withRecipient(known.recipient, recipient) });
    else if (sender === undefined && id === '' && ended.test(text)) this.mails.delete(id);
  }

  /** The mail that a line with a code is about, by the session that it names, or else the one that is spoken of above. */
  of(text: string, line: number): Dialogue | undefined {
    const id = idIn(text);
    const known = this.mails.get(id);
    return known && (id !== '' || line - known.line <= longestDialogue) ? known : undefined;
  }
}

function pathIn(pattern: RegExp, text: string): string | undefined {
  const [, angled, quoted] = pattern.exec(text) ?? [];
  return angled ?? quoted;
}

function idIn(text: string): string {
  const head = text.slice(0, 400);
  for (const pattern of sessionIds) {
    const id = pattern.exec(head)?.[1];
    if (id !== undefined) return id;
  }
  return '';
}

function withRecipient(known: string | undefined, next: string): string {
  if (known === undefined) return next.slice(0, longestPath);
  const all = known.split('; ');
  return all.includes(next) || all.length >= mostRecipients ? known : `${known}; ${next}`;
}
