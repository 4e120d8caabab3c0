import { LazyMap, type OffsetMap, SegmentMap } from './offsetMap';
import type { Reading } from './reading';

const noSextet = /[^0-9A-Za-z+/]/g;
const padding = 0x3d;

/**
 * Decodes base64 (RFC 2045 §6.8) in `[from, to)` of a text to bytes. What is not in the alphabet is passed over;
 * padding in the middle ends a quantum, as where two encoded pieces were joined; padding may be missing at the end.
 */
export function decodeBase64(text: string, from: number, to: number): Reading {
  const body = text.slice(from, to);
  return { text: bytesOfBase64(body), map: new LazyMap(() => new Base64Map(body, from)) };
}

/** For what is short, as most is; a buffer takes longer to make than to fill. */
const scratch = Buffer.allocUnsafeSlow(1 << 14);

/** The same bytes, one a unit, without the way back. */
export function bytesOfBase64(body: string): string {
  if (needsCare(body)) return decodeWithCare(body).toString('latin1');
  if (body.length > scratch.length) return Buffer.from(body, 'base64').toString('latin1');
  return scratch.toString('latin1', 0, scratch.write(body, 'base64'));
}

/** Node loses its place at padding in the middle, and takes the URL alphabet's `-` and `_` for sextets. */
function needsCare(body: string): boolean {
  const padded = body.indexOf('=');
  return (
    (padded >= 0 && /[0-9A-Za-z+/]/.test(body.slice(padded))) || body.includes('-') || body.includes('_')
  );
}

/** Decodes what stands between paddings piece by piece. */
function decodeWithCare(body: string): Buffer {
  const bytes = Buffer.allocUnsafe(Math.ceil((body.length * 3) / 4) + 3);
  const sextets = body.replace(/[^0-9A-Za-z+/=]{1,8192}/g, '');
  let written = 0;
  for (let from = 0; from < sextets.length; ) {
    const end = sextets.indexOf('=', from);
    const piece = sextets.slice(from, end < 0 ? sextets.length : end);
    written += bytes.write(piece, written, 'base64');
    from += piece.length + 1;
  }
  return bytes.subarray(0, written);
}

/**
 * Where the sextets of a byte stand; it lies in one or two. They are counted as far as somebody asks. A quantum that
 * padding ends has less than three bytes: then both are counted anew.
 */
class Base64Map implements OffsetMap {
  /** From sextets to raw units. */
  private readonly sextets = new SegmentMap();
  /** From bytes as counted to bytes as they would be without padding in the middle. */
  private readonly quanta = new SegmentMap();
  private lastBytes = 0;
  private lastSextets = 0;
  private counted = 0;
  /** Where in the body counting goes on. */
  private next = 0;

  /** @param first where the body begins in the raw text */
  constructor(
    private readonly body: string,
    private readonly first: number,
  ) {
    this.quanta.add(0, 0, 1, 1);
  }

  start(byte: number): number {
    return this.first + this.sextets.start(this.sextetAt(byte, 0));
  }

  end(byte: number): number {
    return this.first + this.sextets.end(this.sextetAt(byte, 7));
  }

  /** The sextet that holds a bit of a byte. */
  private sextetAt(byte: number, bit: number): number {
    this.countPast(byte);
    return Math.floor((this.quanta.start(byte) * 8 + bit) / 6);
  }

  /** Counts run by run of sextets, until what follows can no more change where a byte stands. */
  private countPast(byte: number): void {
    const { body } = this;
    while (this.next < body.length && this.bytesBefore(this.counted - 4) <= byte) {
      const from = this.next;
      noSextet.lastIndex = from;
      const at = noSextet.test(body) ? noSextet.lastIndex - 1 : body.length;
      if (at > from) this.sextets.add(this.counted, from, 1, 1);
      this.counted += at - from;
      if (at < body.length && body.charCodeAt(at) === padding) this.endQuantum();
      this.next = at + 1;
    }
  }

  private endQuantum(): void {
    const inQuantum = this.counted % 4;
    if (inQuantum === 0) return;
    this.counted += 4 - inQuantum;
    this.lastBytes = this.bytesBefore(this.counted - 4) + Math.max(0, inQuantum - 1);
    this.lastSextets = this.counted;
    this.quanta.add(this.lastBytes, (this.counted / 4) * 3, 1, 1);
  }

  /** How many bytes come before a quantum that begins at a sextet behind the last restart. */
  private bytesBefore(sextet: number): number {
    return this.lastBytes + ((sextet - this.lastSextets) / 4) * 3;
  }
}
