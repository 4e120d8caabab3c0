import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSound } from '../../../../src/core/msg/compoundFile';
import { readMsg } from '../../../../src/core/msg/readMsg';
import { amount } from '../../full';
import { forwarded, html, report, textOnly } from './outlookBounces';
import { writeMsg } from './writeMsg';

const files = [report, textOnly, html, forwarded].map(writeMsg);
/** Where the header names the directory, the table of small sectors, and the sectors of the table of sectors. */
const [directory, miniFat, firstFat] = [48, 60, 76];

/** Where the next sector of a sector is said. */
const placeOfNext = (file: Buffer, sector: number) => 512 * (file.readInt32LE(firstFat) + 1) + 4 * sector;

describe('a compound file', () => {
  it('is sound as Outlook writes it', () => {
    for (const file of files) expect(isSound(file)).toBe(true);
  });

  it.each([
    ['its directory', directory],
    ['its small sectors', miniFat],
  ])('is not where %s leads round in a circle', (_, field) => {
    for (const file of files) {
      const copy = Buffer.from(file);
      const first = copy.readInt32LE(field);
      copy.writeInt32LE(first, placeOfNext(copy, first));
      expect(isSound(copy)).toBe(false);
      expect(() => readMsg(copy)).toThrow('damaged');
    }
  });

  it('is not where its entries lead round in a circle', () => {
    for (const file of files) {
      const copy = Buffer.from(file);
      const root = 512 * (copy.readInt32LE(directory) + 1);
      const child = copy.readInt32LE(root + 76);
      copy.writeInt32LE(child, root + 128 * child + 68);
      expect(isSound(copy)).toBe(false);
    }
  });

  it('is looked at in work that its length bounds, whatever it holds', () => {
    const noise = fc.uint8Array({ minLength: 504, maxLength: 4000 });
    const changes = fc.array(fc.tuple(fc.nat(1 << 16), fc.integer({ min: -2, max: 64 })), { maxLength: 9 });
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        noise,
        changes,
        fc.boolean(),
        (file, bytes, changed, isNoise) => {
          const copy = isNoise ? Buffer.concat([file.subarray(0, 32), bytes]) : Buffer.from(file);
          for (const [place, value] of changed) copy.writeInt32LE(value, place % (copy.length - 4));
          // What is sound is read to an end, be it an error.
          if (isSound(copy))
            try {
              readMsg(copy);
            } catch (error) {
              expect(error).toBeInstanceOf(Error);
            }
        },
      ),
      { numRuns: amount(300, 5000) },
    );
  });
});
