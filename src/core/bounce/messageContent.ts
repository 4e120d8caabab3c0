import { readHtml } from '../mail/html';
import { type AttachmentEntry, decodeMail } from './decodedMail';

/** What is decoded of a mail for a person to read. It comes from the mail as it stands, and is not fit to show (see `printable`). */
export interface MessageContent {
  /** The readable body as plain text: the text part, or the HTML without its tags. Empty where there is none. */
  readonly body: string;
  /** Named and measured only: nobody opens them, and they are written nowhere. */
  readonly attachments: readonly AttachmentEntry[];
  /** True where there is more body or there are more attachments than these. */
  readonly isCut: boolean;
}

/** Longest body that is given, in UTF-16 units. */
export const longestBody = 50_000;
/** Attachments that are given. */
export const mostAttachments = 100;
/** Longest HTML that is made text, in UTF-16 units. */
const longestHtml = 1 << 20;
/** Longest name or media type of an attachment that is given, in UTF-16 units. */
const longestName = 500;

/**
 * Decodes the body of a mail and lists its attachments.
 * @param message the bytes of its file, in which the parser sees to the charsets itself, or the text where there is no file
 * @throws Error when it cannot be read as a mail
 */
export async function readMessageContent(message: string | Uint8Array): Promise<MessageContent> {
  const { text, html, attachments } = await decodeMail(message, longestHtml);
  // Text is made of HTML by the parser only where that is the whole mail or stands beside text.
  const body = text.trim() === '' && html ? readHtml(html.slice(0, longestHtml)).text : text;
  return {
    body: body.slice(0, longestBody),
    attachments: attachments.slice(0, mostAttachments).map(entryOf),
    isCut: body.length > longestBody || attachments.length > mostAttachments,
  };
}

function entryOf({ name, type, size }: AttachmentEntry): AttachmentEntry {
  return { name: name?.slice(0, longestName), type: type.slice(0, longestName), size };
}
