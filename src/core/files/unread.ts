import { isUtf8 } from 'node:buffer';
import { compoundFile, packingOf, startsWith } from './packing';
import { encodingHead, encodingOf } from './textFile';
import { noText, type UnreadId, unreadTexts } from './unreadTexts';

/** What is packed or written in a way that is not read, by its first bytes. */
const unread: readonly (readonly [id: UnreadId, signature: readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['compress', [0x1f, 0x9d]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['outlook-data', [0x21, 0x42, 0x44, 0x4e]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['compound', compoundFile],
  ['journal', [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48]],
  ['event-log', [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['no-text', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['tnef', [0x78, 0x9f, 0x3e, 0x22]],
];

/** Why a file is not read, as a sentence for people; undefined for one that is. */
export function whyUnread(head: Uint8Array): string | undefined {
  const [id] = unread.find(([, signature]) => startsWith(head, signature)) ?? [];
  // bzip2's signature are three letters.
  if (id === 'bzip2' && !startsWith(head.subarray(4), [0x31, 0x41, 0x59, 0x26])) return undefined;
  if (id !== undefined) return unreadTexts.en[id];
  return packingOf('', head) === 'plain' && isNoText(head.subarray(0, encodingHead)) ? noText : undefined;
}

/** Signs below the blank, in a hundred, that no text has: of random bytes it is ten. Logs of a server that crashed hold bytes of zero. */
const mostControls = 5;

function isNoText(head: Uint8Array): boolean {
  // Nearly all text ends here.
  if ((!head.includes(0) && isUtf8(head)) || encodingOf(head) !== 'utf-8') return false;
  let controls = 0;
  let zeros = 0;
  for (const byte of head)
    if (byte === 0) zeros += 1;
    else if (byte < 0x20 && !isTextControl(byte)) controls += 1;
  return controls > 2 && controls * 100 > (head.length - zeros) * mostControls;
}

/** What text is laid out and coloured with, and switched between sets of characters. */
function isTextControl(byte: number): boolean {
  return (byte >= 0x08 && byte <= 0x0f) || byte === 0x1b;
}
