import { chained, shiftedMap } from './offsetMap';
import { isAscii, type Reading, ReadingBuilder, type Source } from './reading';

/** What may follow `=`: two hexadecimal digits in either case, or blanks and a line's end, which is a soft break. */
const codedOctet = /=(?:([0-9A-Fa-f]{2})|[ \t]{0,998}(?:\r\n|\n|\r|$))/y;

/**
 * Decodes quoted-printable (RFC 2045 §6.7) in `[from, to)` of a text to bytes. A `=` that begins neither an octet nor
 * a soft line break stands for itself.
 */
export function decodeQuotedPrintable({ text, isBytes }: Source, from: number, to: number): Reading {
  const body = text.slice(from, to);
  const builder = new ReadingBuilder(body, isBytes || isAscii(body));
  let plain = 0;
  for (let at = body.indexOf('='); at >= 0; at = body.indexOf('=', at + 1)) {
    codedOctet.lastIndex = at;
    const match = codedOctet.exec(body);
    if (!match) continue;
    builder.copyBytes(plain, at);
    plain = codedOctet.lastIndex;
    if (match[1]) builder.put(String.fromCharCode(Number.parseInt(match[1], 16)), at, plain);
    at = plain - 1;
  }
  builder.copyBytes(plain, body.length);
  const decoded = builder.done();
  return { text: decoded.text, map: from === 0 ? decoded.map : chained(shiftedMap(from), decoded.map) };
}
