import { TextDecoder } from 'node:util';
import { encodingOf } from '../files/textFile';
import { decodeBase64 } from './base64';
import { multiByteCharsets, readMultiByte } from './multiByte';
import { chained, LazyMap, SegmentMap, shiftedMap } from './offsetMap';
import { isAscii, type Reading, ReadingBuilder } from './reading';
import { Remembered } from './remembered';

/** Labels that mail uses and the Encoding Standard does not know. */
const aliases: Readonly<Record<string, string>> = {
  '': 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  'ansi_x3.4-1968': 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'utf-7-imap': 'utf-7',
  ucs2: 'utf-16',
  'ucs-2': 'utf-16',
  utf16: 'utf-16',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
};

const wide = new Set(['utf-16', 'utf-16le', 'utf-16be']);

/**
 * A charset under the one name that this product has for it: the Encoding Standard's, `utf-7` or `utf-16`. A label that
 * nobody knows reads as UTF-8, which keeps its ASCII.
 */
export function charsetOf(label: string): string {
  return charsets.of(label);
}

const charsets = new Remembered((label) => findCharset(label.trim().toLowerCase()));

function findCharset(name: string): string {
  const known = (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
  if (known === 'utf-7' || wide.has(known)) return known;
  return decoderFor(known)?.encoding ?? 'utf-8';
}

/** True where a text that looks like ASCII may read otherwise in a charset (a name from `charsetOf`). */
export function changesAscii(charset: string): boolean {
  return charset === 'utf-7' || wide.has(charset) || multiByteCharsets.has(charset);
}

/**
 * Decodes bytes to text, with the way back to the bytes. A byte order mark outweighs the label.
 * @param bytes one byte a unit
 * @param charset a name from `charsetOf`
 */
export function decodeCharset(bytes: string, charset: string): Reading {
  const marked = charsetByMark(bytes) ?? charset;
  if (wide.has(marked)) return decodeUtf16(bytes, marked);
  if (marked === 'utf-7') return decodeUtf7(bytes);
  if (isAscii(bytes) && !multiByteCharsets.has(marked)) return { text: bytes, map: shiftedMap(0) };
  if (marked === 'utf-8') return decodeUtf8(bytes);
  const decoder = decoderFor(marked);
  const decode = (coded: Buffer) => decoder?.decode(coded) ?? coded.toString('latin1');
  const buffer = Buffer.from(bytes, 'latin1');
  const text = decode(buffer);
  if (!multiByteCharsets.has(marked)) return { text, map: shiftedMap(0) };
  // What the decoder makes of bytes that mean nothing is not for us to retrace: then each character is read alone.
  if (text.includes('\ufffd')) return readMultiByte(buffer, marked, decode);
  return { text, map: new LazyMap(() => readMultiByte(buffer, marked, decode).map) };
}

function charsetByMark(bytes: string): string | undefined {
  if (bytes.startsWith('\xff\xfe')) return 'utf-16le';
  if (bytes.startsWith('\xfe\xff')) return 'utf-16be';
  return bytes.startsWith('\xef\xbb\xbf') ? 'utf-8' : undefined;
}

/** One decoder a charset; there are some forty charsets, so a mail full of labels cannot make more. */
const decoders = new Map<string, TextDecoder>();

function decoderFor(charset: string): TextDecoder | undefined {
  const known = decoders.get(charset);
  if (known) return known;
  try {
    // Asked to keep a byte order mark, Node 20 drops a first byte 0xFF of windows-1252, which has no such mark.
    const decoder = new TextDecoder(charset, { ignoreBOM: multiByteCharsets.has(charset) });
    decoders.set(charset, decoder);
    return decoder;
  } catch {
    // No such charset: what to do instead is for the caller to say.
    return undefined;
  }
}

/** UTF-16 without a mark or a telling label is read as its zero bytes say, else as little endian like the web does. */
function decodeUtf16(bytes: string, charset: string): Reading {
  const buffer = Buffer.from(bytes, 'latin1');
  const guess = charset === 'utf-16' ? encodingOf(buffer.subarray(0, 4096)) : charset;
  if (guess === 'utf-16be') buffer.subarray(0, buffer.length & ~1).swap16();
  const map = { start: (offset: number) => 2 * offset, end: (offset: number) => 2 * offset + 2 };
  return { text: buffer.toString('utf16le'), map };
}

/**
 * Runs of well-formed UTF-8 (RFC 3629 §4) with equally long characters, or one byte that belongs to none. The runs are
 * bounded because the platform's regular expressions keep a stack as deep as a run is long.
 */
const utf8Run =
  /([^\x80-\xff]{1,8192})|((?:[\xc2-\xdf][\x80-\xbf]){1,1024})|((?:(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]){1,1024})|((?:(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}){1,1024})|[\s\S]/g;

/** The platform decodes; where it met what is no UTF-8, its count of signs for that is not ours, and we do. */
function decodeUtf8(bytes: string): Reading {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  if (text.includes('\ufffd')) return readUtf8(bytes);
  return { text, map: new LazyMap(() => readUtf8(bytes).map) };
}

function readUtf8(bytes: string): Reading {
  const map = new SegmentMap();
  const pieces: string[] = [];
  let length = 0;
  for (const match of bytes.matchAll(utf8Run)) {
    const [run, ascii, two, three, four] = match;
    const piece = ascii ?? (run.length > 1 ? Buffer.from(run, 'latin1').toString('utf8') : '\ufffd');
    // A character of four bytes is a surrogate pair: each half stands for two of them.
    const size = two || four ? 2 : three ? 3 : 1;
    map.add(length, match.index, size, size);
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(''), map };
}

/** UTF-7 (RFC 2152): `+`, UTF-16 in base64, and `-` where base64 might seem to go on. */
function decodeUtf7(bytes: string): Reading {
  const builder = new ReadingBuilder(bytes);
  let plain = 0;
  for (const match of bytes.matchAll(/\+([0-9A-Za-z+/]{0,8192})-?/g)) {
    const [shifted, encoded = ''] = match;
    builder.copy(plain, match.index);
    plain = match.index + shifted.length;
    if (encoded === '') builder.put('+', match.index, plain);
    else builder.include(decodeShifted(bytes, match.index + 1, match.index + 1 + encoded.length));
  }
  builder.copy(plain, bytes.length);
  return builder.done();
}

function decodeShifted(bytes: string, from: number, to: number): Reading {
  const utf16 = decodeBase64(bytes, from, to);
  const { text, map } = decodeUtf16(utf16.text, 'utf-16be');
  return { text, map: chained(utf16.map, map) };
}
