import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBounce } from '../../../../bench/mails';
import { decodeWhole } from '../../../../src/core/files/textFile';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';
import { mailFilter } from '../../../../src/core/search/kernel/mailFilter';
import { randomMail } from '../mail/randomMail';

const runs = Number(process.env.NDR_LENS_MAILS ?? (process.env.CI ? 10_000 : 2000));
const seed = Number(process.env.NDR_LENS_SEED ?? Date.now() % 2 ** 31);

const filter = mailFilter();

function mayHoldCode(bytes: Buffer): boolean {
  bytes.copy(filter.bytes);
  return filter.mayHoldCode(bytes.length);
}

/** How many codes the reader finds, each time it is asked about bytes that are said to hold none: that must be none. */
function missed(bytes: Buffer): number {
  return mayHoldCode(bytes) ? 0 : findMessageCodes(decodeWhole(bytes)).length;
}

/** A charset of another kind is reason enough to read a mail. */
const charsets = ['utf-8', 'us-ascii', 'iso-8859-1', 'windows-1252'];

const part = (fields: string, body: string) => `From: a@b.example\n${fields}\n\n${body}`;
const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');

/** Mails with a code, one for each way to write it. */
const written: readonly (readonly [how: string, mail: string])[] = [
  ['as it stands', part('Subject: x', '550 5.7.705 denied')],
  ['behind an escape', part('Subject: x', '{"message":"550\\n5.7.705 denied"}')],
  ['behind an escape of four digits', part('Subject: x', 'dsn\\u003d5.7.705')],
  ['as qmail writes', part('Subject: x', 'Remote_host_said:_550_5.7.705_Access_denied')],
  ['behind a colour', part('Subject: x', 'dsn=\u001b[38;2;255;85;85m5.7.705\u001b[m')],
  ['in parts', part('Subject: x', '{"class": 5,\n "subject": 7, "detail": 705}')],
  ['in bytes', part('Subject: x', '[32,53,46,55,46,55,48,53]')],
  [
    'in parts in octets',
    part('Content-Transfer-Encoding: quoted-printable', '"class":5,=22subject":=\n7,"detail":705'),
  ],
  ['behind a blank written =20', part('Content-Transfer-Encoding: quoted-printable', '550=205.7.=\n705')],
  ['in octets', part('Content-Transfer-Encoding: quoted-printable', '=35=2E=37=2E=37=30=35')],
  ['in a tag', part('Content-Type: text/html', '<b>5</b>.7.705')],
  ['in entities', part('Content-Type: text/html', '&#53;&#46;7.705')],
  ['behind an entity of eight digits', part('Content-Type: text/html', '&#000000325&period;7.705')],
  [
    'in a tag in octets',
    part('Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable', '5=3Cb=3E.7.705'),
  ],
  [
    'in an entity cut by a soft break',
    part('Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable', '&#=\n53;.7.705'),
  ],
  [
    'in an entity in octets',
    part('Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable', '=26#53;.7.705'),
  ],
  ['with a character that does not show', part('Content-Type: text/html', '5\u200b.7.705')],
  ['in encoded words', part('Subject: =?utf-8?B?NTUwIDUu?=\n =?utf-8?q?7.7=30=35?=', '')],
  [
    'in an encoded word in base64',
    part(
      'Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64',
      base64('Subject: =?utf-8?q?5=2E7.705?='),
    ),
  ],
  ['in a parameter in pieces', part('Content-Type: text/plain; name*1=705; name*0=5.7.', '')],
  ['with quoted pairs', part('Content-Disposition: inline; filename="5.7\\.705"', '')],
  ['flowed', part('Content-Type: text/plain; format=flowed; delsp=yes', '550 5.7. \n705 x')],
  [
    'in UTF-16 by its mark in base64',
    part('Content-Transfer-Encoding: base64', base64('\ufeff5.7.705', 'utf16le')),
  ],
  [
    'in UTF-16 by its mark in octets',
    part('Content-Transfer-Encoding: quoted-printable', '=FF=\n=FE5=00.=007=00.=007=000=005=00'),
  ],
  ['in UTF-7', part('Content-Type: text/plain; charset=utf-7', '+ADU.7.705')],
  ['in ISO-2022-JP', part('Content-Type: text/plain; charset="iso-2022-jp"', '5.7.\u001b(J705')],
  [
    'in a charset on a line of its own',
    part('Content-Type: text/plain;\n charset\n =\n utf-7', '+ADU.7.705'),
  ],
  [
    'in an attached message in base64',
    part(
      'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64',
      base64('Subject: x\n\n550 5.7.705'),
    ),
  ],
  [
    'in base64 in an attached message',
    part(
      'Content-Type: message/rfc822',
      `Subject: x\nContent-Transfer-Encoding: base64\n\n${base64('550 5.7.705')}`,
    ),
  ],
  [
    'in base64 behind a line of dashes in a header',
    part('Content-Transfer-Encoding: base64\n--x: y', base64('550 5.7.705')),
  ],
  [
    'in base64 in a part without a declared boundary',
    `--b\nContent-Transfer-Encoding: base64\n\n${base64('550 5.7.705')}\n--b--\n`,
  ],
  ['in base64 with an encoding folded', part('Content-Transfer-Encoding:\n base64', base64('550 5.7.705'))],
  [
    'in a digest',
    part(
      'Content-Type: multipart/digest; boundary=b',
      `--b\n\nContent-Transfer-Encoding: base64\n\n${base64('550 5.7.705')}\n--b--`,
    ),
  ],
  [
    'in an mbox',
    `From x@y Tue Nov 24 03:12:00 2026\n${part('Content-Transfer-Encoding: base64', base64('550 5.7.705'))}`,
  ],
];

describe('mailFilter', () => {
  it.each(written)('is true of a code %s', (_how, mail) => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const bytes = Buffer.from(mail.replace(/\n/g, eol));
      expect(findMessageCodes(decodeWhole(bytes)).length, JSON.stringify(eol)).toBeGreaterThan(0);
      expect(mayHoldCode(bytes), JSON.stringify(eol)).toBe(true);
    }
  });

  it.each([76, 64, 7, 5, 4, 3, 2, 1])(
    'is true of a code in base64 wrapped at %i, at every alignment',
    (wrap) => {
      for (const lead of ['', 'x', 'xx', 'xxx'])
        for (const html of ['5.7.705', '5<b>.7.</b>705', '&#53;.7.705']) {
          const lines = base64(`${lead} 550 ${html} denied`).replace(new RegExp(`.{${wrap}}`, 'g'), '$&\r\n');
          const mail = part('Content-Type: text/html\nContent-Transfer-Encoding: base64', lines);
          expect(mayHoldCode(Buffer.from(mail)), lines).toBe(true);
        }
    },
  );

  it('is true of UTF-16', () => {
    expect(mayHoldCode(Buffer.from('\ufeff550 5.7.705', 'utf16le'))).toBe(true);
    expect(mayHoldCode(Buffer.from('550 5.7.705', 'utf16le').swap16())).toBe(true);
  });

  it(`misses no code, however a mail is encoded (${runs} mails, NDR_LENS_SEED=${seed})`, {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (number) => {
        const options = number % 2 === 0 ? {} : { charsets };
        const bytes = Buffer.from(randomMail(number, options).bytes, 'latin1');
        expect(missed(bytes)).toBe(0);
        // A piece of it, and one with signs changed, which no writer would make.
        expect(missed(bytes.subarray(number % bytes.length))).toBe(0);
        for (let change = 1; change < 8; change += 1)
          bytes[(number * change) % bytes.length] = (number >> change) & 0x7f;
        expect(missed(bytes)).toBe(0);
      }),
      { numRuns: runs, seed },
    );
  });

  it('misses no code in the samples', () => {
    const folder = join(import.meta.dirname, '../../../../samples/bounces');
    for (const file of readdirSync(folder)) expect(missed(readFileSync(join(folder, file))), file).toBe(0);
  });

  it('rules out bounces for other reasons, plain, quoted-printable and in base64', () => {
    const others = Array.from({ length: 60 }, (_, number) => number).filter((number) => number % 20 !== 0);
    expect(others.filter((number) => mayHoldCode(anyBounce(number)))).toEqual([]);
  });

  it('reads a bounded number of fields that may have a body decoded', () => {
    const field = 'Content-Transfer-Encoding: base64\n';
    expect(mayHoldCode(Buffer.from(field.repeat(200)))).toBe(false);
    expect(mayHoldCode(Buffer.from(field.repeat(201)))).toBe(true);
  });

  it.each([
    [
      'of words far apart',
      `Subject: =?utf-8?q?a?=\nX: ${'x'.repeat(500)} =?utf-8?q?5=2E7.?= =?utf-8?b?NzA1?=\n\n`,
    ],
    ['that begins in plain text before a word', 'Subject: 550 5.7.7=?utf-8?q?05?=\n\n'],
    ['that goes on in plain text behind a word', 'Subject: =?utf-8?q?550_5.7?=.705\n\n'],
  ])('is true of a code %s', (_how, header) => {
    expect(mayHoldCode(Buffer.from(`From: a@b.example\n${header}`))).toBe(true);
  });

  it.each([
    [
      'prose about charsets and parts',
      'The charset of message/rfc822 and base64\nis content-type, 50% * 5 = 250 & more; 15.7.705\n',
    ],
    ['addresses and versions', 'from host (10.5.7.71) by mx 15.20.5.7; v5.7.705 15.7.705\n'],
    ['entities', '<p>caf&#233;&nbsp;&amp; &#39;x&#39; =3D</p>\n'],
  ])('rules out %s', (_what, body) => {
    expect(
      mayHoldCode(Buffer.from(`From: a@b.example\nContent-Type: text/html; charset="utf-8"\n\n${body}`)),
    ).toBe(false);
  });
});
