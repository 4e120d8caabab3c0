import { type ParsedMail, simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { findStatusCodes } from '../../../../src/core/code/statusCode';

const messageType = /^message\/(?:rfc822|global|news)$/;

/** The codes in everything that mailparser decodes of a mail, attached messages parsed in turn. */
export async function codesByMailparser(mail: Uint8Array): Promise<Set<string>> {
  const parsed: ParsedMail = await simpleParser(Buffer.from(mail), {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipImageLinks: true,
    skipTextLinks: true,
    skipTextToHtml: true,
  });
  const found = codesIn([
    parsed.subject,
    parsed.text,
    parsed.html || undefined,
    ...parsed.headerLines.map(({ line }) => line),
  ]);
  for (const { contentType, content, filename } of parsed.attachments) {
    const inner = messageType.test(contentType) ? await codesByMailparser(content) : codesInBytes(content);
    for (const code of [...inner, ...codesIn([filename])]) found.add(code);
  }
  return found;
}

/** The codes in everything that postal-mime decodes of a mail, attached messages parsed in turn. */
export async function codesByPostalMime(mail: Uint8Array): Promise<Set<string>> {
  const parsed = await PostalMime.parse(mail, { forceRfc822Attachments: true });
  const found = codesIn([
    parsed.subject,
    parsed.text,
    parsed.html,
    ...parsed.headerLines.map(({ line }) => line),
  ]);
  for (const { mimeType, content, filename } of parsed.attachments) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
    const inner = messageType.test(mimeType) ? await codesByPostalMime(bytes) : codesInBytes(bytes);
    for (const code of [...inner, ...codesIn([filename ?? undefined])]) found.add(code);
  }
  return found;
}

function codesInBytes(bytes: Buffer): Set<string> {
  return codesIn([bytes.toString('latin1')]);
}

function codesIn(texts: readonly (string | undefined)[]): Set<string> {
  return new Set(texts.flatMap((text = '') => findStatusCodes(text).map(({ code }) => code)));
}
