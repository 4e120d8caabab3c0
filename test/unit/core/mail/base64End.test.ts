import { describe, expect, it } from 'vitest';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const fields = 'From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n';

/** The codes in a mail whose body is in base64. */
const codesIn = (body: string) => findMessageCodes(fields + body).map(({ code }) => code);

describe('a content in base64', () => {
  it('ends at a line that begins with two dashes, though no boundary was declared', () => {
    const one = base64('550 5.7.705 denied');
    expect(codesIn(`${one}\n--b\n${base64('550 5.7.750 denied')}`)).toEqual(['5.7.705']);
    // Read on, the letters of that line would be taken for data, and the code could be seen where none is.
    expect(codesIn(`${base64('550 5.7.7')}\n--NQ5\nMDUg`)).toEqual([]);
  });

  it('goes on behind two dashes that begin no line', () => {
    const [head, tail] = [base64('550 5.7.7').slice(0, 8), base64('550 5.7.705 x').slice(8)];
    expect(codesIn(`${head}--\n${tail}`)).toEqual(['5.7.705']);
  });
});
