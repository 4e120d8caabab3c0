import { hasStatusCode } from '../code/statusCode';
import { bytesOfBase64, decodeBase64 } from './base64';
import { changesAscii, charsetOf, decodeCharset } from './charset';
import { chained, type OffsetMap, SegmentMap } from './offsetMap';
import { type Reading, ReadingBuilder } from './reading';

/** An encoded word (RFC 2047 §2, with the language of RFC 2231 §5); blanks in it are illegal and happen. */
const encodedWord = /=\?([^?*\s]{1,64})(?:\*[^?\s]{0,64})?\?([BbQq])\?([^?]{0,8192})\?=/g;
const betweenWords = /^[ \t\r\n]{0,998}$/;

interface Word {
  readonly charset: string;
  readonly encoding: 'b' | 'q';
  readonly from: number;
  readonly to: number;
  /** Where the encoded text stands in the word. */
  readonly body: number;
  readonly bodyEnd: number;
}

/** What separates neighbouring words and is none of the text. */
const gap = /\?=[ \t\r\n]{1,998}=\?/g;

/** How much plain text around the words belongs to a look at them, in UTF-16 units: a code may begin or end in it. */
const around = 64;

/**
 * A cheap look at header fields in `[from, to)`: false where no code can come of their encoded words. Reads the words
 * alone, without the way back, and whatever their charset as one that keeps ASCII; where it may not, the answer is true.
 * @param first where the first `=?` stands
 */
export function mayHoldEncodedCode(text: string, { from, to }: Block, first: number): boolean {
  const last = text.lastIndexOf('?=', to - 2);
  if (last < first) return false;
  const words = text.slice(Math.max(from, first - around), Math.min(to, last + around)).replace(gap, '?==?');
  let isDoubtful = false;
  let read = '';
  let plain = 0;
  encodedWord.lastIndex = 0;
  for (let match = encodedWord.exec(words); match; match = encodedWord.exec(words)) {
    const [, label = '', encoding = '', encoded = ''] = match;
    isDoubtful ||= changesAscii(charsetOf(label));
    read +=
      words.slice(plain, match.index) + (/b/i.test(encoding) ? bytesOfBase64(encoded) : bytesOfQ(encoded));
    plain = encodedWord.lastIndex;
  }
  read += words.slice(plain);
  // One in plain sight may stand in a sentence with words.
  return isDoubtful || hasStatusCode(read) || hasStatusCode(text.slice(from, to));
}

interface Block {
  readonly from: number;
  readonly to: number;
}

function bytesOfQ(encoded: string): string {
  return encoded
    .replace(/=([0-9A-Fa-f]{2})/g, (_octet, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('_', ' ');
}

/**
 * Reads header fields in `[from, to)` of a text with their encoded words decoded, wherever in a field they stand, and
 * what separates neighbouring words taken out (RFC 2047 §6.2). Everything else is kept, line breaks included.
 * @returns undefined where there is no encoded word
 */
export function readEncodedWords(text: string, from: number, to: number): Reading | undefined {
  if (!text.slice(from, to).includes('=?')) return undefined;
  const builder = new ReadingBuilder(text);
  let plain = from;
  let run: Word[] = [];
  const flush = () => {
    if (run.length > 0) builder.include(decodeRun(text, run));
    run = [];
  };
  for (const word of wordsIn(text.slice(from, to), from)) {
    const last = run.at(-1);
    const joins = last !== undefined && betweenWords.test(text.slice(plain, word.from));
    if (!joins || last.charset !== word.charset) flush();
    if (!joins) builder.copy(plain, word.from);
    run.push(word);
    plain = word.to;
  }
  flush();
  builder.copy(plain, to);
  return builder.done();
}

function* wordsIn(field: string, from: number): Generator<Word> {
  for (const match of field.matchAll(encodedWord)) {
    const [word, charset = '', encoding = '', encoded = ''] = match;
    const to = from + match.index + word.length;
    yield {
      charset: charsetOf(charset),
      encoding: encoding.toLowerCase() === 'b' ? 'b' : 'q',
      from: from + match.index,
      to,
      body: to - 2 - encoded.length,
      bodyEnd: to - 2,
    };
  }
}

/** Decodes words of one charset together: a character may be cut between two of them, though it must not be. */
function decodeRun(text: string, words: readonly Word[]): Reading {
  const bytes = joined(
    words.map(({ encoding, body, bodyEnd }) =>
      encoding === 'b' ? decodeBase64(text, body, bodyEnd) : decodeQ(text, body, bodyEnd),
    ),
  );
  const decoded = decodeCharset(bytes.text, words[0]?.charset ?? 'utf-8');
  return { text: decoded.text, map: chained(bytes.map, decoded.map) };
}

/** The Q encoding (RFC 2047 §4.2): quoted-printable without line breaks, and `_` for a blank. */
function decodeQ(text: string, from: number, to: number): Reading {
  const builder = new ReadingBuilder(text);
  let plain = from;
  for (const match of text.slice(from, to).matchAll(/_|=([0-9A-Fa-f]{2})/g)) {
    const at = from + match.index;
    builder.copyBytes(plain, at);
    plain = at + match[0].length;
    builder.put(match[1] ? String.fromCharCode(Number.parseInt(match[1], 16)) : ' ', at, plain);
  }
  builder.copyBytes(plain, to);
  return builder.done();
}

function joined(readings: readonly Reading[]): Reading {
  const [only] = readings;
  if (only && readings.length === 1) return only;
  const map = new SegmentMap();
  let length = 0;
  for (const { text, map: own } of readings) {
    for (let offset = 0; offset < text.length; offset += 1) addUnit(map, length + offset, own, offset);
    length += text.length;
  }
  return { text: readings.map(({ text }) => text).join(''), map };
}

function addUnit(map: SegmentMap, at: number, own: OffsetMap, offset: number): void {
  const start = own.start(offset);
  map.add(at, start, 0, own.end(offset) - start);
}
