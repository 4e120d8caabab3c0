import { type Reading, ReadingBuilder } from './reading';

/** Elements that stand in a line of text without ending it: a code goes on through their tags. */
const inline = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p output q rp rt ruby s ' +
    'samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Elements whose content is none of the page's text. */
const unseen = new Set(['script', 'style']);

/** Named characters that can cut a code or stand beside one; other names are left as they are written. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  ensp: ' ',
  emsp: ' ',
  gt: '>',
  hyphen: '-',
  lpar: '(',
  lt: '<',
  nbsp: ' ',
  num: '#',
  period: '.',
  quot: '"',
  rpar: ')',
  semi: ';',
  sol: '/',
  thinsp: ' ',
  NewLine: ' ',
  NoBreak: '',
  Tab: ' ',
  ZeroWidthSpace: '',
  lrm: '',
  rlm: '',
  shy: '',
  zwj: '',
  zwnj: '',
};

/** Where something other than plain text begins: a tag, an entity, or a character that does not show. */
const special = /[<&\r\n\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/g;
const unshown = /[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/;
const entity = /&(?:#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,8}));?|([A-Za-z]{2,16});)/y;
const tagName = /<\/?([A-Za-z][A-Za-z0-9:-]{0,30})/y;

export function isHtml({ mediaType }: { readonly mediaType: string }): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
}

/** False where no code can be cut by markup: then the HTML need not be read for one. */
export function mayHideCode(html: string): boolean {
  return cutCode.test(html);
}

/** The first signs of a code, where it may stand on its own, and what may cut it; or a sign of it written as an entity. */
const cutCode = /(?<![0-9A-Za-z_.])5(?:\.(?:7(?:\.(?:7[0-9]?)?)?)?)?(?:[<&]|[\u0080-\uffff])|&#|&period;/;

/**
 * Reads HTML as the text that a person sees: tags and comments taken out, entities decoded, characters without width
 * dropped. A tag that ends a line of text, such as `<br>` or `</td>`, is a line break; those of the source are blanks but
 * within `<pre>`.
 */
export function readHtml(html: string): Reading {
  return new HtmlReader(html).read();
}

class HtmlReader {
  private readonly builder: ReadingBuilder;
  private at = 0;
  /** False once the rest is known to hold none, so that nothing is searched twice. */
  private readonly rest = { comments: true, quotes: true };
  private readonly unclosed = new Set<string>();
  /** How many elements are open whose line breaks are lines. */
  private preformatted = 0;
  /** True behind a tag that ended a line: there a line break of the source is not even a blank. */
  private isLineStart = false;

  constructor(private readonly html: string) {
    this.builder = new ReadingBuilder(html);
  }

  read(): Reading {
    const { html } = this;
    while (this.at < html.length) {
      special.lastIndex = this.at;
      const next = special.test(html) ? special.lastIndex - 1 : html.length;
      this.builder.copy(this.at, next);
      if (next > this.at) this.isLineStart = false;
      this.at = next;
      if (next < html.length) this.readSpecial(html.charAt(next));
    }
    return this.builder.done();
  }

  private readSpecial(sign: string): void {
    if (sign === '<') this.readMarkup();
    else if (sign === '&') this.readEntity();
    else if (sign === '\r' || sign === '\n') this.readLineBreak(sign);
    else this.at += 1;
  }

  private readLineBreak(sign: string): void {
    const shown = this.preformatted > 0 ? sign : ' ';
    if (this.preformatted > 0 || !this.isLineStart) this.builder.replace(shown, this.at);
    this.at += 1;
  }

  private readEntity(): void {
    entity.lastIndex = this.at;
    const match = entity.exec(this.html);
    const character = match && characterOf(match);
    this.isLineStart = false;
    if (character === undefined || character === null) this.builder.copy(this.at, ++this.at);
    else {
      this.builder.put(character, this.at, entity.lastIndex);
      this.at = entity.lastIndex;
    }
  }

  private readMarkup(): void {
    const start = this.at;
    const next = this.html.charAt(start + 1);
    if (this.html.startsWith('<!--', start)) this.skipComment(start + 4);
    else if (/[A-Za-z/]/.test(next)) this.readTag(start);
    else if (next === '!' || next === '?') this.at = this.endOfTag(start + 1);
    else this.builder.copy(start, ++this.at);
  }

  private readTag(start: number): void {
    tagName.lastIndex = start;
    const name = tagName.exec(this.html)?.[1]?.toLowerCase();
    this.at = this.endOfTag(start + 1);
    if (name === undefined) return;
    if (!inline.has(name)) {
      this.builder.put('\n', start, this.at);
      this.isLineStart = true;
    }
    const isEnd = this.html.charAt(start + 1) === '/';
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted + (isEnd ? -1 : 1));
    if (unseen.has(name) && !isEnd) this.skipElement(name);
  }

  /** A tag ends at the first `>` outside quotation marks; where there is none, at the first one, or it is text. */
  private endOfTag(from: number): number {
    if (this.rest.quotes) {
      const end = this.endOutsideQuotes(from);
      if (end > 0) return end;
      this.rest.quotes = false;
    }
    const end = this.html.indexOf('>', from);
    return end < 0 ? this.html.length : end + 1;
  }

  private endOutsideQuotes(from: number): number {
    const end = this.html.indexOf('>', from);
    if (!/["']/.test(this.html.slice(from, end))) return end < 0 ? -1 : end + 1;
    const sign = /["'>]/g;
    sign.lastIndex = from;
    for (let match = sign.exec(this.html); match; match = sign.exec(this.html)) {
      if (match[0] === '>') return sign.lastIndex;
      const closing = this.html.indexOf(match[0], sign.lastIndex);
      if (closing < 0) return -1;
      sign.lastIndex = closing + 1;
    }
    return -1;
  }

  private skipComment(from: number): void {
    const end = this.rest.comments ? this.html.indexOf('-->', from) : -1;
    this.rest.comments = end >= 0;
    this.at = end < 0 ? this.endOfTag(from) : end + 3;
  }

  private skipElement(name: string): void {
    if (this.unclosed.has(name)) return;
    const end = new RegExp(`</${name}`, 'gi');
    end.lastIndex = this.at;
    const found = end.exec(this.html);
    if (found) this.at = found.index;
    else this.unclosed.add(name);
  }
}

function characterOf([, hexadecimal, decimal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return Object.hasOwn(named, name) ? named[name] : undefined;
  const point = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  if (point === 0 || point > 0x10ffff) return '\ufffd';
  const character = String.fromCodePoint(point);
  return unshown.test(character) ? '' : character;
}
