import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findStatusCodes } from '../../../../src/core/code/statusCode';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';
import { amount } from '../../full';
import { codesByMailparser, codesByPostalMime } from './peers';
import { randomMail } from './randomMail';

const root = join(import.meta.dirname, '../../../..');
const samples = join(root, 'samples/bounces');
const fixtures = join(root, 'test/fixtures/bounces');
const mails = amount(60, 2000);
const peers = [
  { peer: 'mailparser', codesBy: codesByMailparser },
  { peer: 'postal-mime', codesBy: codesByPostalMime },
];

/** What no peer reads: codes cut by markup, damaged encodings, lone carriage returns, attachments by their charset. */
const common = {
  charsets: ['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1251', 'windows-1252', 'koi8-r'],
  newLines: ['\r\n', '\n'],
  isDamaged: false,
  cutsCodesInHtml: false,
};

function ours(bytes: Buffer): Set<string> {
  return new Set(findMessageCodes(bytes.toString('utf8')).map(({ code }) => code));
}

function inPlainSight(bytes: Buffer): string[] {
  return findStatusCodes(bytes.toString('utf8')).map(({ code }) => code);
}

describe.each(peers)('codes are those that $peer decodes', ({ codesBy }) => {
  it.each(readdirSync(samples))('in %s', async (file) => {
    const bytes = readFileSync(join(samples, file));
    expect(ours(bytes)).toEqual(await codesBy(bytes));
  });

  it.each(readdirSync(fixtures))('in the bounce of another program, %s', async (file) => {
    const bytes = readFileSync(join(fixtures, file));
    // Peers leave out what stands outside all parts; there a code is in plain sight.
    expect(ours(bytes)).toEqual(new Set([...(await codesBy(bytes)), ...inPlainSight(bytes)]));
  });

  it(`in ${mails} generated mails`, async () => {
    for (let seed = 0; seed < mails; seed += 1) {
      const mail = randomMail((seed * 2654435761) >>> 0, common);
      const bytes = Buffer.from(mail.bytes, 'latin1');
      const found = ours(bytes);
      expect(found, `mail ${seed}`).toEqual(new Set(mail.codes));
      expect(found, `mail ${seed}`).toEqual(await codesBy(bytes));
    }
  });
});
