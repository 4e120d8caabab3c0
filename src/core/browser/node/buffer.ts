import { Buffer } from 'buffer/';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const otherwise = Buffer.prototype.toString;

// A sequence that breaks off is one character to the browser and to Node.js, and several to the library.
Buffer.prototype.toString = function (this: Buffer, encoding = 'utf8', start = 0, end = this.length): string {
  if (encoding !== 'utf8') return otherwise.call(this, encoding, start, end);
  return utf8.decode(this.subarray(Math.max(0, start), Math.max(0, end)));
};

export { Buffer };

/** True for bytes that are UTF-8 throughout. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** True for bytes below 128 throughout. */
export function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}
