import { LazyMap, type OffsetMap, SegmentMap } from './offsetMap';
import type { Reading } from './reading';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const isSextet = new Uint8Array(128);
for (const sign of alphabet) isSextet[sign.charCodeAt(0)] = 1;
const padding = 0x3d;

/**
 * Decodes base64 (RFC 2045 §6.8) in `[from, to)` of a text to bytes. What is not in the alphabet is passed over;
 * padding in the middle ends a quantum, as where two encoded pieces were joined; padding may be missing at the end.
 */
export function decodeBase64(text: string, from: number, to: number): Reading {
  const body = text.slice(from, to);
  const bytes = needsCare(body) ? decodeWithCare(body) : Buffer.from(body, 'base64');
  return { text: bytes.toString('latin1'), map: new LazyMap(() => mapOf(text, from, to)) };
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

/** Where each sextet stands. A quantum that padding ends has less than three bytes: then both are counted anew. */
function mapOf(text: string, from: number, to: number): OffsetMap {
  const map = new Base64Map();
  let sextets = 0;
  let bytes = 0;
  let run = false;
  for (let index = from; index < to; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 128 && isSextet[unit] === 1) {
      if (!run) map.sextets.add(sextets, index, 1, 1);
      run = true;
      sextets += 1;
      continue;
    }
    run = false;
    const inQuantum = sextets % 4;
    if (unit !== padding || inQuantum === 0) continue;
    sextets += 4 - inQuantum;
    bytes = map.bytesBefore(sextets - 4) + Math.max(0, inQuantum - 1);
    map.restart(bytes, sextets);
  }
  return map;
}

/** A byte lies in one or two sextets; `sextets` maps those to raw units. */
class Base64Map implements OffsetMap {
  readonly sextets = new SegmentMap();
  /** From bytes as counted to bytes as they would be without padding in the middle. */
  private readonly quanta = new SegmentMap();
  private lastBytes = 0;
  private lastSextets = 0;

  constructor() {
    this.quanta.add(0, 0, 1, 1);
  }

  /** How many bytes come before a quantum that begins at a sextet behind the last restart. */
  bytesBefore(sextet: number): number {
    return this.lastBytes + ((sextet - this.lastSextets) / 4) * 3;
  }

  restart(byte: number, sextet: number): void {
    this.lastBytes = byte;
    this.lastSextets = sextet;
    this.quanta.add(byte, (sextet / 4) * 3, 1, 1);
  }

  start(byte: number): number {
    return this.sextets.start(Math.floor((this.quanta.start(byte) * 8) / 6));
  }

  end(byte: number): number {
    return this.sextets.end(Math.floor((this.quanta.start(byte) * 8 + 7) / 6));
  }
}
