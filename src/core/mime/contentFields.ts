import { charsetOf } from './charset';
import { readParameters } from './parameters';

/** What the Content- fields of a part say (RFC 2045), lower case where case means nothing, defaults filled in. */
export interface ContentFields {
  readonly mediaType: string;
  readonly boundary: string | undefined;
  /** A name from `charsetOf`; undefined where the part names none. */
  readonly charset: string | undefined;
  readonly encoding: 'base64' | 'quoted-printable' | undefined;
  /** The content-transfer-encoding as it is written, `7bit` where it is not. */
  readonly encodingLabel: string;
  readonly filename: string | undefined;
  /** True for format=flowed with DelSp=yes (RFC 3676). */
  readonly delSp: boolean;
}

/** Where the values of the fields stand; a field that is missing is an empty range. */
export interface ContentRanges {
  readonly type: ValueRange | undefined;
  readonly encoding: ValueRange | undefined;
  readonly disposition: ValueRange | undefined;
}

export interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** Longest boundary taken for one. RFC 2046 allows 70 characters. */
const longestBoundary = 1000;

/** @param defaultType what a part is that does not say (RFC 2046 §5.1.5: a message in multipart/digest) */
export function readContentFields(text: string, ranges: ContentRanges, defaultType: string): ContentFields {
  const { type, encoding, disposition } = ranges;
  const parameters = type ? readParameters(text, type.from, type.to) : undefined;
  const parameter = (name: string) => parameters?.get(name)?.text;
  const mediaType =
    type && /^\s{0,998}([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})/.exec(headOf(text, type))?.[1];
  const boundary = parameter('boundary')?.trimEnd();
  const charset = parameter('charset');
  const label = encoding ? firstToken(headOf(text, encoding)) : '7bit';
  return {
    mediaType: mediaType?.toLowerCase() ?? defaultType,
    boundary: boundary !== undefined && boundary.length <= longestBoundary ? boundary : undefined,
    charset: charset === undefined ? undefined : charsetOf(charset),
    encoding: encodings[label],
    encodingLabel: label,
    filename: filenameIn(text, disposition) ?? parameter('name'),
    delSp: /^flowed$/i.test(parameter('format') ?? '') && /^yes$/i.test(parameter('delsp') ?? ''),
  };
}

const encodings: Readonly<Record<string, 'base64' | 'quoted-printable' | undefined>> = Object.assign(
  Object.create(null),
  { base64: 'base64', 'quoted-printable': 'quoted-printable' },
);

function headOf(text: string, { from, to }: ValueRange): string {
  return text.slice(from, Math.min(to, from + 1000));
}

/** The value may stand in quotation marks, or have a comment or semicolon behind it. */
function firstToken(value: string): string {
  return /[^\s;"()]{1,64}/.exec(value)?.[0].toLowerCase() ?? '7bit';
}

function filenameIn(text: string, disposition: ValueRange | undefined): string | undefined {
  return disposition && readParameters(text, disposition.from, disposition.to).get('filename')?.text;
}
