import { SegmentMap } from './offsetMap';
import type { Reading } from './reading';

/** In these an ASCII byte may be half of another character, or a character may take several bytes of ASCII. */
export const multiByteCharsets: ReadonlySet<string> = new Set([
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'big5',
  'gbk',
  'gb18030',
  'iso-2022-jp',
]);

/** A stretch of ASCII, or one character and how the decoder reads it on its own. */
interface Character {
  readonly from: number;
  readonly to: number;
  readonly isAscii: boolean;
  readonly alone: Buffer;
}

/**
 * Decodes bytes character by character, with the way back to them. Only lead and trail bytes are told apart here; what
 * a character is, the platform's decoder says. It cannot be fed byte by byte instead: its room for what comes out is
 * measured by what goes in, and it throws when a character that was cut off lets several out at once.
 */
export function readMultiByte(bytes: Buffer, charset: string, decode: (bytes: Buffer) => string): Reading {
  const map = new SegmentMap();
  const pieces: string[] = [];
  let length = 0;
  const characters = charset === 'iso-2022-jp' ? charactersOfIso2022(bytes) : charactersOf(bytes, charset);
  for (const { from, to, isAscii, alone } of characters) {
    const text = isAscii ? alone.toString('latin1') : decode(alone);
    const span = isAscii ? 1 : to - from;
    map.add(length, from, isAscii || text.length === 1 ? span : 0, span);
    pieces.push(text);
    length += text.length;
  }
  return { text: pieces.join(''), map };
}

function* charactersOf(bytes: Buffer, charset: string): Generator<Character> {
  for (let from = 0; from < bytes.length; ) {
    const ascii = asciiFrom(bytes, from);
    const to = ascii > from ? ascii : from + lengthAt(bytes, from, charset);
    yield { from, to, isAscii: ascii > from, alone: bytes.subarray(from, to) };
    from = to;
  }
}

function asciiFrom(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at += 1;
  return at;
}

/** How many bytes the character takes that begins at one beyond ASCII; 1 where the bytes behind it cannot belong to it. */
function lengthAt(bytes: Buffer, at: number, charset: string): number {
  const [lead = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (charset === 'euc-jp') {
    if (lead === 0x8f) return within(second, 0xa1, 0xfe) && within(third, 0xa1, 0xfe) ? 3 : 1;
    return (lead === 0x8e || within(lead, 0xa1, 0xfe)) && within(second, 0xa1, 0xfe) ? 2 : 1;
  }
  // Without the syllables that Windows added below 0xa1: the platform's decoder does not know them.
  if (charset === 'euc-kr') return within(lead, 0xa1, 0xfe) && within(second, 0xa1, 0xfe) ? 2 : 1;
  if (!within(lead, 0x81, 0xfe)) return 1;
  if (charset === 'shift_jis')
    return within(lead, 0xa0, 0xdf) || lead > 0xfc || !within(second, 0x40, 0xfc) ? 1 : 2;
  const isFour = (charset === 'gbk' || charset === 'gb18030') && within(second, 0x30, 0x39);
  if (isFour) return within(third, 0x81, 0xfe) && within(fourth, 0x30, 0x39) ? 4 : 1;
  return within(second, 0x40, 0xfe) ? 2 : 1;
}

function within(byte: number, first: number, last: number): boolean {
  return first <= byte && byte <= last;
}

/** Behind its first byte, an escape sequence of ISO-2022-JP (RFC 1468), or that of katakana, which mail uses too. */
const designation = /\([BIJ]|\$[@B]/y;
const escapeByte = '\u001b';
const ascii = '(B';

/** Escape sequences switch between one and two bytes a character; a line's end switches back. */
function* charactersOfIso2022(bytes: Buffer): Generator<Character> {
  const text = bytes.toString('latin1');
  let mode = ascii;
  for (let from = 0; from < text.length; ) {
    designation.lastIndex = from + 1;
    const next = text.charAt(from) === escapeByte ? designation.exec(text)?.[0] : undefined;
    if (next !== undefined) {
      mode = next;
      from += 1 + next.length;
      continue;
    }
    if (/[\r\n]/.test(text.charAt(from))) mode = ascii;
    const to = Math.min(text.length, from + (mode.startsWith('$') ? 2 : 1));
    const sign = text.slice(from, to);
    const isAscii = mode === ascii;
    const alone = isAscii ? sign : `${escapeByte}${mode}${sign}${escapeByte}${ascii}`;
    yield { from, to, isAscii, alone: Buffer.from(alone, 'latin1') };
    from = to;
  }
}
