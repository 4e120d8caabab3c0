import { charsetOf } from './charset';
import { readParameters } from './parameters';

export interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** Where the values of a part's Content- fields stand; undefined where the part has no such field. */
export interface ContentRanges {
  readonly type: ValueRange | undefined;
  readonly encoding: ValueRange | undefined;
  readonly disposition: ValueRange | undefined;
}

/** Longest boundary taken for one. RFC 2046 allows 70 characters. */
const longestBoundary = 1000;
/** How much of a field is read for what needs no parameters, in UTF-16 units. */
const headLength = 1000;

const encodings = new Map([
  ['base64', 'base64'],
  ['quoted-printable', 'quoted-printable'],
] as const);

/** A parameter as most fields write it; in one with `*` or `\` a name or value may be coded (RFC 2231, RFC 5322). */
const plainly = {
  boundary: /;\s{0,998}boundary\s{0,998}=\s{0,998}(?:"([^"]{0,1000})"|([^\s;"]{1,1000}))/i,
  charset: /;\s{0,998}charset\s{0,998}=\s{0,998}(?:"([^"]{0,100})"|([^\s;"]{1,100}))/i,
};

/**
 * What the Content- fields of a part say (RFC 2045), lower case where case means nothing, defaults filled in. Few are
 * ever asked for more than their type, so parameters are read when somebody wants them.
 */
export class ContentFields {
  readonly mediaType: string;
  readonly encoding: 'base64' | 'quoted-printable' | undefined;
  /** The content-transfer-encoding as it is written, `7bit` where it is not. */
  readonly encodingLabel: string;
  private parameters: ReturnType<typeof readParameters> | undefined;
  private knownCharset: string | null | undefined;

  /** @param defaultType what a part is that does not say (RFC 2046 §5.1.5: a message in multipart/digest) */
  constructor(
    private readonly text: string,
    private readonly ranges: ContentRanges,
    defaultType: string,
  ) {
    const { type, encoding } = ranges;
    this.mediaType = (type && mediaTypeIn(headOf(text, type))) ?? defaultType;
    this.encodingLabel = encoding ? firstToken(headOf(text, encoding)) : '7bit';
    this.encoding = encodings.get(this.encodingLabel as 'base64');
  }

  get boundary(): string | undefined {
    const boundary = this.plainParameter('boundary')?.trimEnd();
    return boundary !== undefined && boundary.length <= longestBoundary ? boundary : undefined;
  }

  /** A name from `charsetOf`; undefined where the part names none. */
  get charset(): string | undefined {
    if (this.knownCharset === undefined) {
      const label = this.plainParameter('charset');
      this.knownCharset = label === undefined ? null : charsetOf(label);
    }
    return this.knownCharset ?? undefined;
  }

  get filename(): string | undefined {
    const { disposition } = this.ranges;
    const parameters = disposition && readParameters(this.text, disposition.from, disposition.to);
    return parameters?.get('filename')?.text ?? this.parameter('name');
  }

  /** True for format=flowed with DelSp=yes (RFC 3676). */
  get delSp(): boolean {
    const { type } = this.ranges;
    if (!type || !/delsp/i.test(headOf(this.text, type))) return false;
    return /^flowed$/i.test(this.parameter('format') ?? '') && /^yes$/i.test(this.parameter('delsp') ?? '');
  }

  private plainParameter(name: keyof typeof plainly): string | undefined {
    const { type } = this.ranges;
    if (!type) return undefined;
    const value = headOf(this.text, type);
    if (type.to - type.from > headLength || /[*\\(]/.test(value)) return this.parameter(name);
    const match = plainly[name].exec(value);
    return match?.[1] ?? match?.[2];
  }

  private parameter(name: string): string | undefined {
    const { type } = this.ranges;
    if (type) this.parameters ??= readParameters(this.text, type.from, type.to);
    return this.parameters?.get(name)?.text;
  }
}

function headOf(text: string, { from, to }: ValueRange): string {
  return text.slice(from, Math.min(to, from + headLength));
}

function mediaTypeIn(value: string): string | undefined {
  return /^\s{0,998}([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})/.exec(value)?.[1]?.toLowerCase();
}

/** The value may stand in quotation marks, or have a comment or semicolon behind it. */
function firstToken(value: string): string {
  return /[^\s;"()]{1,64}/.exec(value)?.[0].toLowerCase() ?? '7bit';
}
