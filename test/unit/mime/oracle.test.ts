import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMessageCodes } from '../../../src/core/mime/messageCodes';
import { findStatusCodes } from '../../../src/core/statusCode';
import { amount } from '../full';
import { codesByMailparser, codesByPostalMime } from './peers';
import { randomMail } from './randomMail';

const root = join(import.meta.dirname, '../../..');
const samples = join(root, 'samples/bounces');
const corpus = join(process.env.NDR_CORPUS ?? join(root, '../shared/samples'), 'set-of-emails');
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

/** A real bounce with a code of ours, each time another, in place of each code it has. */
function stopped(text: string): string {
  let count = 0;
  return text.replace(
    /(?<![\w.])[45]\.\d\.\d{1,3}(?!\w|\.\d)/g,
    () => `5.7.7${String(count++ % 100).padStart(2, '0')}`,
  );
}

describe.each(peers)('codes are those that $peer decodes', ({ codesBy }) => {
  it.each(readdirSync(samples))('in %s', async (file) => {
    const bytes = readFileSync(join(samples, file));
    expect(ours(bytes)).toEqual(await codesBy(bytes));
  });

  it.skipIf(!existsSync(corpus))('in real bounces with their code replaced', async () => {
    const files = readdirSync(corpus).filter((file) => file.endsWith('.eml'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = Buffer.from(stopped(readFileSync(join(corpus, file), 'latin1')), 'latin1');
      // Peers leave out what stands outside all parts; there a code is in plain sight.
      expect(ours(bytes), file).toEqual(new Set([...(await codesBy(bytes)), ...inPlainSight(bytes)]));
    }
  });

  it(`in ${mails} generated mails`, { timeout: 300_000 }, async () => {
    for (let seed = 0; seed < mails; seed += 1) {
      const mail = randomMail((seed * 2654435761) >>> 0, common);
      const bytes = Buffer.from(mail.bytes, 'latin1');
      const found = ours(bytes);
      expect(found, `mail ${seed}`).toEqual(new Set(mail.codes));
      expect(found, `mail ${seed}`).toEqual(await codesBy(bytes));
    }
  });
});
