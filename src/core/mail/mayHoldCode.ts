import { bytesOfBase64 } from './base64';
import { type ContentFields, contentFieldsOf } from './contentFields';
import { mayHoldEncodedCode } from './encodedWords';

/*
 * Most files of a folder hold no code, and to see that takes less time than to read a mail. This looks for what every code
 * needs, wherever it stands: the code itself, the first signs of one before something that may cut it, or a way to write its
 * first digit otherwise. Base64 is decoded, and looked at alike. Where a mail does what takes a reader to follow (a charset
 * that writes ASCII otherwise, parts in an encoded part, parameters in pieces), the answer is that there may be a code.
 */

/** Longest file that is looked at, in bytes: a long one is read sooner than twice. */
const longest = 1 << 16;

/**
 * A code, or its first signs before an octet, a tag, an entity, a quoted pair or a character that may not show. It is no part
 * of a longer number or word, unless an octet ends before it.
 */
const codeOrCut =
  /(?:(?<![0-9A-Za-z_.])|(?<=[=%][0-9A-Fa-f]{2}))5(?:\.7\.7[0-9]{2}|(?:\.(?:7(?:\.(?:7[0-9]?)?)?)?)?[=<&\\\u0080-\u00ff])/y;
/** A `5` or an `&` as an octet, or a byte of UTF-16's mark. */
const octet = /=(?:35|26|[Ff][EeFf])/y;
/** A `5` as an entity, an entity that a soft line break or an octet may go on, or one that ends before the next digit. */
const entity = /&(?:#(?:0{0,6}53|[xX]0{0,6}35|[xX]?[0-9A-Fa-f]{8})|#?[xX]?[0-9]{0,8}=)/y;
/** A parameter in pieces or with octets (RFC 2231). */
const pieces = /\*[0-9]{0,6}\*?[ \t]{0,998}=/y;
const utf16Mark = /^(?:\u00ff\u00fe|\u00fe\u00ff)/;
const mailbox = /^(?:\u00ef\u00bb\u00bf)?>?From /;
const beyondAscii = /[\u0080-\u00ff]/;

/** False for bytes of a mail, a log or any other text in which no status code stands, however it is encoded. */
export function mayHoldCode(bytes: Buffer): boolean {
  if (bytes.length > longest || bytes.includes(0)) return true;
  const raw = bytes.toString('latin1');
  return utf16Mark.test(raw) || mailbox.test(raw) || mayShow(raw) || mayHoldParts(raw);
}

/** True where a text shows a code as it stands, or may once it is decoded from anything but base64. */
function mayShow(text: string): boolean {
  return (
    stands(text, '5', codeOrCut, mayGoOn) ||
    stands(text, '=', octet) ||
    stands(text, '&', entity) ||
    stands(text, '*', pieces)
  );
}

/** True where a pattern fits at one of the places of its first sign: to look for one sign is quicker than for a pattern. */
function stands(text: string, sign: string, pattern: RegExp, isLikely = (_next: number) => true): boolean {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (!isLikely(text.charCodeAt(at + 1))) continue;
    pattern.lastIndex = at;
    if (pattern.test(text)) return true;
  }
  return false;
}

/** A quick look at what stands behind a `5`: mostly a letter, a digit or a blank, with which no code begins. */
function mayGoOn(next: number): boolean {
  return next === 0x2e || (next >= 0x3c && next <= 0x3d) || next === 0x26 || next === 0x5c || next > 0x7f;
}

/** Lines looked at that may be delimiters: real mail stays under 50, and each of them may stand in one long header. */
const mostDelimiters = 200;
const emptyLine = /(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r)/g;
const lineBreaks = /[\r\n]*/y;

/** A header stands at the beginning, behind each line that may be a delimiter, and at the beginning of an attached message. */
function mayHoldParts(raw: string): boolean {
  let at = 0;
  for (let part = 0; part < mostDelimiters; part += 1) {
    if (mayHoldPart(raw, at)) return true;
    const delimiter = nextDashes(raw, at);
    if (delimiter === raw.length) return false;
    at = endOfLine(raw, delimiter);
  }
  return true;
}

function mayHoldPart(raw: string, from: number): boolean {
  for (let at = from; at < raw.length; ) {
    lineBreaks.lastIndex = at;
    lineBreaks.test(raw);
    const start = lineBreaks.lastIndex;
    // That line has its own turn.
    if (raw.startsWith('--', start)) return false;
    emptyLine.lastIndex = start;
    at = emptyLine.test(raw) ? emptyLine.lastIndex : raw.length;
    const content = contentFieldsOf(raw, { from: start, to: at });
    if (takesReader(content) || mayHoldWords(raw, start, at)) return true;
    if (holdsFields(content) && mayHoldWords(raw, at, raw.length)) return true;
    if (content.encoding === 'base64' && mayShowDecoded(raw.slice(at, nextDashes(raw, at)))) return true;
    if (!content.isMessage) return false;
  }
  return false;
}

/** The body of such a part is header fields, in which encoded words may stand. */
function holdsFields({ mediaType }: ContentFields): boolean {
  return mediaType.startsWith('message/') || mediaType.endsWith('rfc822-headers');
}

function takesReader(content: ContentFields): boolean {
  const { encoding, isMultipart, mediaType } = content;
  if (isMultipart) return encoding !== undefined || mediaType === 'multipart/digest';
  return content.changesAscii || content.delSp || (encoding !== undefined && holdsFields(content));
}

/** Looks at the encoded words (RFC 2047) in a stretch of a mail. */
function mayHoldWords(raw: string, from: number, to: number): boolean {
  const first = raw.indexOf('=?', from);
  if (first < 0 || first >= to) return false;
  // The length of a word is counted in characters, of which the bytes say too little.
  return beyondAscii.test(raw.slice(first, to)) || mayHoldEncodedCode(raw, { from, to }, first);
}

function mayShowDecoded(body: string): boolean {
  const decoded = bytesOfBase64(body);
  return utf16Mark.test(decoded) || mayShow(decoded);
}

/** Where two dashes next begin a line behind `from`; the end where they do no more. */
function nextDashes(raw: string, from: number): number {
  let at = raw.indexOf('--', from);
  while (at > 0 && !isLineBreak(raw.charCodeAt(at - 1))) {
    let end = at + 2;
    while (raw.charAt(end) === '-') end += 1;
    at = raw.indexOf('--', end);
  }
  return at < 0 ? raw.length : at;
}

function endOfLine(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && !isLineBreak(raw.charCodeAt(at))) at += 1;
  return at;
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
