import { decodeCharset } from './charset';
import { readEncodedWords } from './encodedWords';
import { afterLineBreak, endOfLine } from './header';
import { lazyProperty } from './lazyProperty';
import type { Reading } from './reading';
import type { Range } from './view';

/**
 * What a field of the mail says, and where. The value is unfolded and its encoded words are decoded; it is not fit to
 * show as it stands (see `printable`).
 */
export interface Stated {
  readonly value: string;
  /** The field's name as the mail writes it, or what stands for it in a bounce that has no fields. */
  readonly field: string;
  /** The whole field in the raw text. */
  readonly range: Range;
}

/** Fields read of one header block: real mail stays under 200. */
const mostFields = 2000;
/** Longest value, in UTF-16 units; Microsoft's own headers reach 4,000 and are not read here. */
const longestValue = 2000;

const fieldName = /([!-9;-~]{1,200})[ \t]{0,50}:/y;

/** Reads the header fields (RFC 5322 §2.2) from `from` on, to the first empty line, or to `to`. Lines that are none are left out. */
export function readFields({ text, map }: Reading, from: number, to: number): Stated[] {
  const fields: Stated[] = [];
  let at = from;
  while (at < to && fields.length < mostFields) {
    const end = endOfField(text, at, to);
    if (end === at) break;
    fieldName.lastIndex = at;
    const name = fieldName.exec(text)?.[1];
    if (name !== undefined && fieldName.lastIndex <= end) {
      const value = text.slice(fieldName.lastIndex, Math.min(end, at + longestValue));
      fields.push(stated(name, value, { start: map.start(at), end: map.end(end - 1) }));
    }
    at = afterLineBreak(text, end);
  }
  return fields;
}

/** Where the lines of a field end: it goes on in lines that begin with a blank. */
function endOfField(text: string, from: number, to: number): number {
  let end = endOfLine(text, from, to);
  for (;;) {
    const next = afterLineBreak(text, end);
    if (end === from || next === end || next >= to || !/[ \t]/.test(text.charAt(next))) return end;
    end = endOfLine(text, next, to);
  }
}

/** A field with its value as written. Encoded words are decoded when somebody asks: who counts bounces does not. */
function stated(field: string, written: string, range: Range): Stated {
  if (!written.includes('=?') && !written.includes(shift)) return { value: unfolded(written), field, range };
  return withValue({ field, range }, () =>
    unfolded(readEncodedWords(written, 0, written.length)?.text ?? withoutShifts(written)),
  );
}

const withValue = lazyProperty('value');

/** Begins two-byte characters in ISO-2022-JP (RFC 1468). */
const shift = '\u001b$';

/** Servers in Japan write fields in it as they are: its shifts are ASCII. */
function withoutShifts(written: string): string {
  return written.includes(shift) ? decodeCharset(written, 'iso-2022-jp').text : written;
}

function unfolded(value: string): string {
  const line =
    value.includes('\n') || value.includes('\r') ? value.replace(/(?:\r\n|\n|\r)[ \t]*/g, ' ') : value;
  return line.trim();
}

/** The first field of a name, in any case. */
export function fieldNamed(fields: readonly Stated[], name: string): Stated | undefined {
  return fields.find(({ field }) => isNamed(field, name));
}

/** All fields of a name, in any case. */
export function fieldsNamed(fields: readonly Stated[], name: string): Stated[] {
  return fields.filter(({ field }) => isNamed(field, name));
}

function isNamed(field: string, name: string): boolean {
  return field.length === name.length && field.toLowerCase() === name;
}

/** The same statement with another value, such as the address in it; undefined where there is none. */
export function stating(stated: Stated | undefined, value: string | undefined): Stated | undefined {
  return stated && value !== undefined && value !== '' ? { ...stated, value } : undefined;
}
