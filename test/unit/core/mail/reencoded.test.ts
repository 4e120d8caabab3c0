import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';
import { amount } from '../../full';
import { decodesTo } from './decodesTo';
import { randomMail } from './randomMail';

const runs = amount(300, 10_000);

describe('findMessageCodes', () => {
  it(`finds the same codes however a mail is encoded (${runs} mails)`, () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (number) => {
        const { bytes, codes } = randomMail(number);
        const text = Buffer.from(bytes, 'latin1').toString('utf8');
        const hits = findMessageCodes(text);
        expect(hits.map(({ code }) => code).sort()).toEqual([...codes].sort());
        for (const { code, start, end } of hits)
          expect(decodesTo(text.slice(start, end), code), `${code} in ${text.slice(start, end)}`).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});
