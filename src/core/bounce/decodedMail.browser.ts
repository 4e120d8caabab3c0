import PostalMime, { type Attachment } from 'postal-mime';
import { decodeWhole, encodingHead, encodingOf } from '../files/textFile';
import type { AttachmentEntry, DecodedMail } from './decodedMail';

/** Decodes a mail with postal-mime: mailparser needs Node.js. @throws Error when that cannot read it as a mail */
export async function decodeMail(message: string | Uint8Array): Promise<DecodedMail> {
  const {
    text = '',
    html,
    attachments,
  } = await PostalMime.parse(inUtf8(message), {
    forceRfc822Attachments: true,
  });
  return { text, html, attachments: attachments.map(entryOf) };
}

/** It knows no UTF-16. */
function inUtf8(message: string | Uint8Array): string | Uint8Array {
  if (typeof message === 'string') return message;
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  return encodingOf(bytes.subarray(0, encodingHead)) === 'utf-8' ? bytes : decodeWhole(bytes);
}

function entryOf({ filename, mimeType, content }: Attachment): AttachmentEntry {
  const size = typeof content === 'string' ? content.length : content.byteLength;
  return { name: filename ?? undefined, type: mimeType, size };
}
