/// <reference path="../../scan/kernel/wasm.d.ts" />
import mail from './mail.wasm';

/** What `assembly/mail.ts` offers. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly mailAt: { readonly value: number };
  readonly hitsAt: { readonly value: number };
  readonly partsAt: { readonly value: number };
  readonly partCount: { readonly value: number };
  codes(length: number): number;
  place(length: number): void;
  hasEntity(): number;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** A mail of as many bytes or more is not for the kernel. */
export const longestMail = 1 << 16;

/** How a code is written, by the kernel's number. */
const vias = ['plain', 'quoted-printable', 'base64'] as const;

/** The fields of a hit in the kernel's list, four bytes each. */
const hitFields = {
  start: 0,
  number: 2,
  via: 3,
  part: 4,
  read: 5,
  readFrom: 6,
  readTo: 7,
  line: 8,
  lineStart: 9,
  lineEnd: 10,
  isAscii: 11,
} as const;
const hitLength = 12;

/** The fields of a part that are told. */
const partFields = {
  kind: 0,
  parent: 5,
  number: 6,
  from: 8,
  bodyTo: 9,
  typeFrom: 10,
  typeTo: 11,
  isUtf8: 12,
} as const;
const partLength = 16;
/** The kind of HTML, by the kernel's number. */
const html = 3;

const noPart = 0xffffffff;
const textPlain = 'text/plain';

/** A text that a code is shown in. */
interface Shown {
  /** The raw line where the code stands in plain sight, else the decoded content of its part. */
  readonly text: string;
  /** Where it begins in `text`, in UTF-16 units. */
  readonly start: number;
  /** True where `text` is HTML with its tags. */
  readonly isMarkup: boolean;
}

/** A code in a mail. */
export interface KernelHit extends Shown {
  readonly code: string;
  readonly via: (typeof vias)[number];
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  readonly part: { readonly path: string; readonly mediaType: string };
}

let compiled: object | undefined;

/**
 * Finds the codes of small mails in WebAssembly, as `findMessageCodes` does, where that is beyond doubt; most bounces are written so.
 * Holds one mail at a time, which is read straight into its memory.
 */
export class MailKernel {
  /** Where to put a mail. */
  readonly bytes: Buffer;
  private readonly exports: Exports;
  private readonly memory: Buffer;
  private readonly words: Uint32Array;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor() {
    compiled ??= new WebAssembly.Module(mail);
    this.exports = new WebAssembly.Instance(compiled).exports as Exports;
    const { memory, mailAt } = this.exports;
    this.bytes = Buffer.from(memory.buffer, mailAt.value, longestMail);
    this.memory = Buffer.from(memory.buffer);
    this.words = new Uint32Array(memory.buffer);
  }

  /**
   * How many codes are in the mail of some bytes.
   * @returns undefined for what is no mail, or takes more than the kernel to read
   */
  countCodes(length: number): number | undefined {
    const count = length > 0 && length < longestMail ? this.exports.codes(length) : -1;
    return count < 0 ? undefined : count;
  }

  /** The same codes with their places, in order. */
  codes(length: number): KernelHit[] | undefined {
    const count = this.countCodes(length);
    if (!count) return count === undefined ? undefined : [];
    if (this.exports.hasEntity()) return undefined;
    this.exports.place(length);
    const hits: KernelHit[] = [];
    for (let index = 0; index < count; index += 1) {
      const hit = this.hitAt(index);
      if (!hit) return undefined;
      hits.push(hit);
    }
    return hits;
  }

  private hitAt(index: number): KernelHit | undefined {
    const entry = this.exports.hitsAt.value / 4 + index * hitLength;
    const field = (name: keyof typeof hitFields) => this.words[entry + hitFields[name]] ?? 0;
    const [start, lineStart, listed] = [field('start'), field('lineStart'), field('part')];
    const part = listed === noPart ? this.partAround(start) : listed;
    const via = vias[field('via')] ?? 'plain';
    const before = field('isAscii') ? start - lineStart : this.text(lineStart, start).length;
    const shown =
      via === 'plain'
        ? { text: this.text(lineStart, field('lineEnd')), start: before, isMarkup: false }
        : this.reading(part, field('readFrom'), field('readTo'), field('read'));
    return (
      shown && {
        code: `5.7.7${String(field('number')).padStart(2, '0')}`,
        via,
        line: field('line'),
        column: before + 1,
        part: { path: this.pathOf(part), mediaType: this.mediaTypeOf(part) },
        ...shown,
      }
    );
  }

  /** The content of a part that was decoded; undefined where its charset is not to be told from its bytes. */
  private reading(part: number, from: number, to: number, place: number): Shown | undefined {
    const text = this.text(from, to);
    const isAscii = text.length === to - from;
    if (text.includes('\ufffd') || !(isAscii || this.partField(part, 'isUtf8'))) return undefined;
    const start = isAscii ? place - from : this.text(from, place).length;
    return { text, start, isMarkup: this.partField(part, 'kind') === html };
  }

  /** The innermost part that a place stands in. */
  private partAround(place: number): number {
    const around: number[] = [];
    for (let part = 0; part < this.exports.partCount.value && this.partField(part, 'from') <= place; part += 1)
      around.push(part);
    // Parts nest: one that ends before is around none that follows.
    while (around.length > 1 && this.partField(around.at(-1) ?? 0, 'bodyTo') <= place) around.pop();
    return around.at(-1) ?? 0;
  }

  private pathOf(part: number): string {
    const parent = this.partField(part, 'parent');
    const number = this.partField(part, 'number');
    return parent === noPart ? String(number) : `${this.pathOf(parent)}.${number}`;
  }

  private mediaTypeOf(part: number): string {
    return this.text(this.partField(part, 'typeFrom'), this.partField(part, 'typeTo')).toLowerCase() || textPlain;
  }

  private text(from: number, to: number): string {
    return this.memory.toString('utf8', from, to);
  }

  private partField(part: number, name: keyof typeof partFields): number {
    return this.words[this.exports.partsAt.value / 4 + part * partLength + partFields[name]] ?? 0;
  }
}
