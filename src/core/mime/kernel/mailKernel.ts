/// <reference path="../../scan/kernel/wasm.d.ts" />
import { startWasm, type WasmMemory, type WasmValue } from '../../wasm';
import mail from './mail.wasm';

/** What `assembly/mail.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly mailAt: WasmValue;
  readonly hitsAt: WasmValue;
  readonly partsAt: WasmValue;
  codes(length: number): number;
  place(length: number): void;
  hasEntity(): number;
}

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
const partFields = { kind: 0, parent: 5, number: 6, typeFrom: 10, typeTo: 11, isUtf8: 12 } as const;
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
  readonly part: { readonly path: string; readonly mediaType: string } | undefined;
}

/** The codes in the order of their numbers. */
const codes = Array.from({ length: 100 }, (_, number) => `5.7.7${String(number).padStart(2, '0')}`);

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
  /** Where the lists begin in `words`. */
  private readonly hitsAt: number;
  private readonly partsAt: number;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor() {
    this.exports = startWasm<Exports>(mail);
    const { memory, mailAt, hitsAt, partsAt } = this.exports;
    this.hitsAt = hitsAt.value / 4;
    this.partsAt = partsAt.value / 4;
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

  /**
   * The same codes with their places, in order.
   * @param hasParts false where nobody asks for the part that a code stands in
   */
  codes(length: number, hasParts = true): KernelHit[] | undefined {
    const count = this.countCodes(length);
    if (!count) return count === undefined ? undefined : [];
    if (this.exports.hasEntity()) return undefined;
    this.exports.place(length);
    const hits: KernelHit[] = [];
    for (let index = 0; index < count; index += 1) {
      const hit = this.hitAt(this.hitsAt + index * hitLength, hasParts);
      if (!hit) return undefined;
      hits.push(hit);
    }
    return hits;
  }

  /** @param entry where the hit is in `words` */
  private hitAt(entry: number, hasParts: boolean): KernelHit | undefined {
    const start = this.word(entry + hitFields.start);
    const lineStart = this.word(entry + hitFields.lineStart);
    const isAscii = this.word(entry + hitFields.isAscii) === 1;
    const before = isAscii ? start - lineStart : this.text(lineStart, start, false).length;
    const via = vias[this.word(entry + hitFields.via)] ?? 'plain';
    const part = this.partsAt + this.word(entry + hitFields.part) * partLength;
    const text = via === 'plain' ? this.lineOf(entry, isAscii) : this.readingOf(entry, part, isAscii);
    if (text === undefined) return undefined;
    return {
      code: codes[this.word(entry + hitFields.number)] ?? '',
      via,
      line: this.word(entry + hitFields.line),
      column: before + 1,
      text,
      start: via === 'plain' ? before : this.startIn(entry, isAscii),
      isMarkup: via !== 'plain' && this.word(part + partFields.kind) === html,
      part: hasParts ? { path: this.pathOf(part), mediaType: this.mediaTypeOf(part) } : undefined,
    };
  }

  private lineOf(entry: number, isAscii: boolean): string {
    return this.text(this.word(entry + hitFields.lineStart), this.word(entry + hitFields.lineEnd), isAscii);
  }

  /** The content of a part that was decoded; undefined where its charset is not to be told from its bytes. */
  private readingOf(entry: number, part: number, isAscii: boolean): string | undefined {
    const from = this.word(entry + hitFields.readFrom);
    const to = this.word(entry + hitFields.readTo);
    const text = this.text(from, to, isAscii);
    if (isAscii) return text;
    // As many units as bytes are ASCII, or bytes that are none of UTF-8.
    const isTelling = this.word(part + partFields.isUtf8) === 1 || text.length === to - from;
    return isTelling && !text.includes('\ufffd') ? text : undefined;
  }

  private startIn(entry: number, isAscii: boolean): number {
    const from = this.word(entry + hitFields.readFrom);
    const place = this.word(entry + hitFields.read);
    return isAscii ? place - from : this.text(from, place, false).length;
  }

  private pathOf(part: number): string {
    const parent = this.word(part + partFields.parent);
    const number = this.word(part + partFields.number);
    return parent === noPart
      ? String(number)
      : `${this.pathOf(this.partsAt + parent * partLength)}.${number}`;
  }

  private mediaTypeOf(part: number): string {
    const [from, to] = [this.word(part + partFields.typeFrom), this.word(part + partFields.typeTo)];
    return from === to ? textPlain : this.text(from, to, true).toLowerCase();
  }

  private text(from: number, to: number, isAscii: boolean): string {
    return this.memory.toString(isAscii ? 'latin1' : 'utf8', from, to);
  }

  private word(at: number): number {
    return this.words[at] ?? 0;
  }
}
