import iconv from 'iconv-lite';

/** A mail made for a test: its bytes, one a unit, and the codes in it in any order. */
export interface RandomMail {
  readonly bytes: string;
  readonly codes: readonly string[];
}

/** Picks numbers; the same seed gives the same mail. */
type Pick = (below: number) => number;

/** A small generator of numbers (xorshift, Marsaglia 2003). */
function pickFrom(seed: number): Pick {
  let state = (seed | 1) >>> 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const oneOf = <Item>(pick: Pick, items: readonly Item[]): Item => {
  const item = items[pick(items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};
const often = (pick: Pick, percent: number) => pick(100) < percent;

/** What the property may leave out, where another reader of mail is known to read otherwise. */
export interface Options {
  readonly charsets?: readonly string[];
  readonly newLines?: readonly string[];
  /** Base64 with signs in it that are none of base64's, quoted-printable with blanks behind a soft break. */
  readonly isDamaged?: boolean;
  readonly hasEncodedContainers?: boolean;
  readonly cutsCodesInHtml?: boolean;
  readonly cutsCodesInHeaders?: boolean;
}

/** Words in each charset's own script; the last letters of some are half of a character in another. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  'utf-8': ['è', '表示', 'ア', '📧', 'не доставлено', '\u00a0'],
  'us-ascii': ['undelivered', 'host'],
  'iso-8859-1': ['è', 'Zurück', '\u00a0'],
  'windows-1252': ['“', '”', '€', 'ü'],
  'windows-1251': ['доставка', 'Ошибка'],
  'koi8-r': ['доставка', 'Ошибка'],
  'iso-8859-15': ['€', 'œ'],
  shift_jis: ['ア', '表', 'ソ', 'エラー', 'ｱ'],
  'euc-jp': ['失敗', 'エラー'],
  gb18030: ['失败', '錯誤'],
  gbk: ['失败', '錯誤'],
  big5: ['失敗', '功'],
  'euc-kr': ['실패', '오류'],
  'iso-2022-jp': ['あ', 'エラー'],
  'utf-7': ['è', '\u00a0', '失敗'],
  'utf-16': ['è', '📧', '失敗'],
  'utf-16le': ['è', '📧', '失敗'],
  'utf-16be': ['è', '📧', '失敗'],
};

const allCharsets = Object.keys(scripts);

/** Encodes text to bytes, one a unit. */
function encode(pick: Pick, text: string, charset: string): string {
  if (charset === 'iso-2022-jp') return iso2022(text);
  if (charset === 'us-ascii') return text;
  if (charset !== 'utf-16' && charset !== 'utf-16be' && charset !== 'utf-16le')
    return iconv.encode(text, charset).toString('latin1');
  const order = charset === 'utf-16' ? oneOf(pick, ['utf-16le', 'utf-16be']) : charset;
  const addBOM = charset === 'utf-16' || often(pick, 30);
  return iconv.encode(text, order, { addBOM }).toString('latin1');
}

/** Hiragana and katakana as JIS X 0208 between escape sequences (RFC 1468); anything else is ASCII. */
function iso2022(text: string): string {
  return text.replace(/[ぁ-ー]+/g, (word) => {
    const pairs = iconv.encode(word, 'euc-jp').map((byte) => byte & 0x7f);
    return `\x1b$B${Buffer.from(pairs).toString('latin1')}\x1b(B`;
  });
}

const codes = ['5.7.703', '5.7.705', '5.7.708', '5.7.711', '5.7.750', '5.7.700', '5.7.799'];
const leads = [
  '550 ',
  '550-',
  "returned '550 ",
  '(',
  '#',
  'smtp;550 ',
  '',
  'Status: ',
  '550;',
  '<mx.example #',
];
const tails = [
  ' Access denied, tenant has exceeded threshold',
  '.',
  '',
  ' smtp;',
  ')',
  '##',
  '-749 x',
  ' AS(1234)',
];
/** Texts that look like codes and are none. */
const decoys = ['rocm5.7.23601', '10.5.7.70', 'version 5.7.7', '5.1.8', '3.5.7.23225', '5.7.7 05'];

class MailWriter {
  readonly codes: string[] = [];

  constructor(
    private readonly pick: Pick,
    private readonly newLine: () => string,
    private readonly options: Options,
  ) {}

  message(depth: number): string {
    const subject = often(this.pick, 30) ? this.field('Subject') : 'Subject: Undeliverable';
    const fields = ['From: mailer-daemon@mx.example', subject, 'MIME-Version: 1.0'];
    return [...fields, this.entity(depth)].join(this.newLine());
  }

  /** Header fields about the content, an empty line and the content. */
  private entity(depth: number): string {
    if (depth > 0 && often(this.pick, 45)) return this.multipart(depth);
    if (depth > 0 && often(this.pick, 25)) return this.attachedMessage(depth);
    return this.leaf();
  }

  private multipart(depth: number): string {
    const boundary = `${oneOf(this.pick, ['b', 'b1', '----=_Part', "x'y=z/", '=_?'])}${this.pick(1e9)}`;
    const type = oneOf(this.pick, ['mixed', 'alternative', 'report; report-type=delivery-status', 'related']);
    const parts = Array.from({ length: 1 + this.pick(3) }, () => this.entity(depth - 1));
    const eol = this.newLine();
    const lines = parts.map((part) => `--${boundary}${eol}${part}${eol}`).join('');
    const closing = often(this.pick, 85) ? `--${boundary}--${eol}` : '';
    const preamble = often(this.pick, 30) ? `This is a multi-part message.${eol}` : '';
    return `Content-Type: multipart/${type};${this.fold()}boundary="${boundary}"${eol}${eol}${preamble}${lines}${closing}`;
  }

  private attachedMessage(depth: number): string {
    const message = this.message(depth - 1);
    const type = oneOf(this.pick, ['message/rfc822', 'message/global']);
    return this.encoded(type, message, this.options.hasEncodedContainers === false ? ['7bit'] : undefined);
  }

  private leaf(): string {
    const charset = oneOf(this.pick, this.options.charsets ?? allCharsets);
    const type = oneOf(this.pick, ['text/plain', 'text/plain', 'text/html', 'message/delivery-status']);
    // A code cut by entities begins within one of UTF-7's shifted runs, and no piece of a run can be read alone.
    const isHtml = type === 'text/html' && charset !== 'utf-7';
    const words = scripts[charset] ?? [];
    const lines = Array.from({ length: 1 + this.pick(3) }, () => this.line(words, isHtml));
    const text = lines.join(isHtml ? '<br>\r\n' : '\r\n');
    const bytes = encode(this.pick, isHtml ? `<html><body><p>${text}</p></body></html>` : text, charset);
    const isWide = charset.startsWith('utf-16');
    const name = oneOf(this.pick, [charset, charset.toUpperCase(), `"${charset}"`]);
    return this.encoded(
      `${isHtml ? type : type.replace('html', 'plain')};${this.fold()}charset=${name}`,
      bytes,
      isWide ? ['base64', 'quoted-printable'] : undefined,
    );
  }

  /** A line of text with a code in it, or one that only looks so. */
  private line(words: readonly string[], isHtml: boolean): string {
    const word = () => (often(this.pick, 60) ? oneOf(this.pick, words) : '');
    if (often(this.pick, 25)) return `${word()} ${oneOf(this.pick, decoys)} ${word()}`;
    const code = oneOf(this.pick, codes);
    this.codes.push(code);
    const lead = oneOf(this.pick, leads);
    const before =
      lead === '' || lead === '(' ? oneOf(this.pick, words).replace(/[A-Za-z]$/, '$& ') : `${word()} `;
    const shown = isHtml && this.options.cutsCodesInHtml !== false ? this.cut(code) : code;
    const escaped = isHtml ? lead.replace('<', '&lt;') : lead;
    return `${before}${escaped}${shown}${oneOf(this.pick, tails)} ${word()}`;
  }

  /** Cuts a code by what HTML does not show. */
  private cut(code: string): string {
    if (often(this.pick, 40)) return code;
    const glue = ['<b>', '</b>', '<!-- 5 -->', '&shy;', '&#8203;', '<span title="a>b">', '<wbr>', '&zwnj;'];
    return Array.from(code, (sign) => {
      const shown = often(this.pick, 20)
        ? oneOf(this.pick, [`&#${sign.charCodeAt(0)};`, `&#x${sign.charCodeAt(0).toString(16)};`])
        : sign;
      return often(this.pick, 20) ? `${oneOf(this.pick, glue)}${shown}` : shown;
    }).join('');
  }

  private encoded(type: string, bytes: string, allowed = ['8bit', 'quoted-printable', 'base64']): string {
    const encoding = oneOf(this.pick, allowed);
    const eol = this.newLine();
    const body =
      encoding === 'base64'
        ? this.base64(bytes)
        : encoding === 'quoted-printable'
          ? this.quotedPrintable(bytes)
          : this.lines(bytes);
    const label = oneOf(this.pick, [encoding, encoding.toUpperCase(), ` ${encoding} `]);
    const fields = [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${label}`];
    if (this.options.cutsCodesInHeaders !== false && often(this.pick, 15)) fields.push(this.disposition());
    if (fields.length < 3 && often(this.pick, 50)) fields.reverse();
    return [...fields, '', body].join(eol);
  }

  /** A file name in pieces (RFC 2231). */
  private disposition(): string {
    const code = oneOf(this.pick, codes);
    this.codes.push(code);
    const at = 1 + this.pick(code.length - 1);
    const [one, two] = [code.slice(0, at), code.slice(at)];
    const octets = Array.from(two, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');
    return `Content-Disposition: attachment;${this.fold()}${oneOf(this.pick, [
      `filename*0="${one}";${this.fold()}filename*1="${two}"`,
      `filename*0*=utf-8''${one};${this.fold()}filename*1*=${octets}`,
      `filename*=utf-8'en'${one}${octets}`,
    ])}`;
  }

  /** A field whose value is encoded words (RFC 2047), the code cut between them. */
  private field(name: string): string {
    const code = oneOf(this.pick, codes);
    this.codes.push(code);
    if (this.options.cutsCodesInHeaders === false) return `${name}: 550 ${code} Access denied`;
    const at = this.pick(code.length + 1);
    const words = [`è 550 ${code.slice(0, at)}`, `${code.slice(at)} denied`].map((text) => {
      const bytes = Buffer.from(text, 'utf8');
      if (often(this.pick, 50)) return `=?UTF-8?B?${bytes.toString('base64')}?=`;
      const q = Array.from(bytes, (byte) =>
        byte === 0x20
          ? '_'
          : byte > 126 || often(this.pick, 20)
            ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
            : String.fromCharCode(byte),
      );
      return `=?utf-8?q?${q.join('')}?=`;
    });
    return `${name}: ${words.join(this.fold())}`;
  }

  private fold(): string {
    return oneOf(this.pick, [' ', `${this.newLine()} `, `${this.newLine()}\t`]);
  }

  private lines(text: string): string {
    return text.replace(/\r\n/g, () => this.newLine());
  }

  private base64(bytes: string): string {
    const wrap = oneOf(this.pick, [76, 76, 72, 64, 4, 5, 7, 1, 999, 20 + this.pick(60)]);
    const encoded = Buffer.from(bytes, 'latin1').toString('base64');
    const padded =
      this.options.isDamaged !== false && often(this.pick, 20) ? encoded.replace(/=+$/, '') : encoded;
    const lines = padded.match(new RegExp(`.{1,${wrap}}`, 'g')) ?? [];
    if (this.options.isDamaged !== false && often(this.pick, 10))
      return lines
        .map((line) => `${line}${oneOf(this.pick, ['', ' ', '!', '\t', '\u00a0'])}`)
        .join(this.newLine());
    return lines.join(this.newLine());
  }

  private quotedPrintable(bytes: string): string {
    const eager = oneOf(this.pick, [0, 5, 50]);
    const soft = oneOf(this.pick, [0, 3, 20]);
    let text = '';
    let line = 0;
    for (const sign of bytes.split(/(\r\n)|/).filter((piece) => piece)) {
      if (sign === '\r\n') {
        text += this.newLine();
        line = 0;
        continue;
      }
      const code = sign.charCodeAt(0);
      const hex = code.toString(16).padStart(2, '0');
      const must = code > 126 || sign === '=' || code < 32 || sign === ' ' || (sign === '-' && line === 0);
      const shown = must || often(this.pick, eager) ? `=${oneOf(this.pick, [hex, hex.toUpperCase()])}` : sign;
      if (line + shown.length > 75 || often(this.pick, soft)) {
        text += `=${this.options.isDamaged !== false && often(this.pick, 20) ? '  ' : ''}${this.newLine()}`;
        line = 0;
      }
      text += shown;
      line += shown.length;
    }
    return text;
  }
}

/** Makes a mail: a tree of parts with known codes, each part encoded in one of the ways there are. */
export function randomMail(seed: number, options: Options = {}): RandomMail {
  const pick = pickFrom(seed);
  const newLines = options.newLines ?? ['\r\n', '\n', '\r'];
  const fixed = oneOf(pick, newLines);
  const isMixed = newLines.length > 1 && often(pick, 10);
  const writer = new MailWriter(pick, () => (isMixed ? oneOf(pick, ['\r\n', '\n']) : fixed), options);
  const bytes = writer.message(pick(4));
  return { bytes, codes: writer.codes };
}
