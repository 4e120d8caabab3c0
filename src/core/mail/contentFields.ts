import { changesAscii, charsetOf } from './charset';
import { readParameters } from './parameters';
import { Remembered } from './remembered';

interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** Where the values of Content- fields stand in a header block; undefined where it has no such field. */
interface ContentRanges {
  type: ValueRange | undefined;
  encoding: ValueRange | undefined;
  disposition: ValueRange | undefined;
}

/** Longest boundary taken for one. RFC 2046 allows 70 characters. */
const longestBoundary = 1000;
/** How much of a field is read for what needs no parameters, in UTF-16 units. */
const headLength = 1000;

const encodings = new Map([
  ['base64', 'base64'],
  ['quoted-printable', 'quoted-printable'],
] as const);

const messageTypes: ReadonlySet<string> = new Set(['message/rfc822', 'message/global', 'message/news']);

/** A parameter as most fields write it; in one with these signs a name or value may be coded (RFC 2231, RFC 5322). */
const isCoded = /[*\\(]/;
const plainBoundary = /;\s{0,998}boundary\s{0,998}=\s{0,998}(?:"([^"]{0,1000})"|([^\s;"]{1,1000}))/i;
const plainCharset = /;\s{0,998}charset\s{0,998}=\s{0,998}(?:"([^"]{0,100})"|([^\s;"]{1,100}))/i;

/** What the parameters of a Content-Type say at first sight. */
interface PlainParameters {
  /** False where a charset has to be read with care. */
  readonly isPlain: boolean;
  /** As written. */
  readonly label: string | undefined;
  readonly charset: string | undefined;
  readonly mayHaveDelSp: boolean;
}

const noParameters: PlainParameters = {
  isPlain: true,
  label: undefined,
  charset: undefined,
  mayHaveDelSp: false,
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
  /** True for a part that is a message of its own (RFC 2046 §5.2.1, RFC 6532 §3.7). */
  readonly isMessage: boolean;
  readonly isMultipart: boolean;
  private readonly ranges: ContentRanges;
  private parameters: ReturnType<typeof readParameters> | undefined;
  private knownPlainly: PlainParameters | undefined;
  private knownToChangeAscii: boolean | undefined;

  /**
   * @param text the header block
   * @param defaultType what a part is that does not say (RFC 2046 §5.1.5: a message in multipart/digest)
   */
  constructor(
    private readonly text: string,
    defaultType: string,
  ) {
    this.ranges = rangesIn(text);
    const { type, encoding } = this.ranges;
    this.mediaType = (type && wordAt(text, type, mediaTypes, mediaTypeIn)) || defaultType;
    this.encodingLabel = (encoding && wordAt(text, encoding, tokens, firstToken)) || '7bit';
    this.encoding = encodings.get(this.encodingLabel as 'base64');
    this.isMessage = messageTypes.has(this.mediaType);
    this.isMultipart = this.mediaType.startsWith('multipart/');
  }

  get boundary(): string | undefined {
    const { type } = this.ranges;
    const value = type ? headOf(this.text, type) : '';
    const isPlain = type !== undefined && type.to - type.from <= headLength && !isCoded.test(value);
    const written = isPlain ? parameterIn(plainBoundary, value) : this.parameter('boundary');
    // Folded within its quotation marks, it goes on behind the line break (RFC 5322 §2.2.3).
    const boundary = written?.replace(/[\r\n]/g, '').trimEnd();
    return boundary !== undefined && boundary.length <= longestBoundary ? boundary : undefined;
  }

  /** A name from `charsetOf`; undefined where the part names none. */
  get charset(): string | undefined {
    const { isPlain, charset } = this.plainly;
    if (isPlain) return charset;
    const label = this.parameter('charset');
    return label === undefined ? undefined : charsetOf(label);
  }

  /** True where the charset may read otherwise what looks like ASCII. */
  get changesAscii(): boolean {
    this.knownToChangeAscii ??= this.charset !== undefined && changesAscii(this.charset);
    return this.knownToChangeAscii;
  }

  /** The charset as the part names it, in lower case; undefined where it names none. */
  get charsetLabel(): string | undefined {
    const { isPlain, label } = this.plainly;
    return (isPlain ? label : this.parameter('charset'))?.trim().toLowerCase() || undefined;
  }

  get filename(): string | undefined {
    const { disposition } = this.ranges;
    const parameters = disposition && readParameters(this.text, disposition.from, disposition.to);
    return parameters?.get('filename')?.text ?? this.parameter('name');
  }

  /** True for format=flowed with DelSp=yes (RFC 3676). */
  get delSp(): boolean {
    if (!this.plainly.mayHaveDelSp) return false;
    return /^flowed$/i.test(this.parameter('format') ?? '') && /^yes$/i.test(this.parameter('delsp') ?? '');
  }

  private get plainly(): PlainParameters {
    this.knownPlainly ??= plainParametersAt(this.text, this.ranges.type);
    return this.knownPlainly;
  }

  private parameter(name: string): string | undefined {
    const { type } = this.ranges;
    if (type) this.parameters ??= readParameters(this.text, type.from, type.to);
    return this.parameters?.get(name)?.text;
  }
}

const textPlain = 'text/plain';

/**
 * The Content- fields of the header block in `[from, to)` of a text. Most parts have the very header of another part,
 * of this mail or the one before: such a header is read once.
 */
export function contentFieldsOf(
  text: string,
  { from, to }: ValueRange,
  defaultType = textPlain,
): ContentFields {
  const header = text.slice(from, to);
  if (header.length > longestKnown || defaultType !== textPlain)
    return new ContentFields(header, defaultType);
  const alike = known[header.length] ?? [];
  for (const { block, fields } of alike) if (block === header) return fields;
  return remember(header, alike);
}

interface Known {
  readonly block: string;
  readonly fields: ContentFields;
}

/** Header blocks by their length in UTF-16 units: to compare one or two is quicker than to look one up. */
const known: Known[][] = [];
/** Those of messages are longer than this, and theirs alone. */
const longestKnown = 300;
const mostAlike = 8;

function remember(block: string, alike: Known[]): ContentFields {
  // A boundary is one part's own.
  if (/boundary/i.test(block)) return new ContentFields(block, textPlain);
  // A copy, since a piece of a document keeps the whole document in memory.
  const copy = Buffer.from(block, 'utf16le').toString('utf16le');
  const fields = new ContentFields(copy, textPlain);
  if (alike.length === mostAlike) alike.shift();
  alike.push({ block: copy, fields });
  known[block.length] = alike;
  return fields;
}

const contentField = /content-(?:type|transfer-encoding|disposition)[ \t]{0,998}:/gi;
/** Where a field ends: no blank begins the next line. */
const fieldEnd = /(?:\r\n?|\n)(?![ \t\n])/g;

/** Where the values of Content- fields stand, the first of each name. */
function rangesIn(block: string): ContentRanges {
  const ranges: ContentRanges = { type: undefined, encoding: undefined, disposition: undefined };
  contentField.lastIndex = 0;
  for (let match = contentField.exec(block); match; match = contentField.exec(block)) {
    const name = nameOf(match[0]);
    if (ranges[name] || !startsLine(block, match.index)) continue;
    const from = contentField.lastIndex;
    fieldEnd.lastIndex = from;
    ranges[name] = { from, to: fieldEnd.test(block) ? fieldEnd.lastIndex : block.length };
  }
  return ranges;
}

function nameOf(field: string): keyof ContentRanges {
  if (/^content-d/i.test(field)) return 'disposition';
  return /^content-ty/i.test(field) ? 'type' : 'encoding';
}

function startsLine(block: string, at: number): boolean {
  const before = at === 0 ? lineFeed : block.charCodeAt(at - 1);
  return before === lineFeed || before === carriageReturn;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function headOf(text: string, { from, to }: ValueRange): string {
  return text.slice(from, Math.min(to, from + headLength));
}

/** The media type that a value begins with, in lower case; '' where it begins with none. */
function mediaTypeIn(value: string): string {
  return /^\s{0,998}([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})/.exec(value)?.[1]?.toLowerCase() ?? '';
}

/** The value may stand in quotation marks, or have a comment or semicolon behind it. */
function firstToken(value: string): string {
  return /[^\s;"()]{1,64}/.exec(value)?.[0].toLowerCase() ?? '';
}

function parameterIn(parameter: RegExp, value: string): string | undefined {
  const match = parameter.exec(value);
  return match?.[1] ?? match?.[2];
}

const plainParameters = new Remembered((value): PlainParameters => {
  const label = parameterIn(plainCharset, value);
  return {
    isPlain: !isCoded.test(value),
    label,
    charset: label === undefined ? undefined : charsetOf(label),
    mayHaveDelSp: /delsp/i.test(value),
  };
});

function plainParametersAt(text: string, type: ValueRange | undefined): PlainParameters {
  if (!type) return noParameters;
  const plain = plainParameters.of(headOf(text, type));
  return type.to - type.from > headLength ? { ...plain, isPlain: false } : plain;
}

const mediaTypes = new Remembered(mediaTypeIn);
const tokens = new Remembered(firstToken);

/** What a value begins with: nearly always a word that other mail has too, before a semicolon or the value's end. */
function wordAt(
  text: string,
  range: ValueRange,
  words: Remembered<string>,
  read: (value: string) => string,
): string {
  const value = headOf(text, range);
  const end = value.indexOf(';');
  return words.of(end < 0 ? value : value.slice(0, end)) || read(value);
}
