// Takes out of a zip what comes from the machine that it was made on: the times of its files, and their rights.

const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** A regular file that its owner may write and everybody read, as Unix writes it into the attributes. */
const readable = (0o100644 << 16) >>> 0;

/**
 * The zip with one time, the noon of a day, and the same rights for each of its files.
 * @param {Buffer} zip without a comment at its end, and smaller than 4 GB
 * @param {string} day such as 2026-11-29
 * @returns {Buffer}
 * @throws {Error} when it is no such zip
 */
export function evenOut(zip, day) {
  const even = Buffer.from(zip);
  const end = even.length - 22;
  if (end < 0 || even.readUInt32LE(end) !== endSignature) throw new Error('This is no zip.');
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const moment = ((((year - 1980) << 9) | (month << 5) | date) * 0x10000 + (12 << 11)) >>> 0;
  let at = even.readUInt32LE(end + 16);
  for (let left = even.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (even.readUInt32LE(at) !== centralSignature) throw new Error('The directory of the zip is broken.');
    even.writeUInt32LE(moment, at + 12);
    even.writeUInt32LE(moment, even.readUInt32LE(at + 42) + 10);
    even.writeUInt32LE(readable, at + 38);
    at += 46 + even.readUInt16LE(at + 28) + even.readUInt16LE(at + 30) + even.readUInt16LE(at + 32);
  }
  return even;
}
