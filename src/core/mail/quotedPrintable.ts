import { chained, shiftedMap } from './offsetMap';
import { isAscii, type Reading, ReadingBuilder, type Source } from './reading';

/** Behind `=`, blanks and a line's end are a soft break. */
const softBreak = /[ \t]{0,998}(?:\r\n|\n|\r|$)/y;

/**
 * Decodes quoted-printable (RFC 2045 §6.7) in `[from, to)` of a text to bytes. A `=` that begins neither an octet nor
 * a soft line break stands for itself.
 */
export function decodeQuotedPrintable({ text, isBytes }: Source, from: number, to: number): Reading {
  const body = text.slice(from, to);
  const builder = new ReadingBuilder(body, isBytes || isAscii(body));
  let plain = 0;
  for (let at = body.indexOf('='); at >= 0; at = body.indexOf('=', at + 1)) {
    const octet = octetAt(body, at + 1);
    const end = octet < 0 ? endOfSoftBreak(body, at + 1) : at + 3;
    if (end < 0) continue;
    builder.copyBytes(plain, at);
    if (octet >= 0) builder.put(String.fromCharCode(octet), at, end);
    plain = end;
    at = end - 1;
  }
  builder.copyBytes(plain, body.length);
  const decoded = builder.done();
  return { text: decoded.text, map: from === 0 ? decoded.map : chained(shiftedMap(from), decoded.map) };
}

/** The octet that two hexadecimal digits in either case say, or -1. */
function octetAt(body: string, at: number): number {
  const high = digitOf(body.charCodeAt(at));
  const low = high < 0 ? -1 : digitOf(body.charCodeAt(at + 1));
  return low < 0 ? -1 : 16 * high + low;
}

function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function endOfSoftBreak(body: string, from: number): number {
  softBreak.lastIndex = from;
  return softBreak.test(body) ? softBreak.lastIndex : -1;
}
