import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { decodeWhole, encodingHead, encodingOf } from '../files/textFile';
import { readHtml } from '../mail/html';

/** What mailparser decodes of a mail for a person to read. It comes from the mail as it stands, and is not fit to show (see `printable`). */
export interface MessageContent {
  /** The readable body as plain text: the text part, or the HTML without its tags. Empty where there is none. */
  readonly body: string;
  /** Named and measured only: nobody opens them, and they are written nowhere. */
  readonly attachments: readonly AttachmentEntry[];
  /** True where there is more body or there are more attachments than these. */
  readonly isCut: boolean;
}

export interface AttachmentEntry {
  readonly name: string | undefined;
  /** Its media type. */
  readonly type: string;
  /** Decoded, in bytes. */
  readonly size: number;
}

/** Longest body that is given, in UTF-16 units. */
export const longestBody = 50_000;
/** Attachments that are given. */
export const mostAttachments = 100;
/** Longest name or media type of an attachment that is given, in UTF-16 units. */
const longestName = 500;
/** Longest HTML that is made text, in UTF-16 units. */
const longestHtml = 1 << 20;

/**
 * Decodes the body of a mail and lists its attachments.
 * @param message the bytes of its file, in which mailparser sees to the charsets itself, or the text where there is no file
 * @throws Error when mailparser cannot read it as a mail
 */
export async function readMessageContent(message: string | Uint8Array): Promise<MessageContent> {
  const mail = await simpleParser(asMailparserReads(message), {
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: longestHtml,
    skipImageLinks: true,
    skipTextLinks: true,
    skipTextToHtml: true,
  });
  const { attachments } = mail;
  const text = bodyOf(mail);
  return {
    body: text.slice(0, longestBody),
    attachments: attachments.slice(0, mostAttachments).map(entryOf),
    isCut: text.length > longestBody || attachments.length > mostAttachments,
  };
}

/** mailparser makes text of HTML only where that is the whole mail or stands beside text. */
function bodyOf({ text = '', html }: ParsedMail): string {
  return text.trim() === '' && html ? readHtml(html.slice(0, longestHtml)).text : text;
}

/** mailparser knows no UTF-16. */
function asMailparserReads(message: string | Uint8Array): string | Buffer {
  if (typeof message === 'string') return message;
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  return encodingOf(bytes.subarray(0, encodingHead)) === 'utf-8' ? bytes : decodeWhole(bytes);
}

function entryOf({ filename, contentType, size }: Attachment): AttachmentEntry {
  return {
    name: filename ? filename.slice(0, longestName) : undefined,
    type: contentType.slice(0, longestName),
    size,
  };
}
