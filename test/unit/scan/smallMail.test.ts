import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounce } from '../../../bench/mails';
import { longestMail } from '../../../src/core/mime/kernel/mailKernel';
import { countWhole, type FileHit, scanWhole } from '../../../src/core/scan/messageScan';
import { hitsIn, mailKernel } from '../../../src/core/scan/smallMail';
import { decodeWhole } from '../../../src/core/scan/textFile';
import { randomMail } from '../mime/randomMail';

const runs = Number(process.env.NDR_LENS_MAILS ?? (process.env.CI ? 10_000 : 2000));
const samples = join(import.meta.dirname, '../../../samples');

/** What the kernel finds in a mail; undefined where it leaves the mail to the reader. */
function byKernel(mail: Buffer): { count: number; hits: FileHit[] | undefined } | undefined {
  const kernel = mailKernel();
  if (!kernel) throw new Error('no WebAssembly');
  kernel.bytes.fill(0x37);
  mail.copy(kernel.bytes);
  const count = kernel.countCodes(mail.length);
  return count === undefined ? undefined : { count, hits: hitsIn(kernel, mail.length) };
}

/** Asks that the kernel finds what the reader finds, or leaves it to the reader. @returns whether it found it */
function compare(mail: Buffer): boolean {
  const found = byKernel(mail);
  if (!found) return false;
  const text = decodeWhole(mail);
  const expected = scanWhole(text);
  expect(found.count).toBe(countWhole(text));
  if (found.hits) expect(found.hits).toEqual(expected);
  return found.hits !== undefined;
}

/** What mail is made of and what makes it hard to read. */
const pieces = [
  ...[
    '5.7.705',
    '5.7.7',
    '5',
    '7',
    '.',
    '=',
    '=\r\n',
    '=35',
    '=2E',
    '=3D',
    '&#53;',
    '&#39;',
    '&nbsp;',
    '<b>',
    '</b>',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\r\n\r\n',
    ' ',
    '\t',
    '-',
    '--',
    '--b',
    '--b--',
    'v',
    'version ',
    '550-',
    '550 ',
    '+',
    '/',
  ],
  ...[
    'è',
    '\ufeff',
    '\0',
    '\xad',
    '=?utf-8?Q?5.7.7?=',
    '=?utf-8?B?NS43Ljc=?=',
    '=?',
    '?=',
    '*',
    '\\',
    '"',
    ';',
    ':',
    '(',
  ],
  ...[
    'Content-Type: text/html\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    'Content-Type: message/rfc822\r\n',
  ],
  ...['charset=utf-16', 'charset=windows-1252', 'boundary=b', 'NS43LjcwNQ==', 'From ', '>From ', '\r\n '],
];

/** A mail that is changed at some places. */
const changes = fc.array(
  fc.record({ at: fc.nat(), drop: fc.integer({ min: 0, max: 6 }), put: fc.constantFrom('', ...pieces) }),
  { maxLength: 6 },
);

function changed(mail: string, list: readonly { at: number; drop: number; put: string }[]): string {
  let text = mail;
  for (const { at, drop, put } of list) {
    const place = at % (text.length + 1);
    text = text.slice(0, place) + Buffer.from(put).toString('latin1') + text.slice(place + drop);
  }
  return text;
}

const simple = [
  'From: a@contoso.example',
  'Subject: =?utf-8?Q?verit=C3=A0?=',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  'preamble 5.7.711',
  '--b',
  'Content-Type: text/plain; charset=windows-1252',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '550 5.7=',
  '.705 Access=20denied 5.7.7=30=38 and 5.7.703',
  '--b',
  'Content-Type: text/html',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>550 5.7.705 Access</p><p>è 550-5.7.750 x</p>').toString('base64'),
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Received: by host (10.5.7.71)',
  '',
  '550 5.7.708',
  '--b--',
  '',
].join('\r\n');

const mails = [
  simple,
  simple.replaceAll('\r\n', '\n'),
  ...[0, 1, 2, 3].map((number) => bounce(number).toString('latin1')),
  ...readdirSync(samples)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(samples, name), 'latin1')),
];

describe('the kernel for small mails', () => {
  it('reads the mail that most bounces are like', () => {
    expect(mails.slice(0, 6).map((mail) => compare(Buffer.from(mail, 'latin1')))).toEqual(
      Array(6).fill(true),
    );
    const [first] = byKernel(Buffer.from(simple))?.hits ?? [];
    expect(first).toMatchObject({ code: '5.7.711', line: 5, column: 10, via: 'plain', part: { path: '1' } });
  });

  it(`finds what the reader finds in mail that was changed, or leaves it to the reader (${runs} mails)`, () => {
    let found = 0;
    fc.assert(
      fc.property(fc.constantFrom(...mails), changes, (mail, list) => {
        const bytes = Buffer.from(changed(mail, list), 'latin1');
        if (bytes.length > 0 && bytes.length < longestMail && compare(bytes)) found += 1;
      }),
      { numRuns: 5 * runs },
    );
    expect(found).toBeGreaterThan(runs / 2);
  });

  it(`finds what the reader finds however a mail is encoded, or leaves it to the reader (${runs} mails)`, () => {
    let found = 0;
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (number) => {
        const bytes = Buffer.from(randomMail(number).bytes, 'latin1');
        if (bytes.length < longestMail && compare(bytes)) found += 1;
      }),
      { numRuns: runs },
    );
    expect(found).toBeGreaterThan(0);
  });
});
