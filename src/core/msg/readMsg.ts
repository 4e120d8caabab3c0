import MsgReader from '@kenjiuno/msgreader';
import { isCompoundFile, isSound } from './compoundFile';
import type { OutlookMail } from './mailLines';
import { outlookMail } from './outlookMail';
import { type OutlookItem, outlookItem } from './properties';
import { damaged, noMessage, UnreadableMessage } from './unreadable';

/**
 * The mail that an Outlook `.msg` holds. What a file makes msgreader do has no end that could be known: call it where it can be ended.
 * @throws Error when it is no such file, or is damaged
 */
export function readMsg(bytes: Uint8Array): OutlookMail {
  if (!isCompoundFile(bytes)) throw new UnreadableMessage(noMessage);
  // A circle would fill the memory of the thread, and what fails for want of it may end the whole program.
  if (!isSound(bytes)) throw new UnreadableMessage(damaged);
  const { codePage, hasOldText } = textsOf(bytes);
  const reader = readerOf(bytes, hasOldText ? `cp${codePage}` : undefined);
  const item = outlookItem(reader.getFileData());
  if (!saysAnything(item)) throw new UnreadableMessage(damaged);
  return outlookMail(item, (attachment) => reader.getAttachment(attachment.fields).content);
}

/** What is damaged may be read as an item without properties. */
function saysAnything(item: OutlookItem): boolean {
  const names = ['messageClass', 'transportHeaders', 'subject', 'body', 'reportText', 'html'] as const;
  return names.some((name) => item.text(name) ?? item.bytes(name));
}

/** How the texts of the item that are not Unicode are written. */
function textsOf(bytes: Uint8Array): { codePage: number; hasOldText: boolean } {
  const fields = readerOf(bytes, undefined).getFileData();
  if (fields.dataType !== 'msg') throw new UnreadableMessage(noMessage);
  const item = outlookItem(fields);
  const known = item.number('internetCodePage') ?? item.number('messageCodePage') ?? 1252;
  const hasOldText = fields.rawProps?.some(({ propertyTag }) => /001e$/i.test(propertyTag ?? '')) ?? false;
  return { codePage: known === 65001 ? 1252 : known, hasOldText };
}

function readerOf(bytes: Uint8Array, ansiEncoding: string | undefined): MsgReader {
  const { buffer, byteOffset, byteLength } = bytes;
  const reader = new MsgReader(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  reader.parserConfig = { includeRawProps: true, ...(ansiEncoding === undefined ? {} : { ansiEncoding }) };
  return reader;
}
