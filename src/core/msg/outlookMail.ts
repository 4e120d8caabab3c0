import { MailLines, type OutlookMail } from './mailLines';
import type { OutlookAttachment, OutlookItem } from './properties';

/** Gives the bytes of an attachment. */
export type ReadAttachment = (attachment: OutlookAttachment) => Uint8Array;

/** Messages in messages that are opened. */
const deepest = 8;
/** Longest attachment that is text and becomes a part of the mail, in bytes. */
const longestAttachment = 1 << 20;

/**
 * Makes a mail of an Outlook item: its header as it came, its text, and of a report the delivery status (RFC 3464) that Exchange
 * took apart into properties (MS-OXCMAIL). Messages that are attached become parts.
 */
export function outlookMail(item: OutlookItem, readAttachment: ReadAttachment): OutlookMail {
  const lines = new MailLines();
  new Writer(lines, readAttachment).message(item, '', 1);
  return lines.done();
}

class Writer {
  private boundaries = 0;

  constructor(
    private readonly lines: MailLines,
    private readonly readAttachment: ReadAttachment,
  ) {}

  /** @param within what the message is, where it is attached to another */
  message(item: OutlookItem, within: string, depth: number): void {
    const action = actionOf(item);
    this.header(item, within, action !== undefined);
    const parts = [
      ...this.textParts(item, within),
      ...(action === undefined ? [] : this.statusPart(item, within, action)),
      ...(depth < deepest
        ? item.attachments.flatMap((each, index) => this.attached(each, index, depth))
        : []),
    ];
    const [only, ...others] = parts;
    if (only && others.length === 0 && action === undefined) only();
    else this.multipart(action === undefined ? 'mixed' : 'report; report-type=delivery-status', parts);
  }

  private header(item: OutlookItem, within: string, isReport: boolean): void {
    const { lines } = this;
    lines.begin(`${within}header`);
    const sent = withoutContentFields(item.text('transportHeaders') ?? '');
    if (sent !== '') lines.add(sent);
    else {
      lines.field('From', fromOf(item));
      lines.field('To', toOf(item, isReport));
      lines.field('Subject', item.text('subject'));
      lines.field('Date', timeOf(item));
      lines.field('Message-ID', item.text('messageId'));
    }
    lines.add('MIME-Version: 1.0');
  }

  private textParts(item: OutlookItem, within: string): (() => void)[] {
    const text = item.text('body') ?? item.text('reportText');
    const html = htmlOf(item);
    return [
      ...(text === undefined ? [] : [() => this.part(`${within}text`, 'text/plain', text)]),
      ...(html === undefined ? [] : [() => this.part(`${within}HTML`, 'text/html', html)]),
    ];
  }

  /** A recipient without a word about it says nothing that the text would not say better. */
  private statusPart(item: OutlookItem, within: string, action: string): (() => void)[] {
    const isKnown = item.recipients.some((recipient) => infoOf(recipient) !== undefined);
    return isKnown ? [() => this.deliveryStatus(item, within, action)] : [];
  }

  private deliveryStatus(item: OutlookItem, within: string, action: string): void {
    const { lines } = this;
    lines.begin(`${within}report`);
    lines.add('Content-Type: message/delivery-status\n');
    lines.field('Reporting-MTA', prefixed('dns; ', item.text('reportingMta')));
    for (const [index, recipient] of item.recipients.entries()) {
      const info = infoOf(recipient);
      const { server, reply, status } = saidIn(info ?? '');
      lines.add('');
      lines.begin(`${within}recipient ${index + 1}`);
      lines.field('Final-Recipient', prefixed('rfc822; ', addressOf(recipient)));
      lines.field('Action', action);
      lines.begin(`${within}recipient ${index + 1}, supplementary information`);
      // The number in PR_NDR_STATUS_CODE has no room for a detail above 9: 5.7.705, 5.7.708 and 5.7.750 are all 570 there.
      lines.field('Status', status);
      lines.field('Remote-MTA', prefixed('dns; ', recipient.text('remoteMta') ?? server));
      lines.field('Diagnostic-Code', prefixed('smtp; ', reply));
    }
  }

  private attached(attachment: OutlookAttachment, index: number, depth: number): (() => void)[] {
    const { message, item } = attachment;
    const within = `attachment ${index + 1}, `;
    if (message)
      return [
        () => {
          this.lines.add('Content-Type: message/rfc822\n');
          this.message(message, within, depth + 1);
        },
      ];
    const type = textTypeOf(item);
    if (type === undefined) return [];
    return [() => this.encodedPart(within, type, this.readAttachment(attachment))];
  }

  private multipart(type: string, parts: readonly (() => void)[]): void {
    const boundary = `ndr-lens-part-${++this.boundaries}`;
    this.lines.add(`Content-Type: multipart/${type}; boundary="${boundary}"\n`);
    for (const part of parts) {
      this.lines.add(`--${boundary}`);
      part();
    }
    this.lines.add(`--${boundary}--`);
  }

  private part(name: string, type: string, text: string): void {
    const { lines } = this;
    lines.begin(name);
    lines.add(`Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n`);
    // A line of an attacker's that is a boundary here would begin a part.
    lines.add(text.replace(/^--(?=ndr-lens-part-)/gm, ' --'));
  }

  private encodedPart(within: string, type: string, bytes: Uint8Array): void {
    if (bytes.length > longestAttachment) return;
    this.lines.begin(`${within}file`);
    this.lines.add(`Content-Type: ${type}\nContent-Transfer-Encoding: base64\n`);
    this.lines.add(Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n'));
  }
}

/** What a recipient's row says about the recipient. */
function infoOf(recipient: OutlookItem): string | undefined {
  return recipient.text('supplementaryInfo') ?? recipient.text('reportText');
}

function prefixed(prefix: string, value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : `${prefix}${value}`;
}

/** What a report says of its message (RFC 3464 §2.3.3), by its message class (MS-OXOMSG); undefined for what is no report. */
function actionOf(item: OutlookItem): string | undefined {
  const kind = /^report\..*?\.(ndr|delayed\.dr|relayed\.dr|expanded\.dr|dr)$/i.exec(
    item.text('messageClass') ?? '',
  )?.[1];
  if (kind === undefined) return undefined;
  const actions: Readonly<Record<string, string>> = {
    ndr: 'failed',
    'delayed.dr': 'delayed',
    'relayed.dr': 'relayed',
    'expanded.dr': 'expanded',
    dr: 'delivered',
  };
  return actions[kind.toLowerCase()];
}

/** What supplementary information says: `<server #5.7.750 smtp;550 …>` or the words of the remote server alone. */
function saidIn(info: string) {
  const whole = info.replace(/\s+/g, ' ').trim();
  const [, server, status, said] =
    /^<?(\S{1,255}) #([245]\.\d{1,3}\.\d{1,3})(?: smtp; ?|[ #]+)(.*?)[>#\s]*$/i.exec(whole) ?? [];
  const quoted = /returned '(.{1,1000}?)'(?![A-Za-z])/.exec(whole)?.[1];
  const reply = quoted ?? (said === undefined || said === '' ? whole : said);
  return {
    server,
    reply,
    status: /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(reply)?.[0] ?? status,
  };
}

function addressOf(item: OutlookItem): string | undefined {
  const addresses = [item.text('smtpAddress'), item.text('emailAddress'), item.text('displayName')];
  return addresses.find((each) => each?.includes('@')) ?? addresses.find((each) => each !== undefined);
}

function fromOf(item: OutlookItem): string | undefined {
  const name = item.text('senderName')?.replace(/["<>]/g, '');
  const address = [item.text('senderSmtpAddress'), item.text('senderAddress')].find((each) =>
    each?.includes('@'),
  );
  if (address === undefined) return systemMailbox(item, name) ?? name;
  return name === undefined || name === address ? address : `"${name}" <${address}>`;
}

/** Exchange's own mailbox, from which it sends bounces; within Exchange it has no address of the internet. */
function systemMailbox(item: OutlookItem, name = 'Microsoft Outlook'): string | undefined {
  const mailbox = /microsoftexchange[0-9a-f]{8,40}/i.exec(item.text('senderAddress') ?? '')?.[0];
  return mailbox === undefined ? undefined : `"${name}" <${mailbox}>`;
}

/** The recipients of a report are those that did not get the message. */
function toOf(item: OutlookItem, isReport: boolean): string | undefined {
  const addresses = [item.text('receivedBySmtpAddress'), item.text('receivedByAddress')];
  const own = addresses.find((each) => each?.includes('@'));
  if (isReport) return own;
  const named = item.recipients.filter((each) => each.text('recipientType') !== 'bcc').map(addressOf);
  return named.some((each) => each !== undefined)
    ? named.filter((each) => each).join(', ')
    : (own ?? item.text('displayTo'));
}

function timeOf(item: OutlookItem): string | undefined {
  const times = [item.text('deliveryTime'), item.text('clientSubmitTime'), item.text('reportTime')];
  return times.find((each) => each !== undefined && !Number.isNaN(Date.parse(each)));
}

/** HTML stands there in the code page that the item names, or as text. */
function htmlOf(item: OutlookItem): string | undefined {
  const bytes = item.bytes('html');
  if (!bytes) return item.text('html');
  const codePage = item.number('internetCodePage') ?? 65001;
  const html = decoded(bytes, codePage === 65001 ? 'utf-8' : `windows-${codePage}`);
  return html.trim() === '' ? undefined : html;
}

function decoded(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // A code page that is none of the web's: ASCII is the same in nearly all.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The header of a mail as it came, without what it says about the content: that is another here. */
function withoutContentFields(header: string): string {
  return header
    .replace(/^(?:\s*\r?\n)+/, '')
    .split(/\r?\n(?![ \t])/)
    .filter(
      (field) => /^[!-9;-~]{1,200}[ \t]{0,50}:/.test(field) && !/^(?:content-|mime-version\b)/i.test(field),
    )
    .join('\n')
    .trimEnd();
}

/** The media type of an attachment that is text or a mail; undefined for anything else, which nobody looks into. */
function textTypeOf(item: OutlookItem): string | undefined {
  const type = item.text('attachmentMimeType')?.toLowerCase() ?? '';
  if (/^(?:text\/(?:plain|html|rfc822-headers)|message\/(?:rfc822|delivery-status))$/.test(type)) return type;
  const name = item.text('attachmentLongName') ?? item.text('attachmentName') ?? '';
  if (/\.eml$/i.test(name)) return 'message/rfc822';
  return /\.(?:txt|log)$/i.test(name) ? 'text/plain' : undefined;
}
