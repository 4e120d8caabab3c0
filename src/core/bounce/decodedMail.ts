import { type Attachment, simpleParser } from 'mailparser';
import { decodeWhole, encodingHead, encodingOf } from '../files/textFile';

export interface AttachmentEntry {
  readonly name: string | undefined;
  /** Its media type. */
  readonly type: string;
  /** Decoded, in bytes. */
  readonly size: number;
}

/** What a parser makes of a mail. */
export interface DecodedMail {
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly AttachmentEntry[];
}

/**
 * Decodes a mail with mailparser.
 * @param longestHtml the longest HTML that is made text, in UTF-16 units
 * @throws Error when that cannot read it as a mail
 */
export async function decodeMail(message: string | Uint8Array, longestHtml: number): Promise<DecodedMail> {
  const {
    text = '',
    html,
    attachments,
  } = await simpleParser(asMailparserReads(message), {
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: longestHtml,
    skipImageLinks: true,
    skipTextLinks: true,
    skipTextToHtml: true,
  });
  return { text, html: html || undefined, attachments: attachments.map(entryOf) };
}

/** mailparser knows no UTF-16. */
function asMailparserReads(message: string | Uint8Array): string | Buffer {
  if (typeof message === 'string') return message;
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  return encodingOf(bytes.subarray(0, encodingHead)) === 'utf-8' ? bytes : decodeWhole(bytes);
}

function entryOf({ filename, contentType, size }: Attachment): AttachmentEntry {
  return { name: filename || undefined, type: contentType, size };
}
