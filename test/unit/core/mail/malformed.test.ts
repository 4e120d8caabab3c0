import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import { findStatusCodes } from '../../../../src/core/code/statusCode';
import { deepestNesting, longestPiece } from '../../../../src/core/mail/limits';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';
import type { Part } from '../../../../src/core/mail/structure';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { parseStructure } from './parseStructure';
import { randomMail } from './randomMail';

const samples = join(import.meta.dirname, '../../../../samples/bounces');
const report = readFileSync(join(samples, '5.7.750-hybrid-relay.eml'), 'latin1');
const encoded = report
  .replace('Transfer-Encoding: 8bit\n\nThis is the', 'Transfer-Encoding: quoted-printable\n\nThis is the')
  .replace('550 5.7.750', '550 5.7=\n.750');

/** Of the places in a mail, every so many are tried. */
const stride = amount(5, 1);

const codesIn = (text: string) => findMessageCodes(text).map(({ code }) => code);
const megabyte = 1 << 20;
/** What a pattern does within one call is no step; on a text this long, quadratic work of that kind would hang. */
const longText = amount(megabyte / 16, 4 * megabyte);

function depthOf(parts: readonly Part[]): number {
  let depth = 0;
  for (let level = parts; level.length > 0; level = level.flatMap(({ children }) => children)) depth += 1;
  return depth;
}

const bounceWith = (fields: string, body: string) => `From: a@b.example\n${fields}\n\n${body}`;

describe('malformed mail', () => {
  it.each([
    [
      'no boundary named',
      bounceWith(
        'Content-Type: multipart/report',
        '--x\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==\n--x--',
      ),
    ],
    ['an empty boundary', bounceWith('Content-Type: multipart/report; boundary=""', '--\n\n5.7.705\n')],
    ['a boundary that never comes', bounceWith('Content-Type: multipart/report; boundary=x', '5.7.705')],
    [
      'a part that is not closed',
      bounceWith(
        'Content-Type: multipart/mixed; boundary=x',
        '--x\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==',
      ),
    ],
    [
      'parts behind the closing delimiter',
      bounceWith(
        'Content-Type: multipart/mixed; boundary=x',
        '--x\n\na\n--x--\n--x\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==\n--x--',
      ),
    ],
    ['a header without end', 'Content-Type: multipart/mixed; boundary=x\nX: 5.7.705'],
    [
      'a part without empty line',
      bounceWith(
        'Content-Type: multipart/mixed; boundary=x',
        '--x\nContent-Type: text/plain\n--x\nX: 5.7.705\n--x--',
      ),
    ],
    [
      'base64 labelled 7bit, the code in sight',
      bounceWith('Content-Transfer-Encoding: base64', '550 5.7.705 denied'),
    ],
    ['an encoding that does not exist', bounceWith('Content-Transfer-Encoding: x-rot13', '5.7.705')],
    [
      'an encoding named like a property of objects',
      bounceWith(
        'Content-Transfer-Encoding: constructor\nContent-Type: text/plain; charset=__proto__',
        '5.7.705',
      ),
    ],
    [
      'a message labelled base64 that is not',
      bounceWith(
        'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64',
        'X: y\nContent-Transfer-Encoding: quoted-printable\n\n5.7=2E705',
      ),
    ],
    [
      'a multipart labelled quoted-printable that is not',
      bounceWith(
        'Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: quoted-printable',
        '--x\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==\n--x--',
      ),
    ],
    [
      'a multipart in base64',
      bounceWith(
        'Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: base64',
        Buffer.from('--x\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==\n--x--').toString('base64'),
      ),
    ],
    [
      'blanks behind a delimiter',
      bounceWith(
        'Content-Type: multipart/mixed; boundary="x "',
        '--x \t\nContent-Transfer-Encoding: base64\n\nNS43LjcwNQ==\n--x-- \n',
      ),
    ],
    [
      'the code in the preamble',
      bounceWith('Content-Type: multipart/mixed; boundary=x', '5.7.705\n--x\n\na\n--x--'),
    ],
    [
      'the code behind all parts',
      bounceWith('Content-Type: multipart/mixed; boundary=x', '--x\n\na\n--x--\n5.7.705'),
    ],
    ['the code in a boundary', bounceWith('Content-Type: multipart/mixed; boundary="5.7.705"', '')],
  ])('has its code found: %s', (_what, mail) => {
    expect(codesIn(mail)).toEqual(['5.7.705']);
  });

  it('keeps apart boundaries that begin alike, and equal ones within each other', () => {
    const nested = (outer: string, inner: string) =>
      bounceWith(
        `Content-Type: multipart/mixed; boundary="${outer}"`,
        `--${outer}\nContent-Type: multipart/mixed; boundary="${inner}"\n\n--${inner}\nContent-Type: a/a\n\n--${inner}--\n--${outer}\nContent-Type: b/b\n\n--${outer}--\n`,
      );
    const types = (mail: string) =>
      parseStructure(mail)[0]?.children.map(({ path, mediaType, children }) => [
        path,
        mediaType,
        children.length,
      ]);
    for (const [outer, inner] of [
      ['b', 'b1'],
      ['b1', 'b'],
      ['b', 'b--'],
      ['same', 'same'],
    ] as const)
      expect(types(nested(outer, inner)), `${outer} ${inner}`).toEqual([
        ['1.1', 'multipart/mixed', 1],
        ['1.2', 'b/b', 0],
      ]);
  });

  it('takes no lines for a boundary in which a line ends', () => {
    const mail = bounceWith(
      'Content-Type: multipart/mixed; boundary="x\n y"',
      '--x\n y\nX: y\n\n5.7.705\n--x\n y--\n',
    );
    expect(parseStructure(mail)[0]?.children).toEqual([]);
    expect(codesIn(mail)).toEqual(['5.7.705']);
  });

  it('cut off at any place keeps what is in plain sight', () => {
    for (const mail of [encoded, encoded.replace(/\n/g, '\r\n')])
      for (let end = 0; end <= mail.length; end += stride) {
        const text = mail.slice(0, end);
        const places = findMessageCodes(text).map(({ start }) => start);
        for (const { start } of findStatusCodes(text)) expect(places).toContain(start);
        parseStructure(text);
      }
    expect(codesIn(encoded)).toEqual(['5.7.750', '5.7.750', '5.7.750']);
  });

  it('with any one byte changed keeps what is in plain sight', () => {
    for (const [turn, sign] of ['\0', '\n', '=', '-', '<', '\ufffd'].entries())
      for (let at = turn % stride; at < encoded.length; at += stride) {
        const text = encoded.slice(0, at) + sign + encoded.slice(at + 1);
        const places = findMessageCodes(text).map(({ start }) => start);
        for (const { start } of findStatusCodes(text)) expect(places).toContain(start);
      }
  });

  it('of any kind, with any few bytes changed, keeps what is in plain sight', () => {
    const change = fc.tuple(fc.nat(), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.array(change, { minLength: 1, maxLength: 5 }), (seed, changes) => {
        let { bytes } = randomMail(seed);
        for (const [place, removed, put] of changes) {
          const at = place % (bytes.length + 1);
          bytes = bytes.slice(0, at) + put + bytes.slice(at + removed);
        }
        const text = Buffer.from(bytes, 'latin1').toString('utf8');
        const places = new Set(findMessageCodes(text).map(({ start }) => start));
        for (const { start } of findStatusCodes(text)) expect(places).toContain(start);
        parseStructure(text);
        findCulprit(parseNdr(text));
      }),
      { numRuns: amount(200, 1000) },
    );
  });

  it('10,000 parts deep is followed as far as the limit, and read further', () => {
    const depth = 10_000;
    const opening = (level: number) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`;
    const mail = `${Array.from({ length: depth }, (_, level) => opening(level)).join('')}\n550 5.7.705\n`;
    expect(codesIn(mail)).toEqual(['5.7.705']);
    expect(depthOf(parseStructure(mail))).toBe(deepestNesting);
    const messages = `${'Content-Type: message/rfc822\n\n'.repeat(depth)}\n550 5.7.705\n`;
    expect(codesIn(messages)).toEqual(['5.7.705']);
    expect(depthOf(parseStructure(messages))).toBe(deepestNesting);
  });

  it('encoded again and again is decoded as often as the limit allows', () => {
    let mail = 'X: 5.7.705\n\n';
    for (let layer = 0; layer < 40; layer += 1)
      mail =
        `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from(mail).toString('base64')}\n`.slice(
          0,
          4 * megabyte,
        );
    expect(codesIn(mail)).toEqual([]);
  });

  it('of many header fields takes linear work', async () => {
    const read = (count: number) => {
      const fields = 'X-Field: =?utf-8?q?value?= *0=a\nContent-Type: text/plain; a*0=b\n'.repeat(count / 2);
      expect(codesIn(`${fields}X: 5.7.705\n\n5.7.750\n`)).toEqual(['5.7.705', '5.7.750']);
    };
    await expectLinear(2000, read);
    read(amount(20_000, 1_000_000));
  });

  it('of many parts takes linear work and bounded memory', async () => {
    const mail = (count: number) =>
      bounceWith('Content-Type: multipart/mixed; boundary=b', `${'--b\n\n'.repeat(count)}5.7.705\n`);
    await expectLinear(2000, (count) => codesIn(mail(count)));
    const most = amount(150_000, 1_000_000);
    expect(codesIn(mail(most))).toEqual(['5.7.705']);
    expect(parseStructure(mail(most))[0]?.children.length).toBeLessThan(100_000);
  });

  it('with many megabytes of base64 in one line is read to its end', () => {
    const size = amount(15_000_000, 150_000_000);
    const line = Buffer.alloc(size, 'x').toString('base64');
    const mail = `${bounceWith('Content-Transfer-Encoding: base64', line)}${Buffer.from(' 5.7.705 ').toString('base64')}`;
    const before = process.memoryUsage().rss;
    expect(codesIn(mail)).toEqual(['5.7.705']);
    expect(process.memoryUsage().rss - before).toBeLessThan(8 * size);
  });

  it.each([
    ['base64 after padding', 'QQ==', 'base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64 with garbage', '!', 'base64', (text: string) => Buffer.from(text).toString('base64')],
    ['quoted-printable', '=41', 'quoted-printable', (text: string) => text.replaceAll('.', '=2E')],
  ])('longer than a piece has codes found at any place: %s', (_what, lead, encoding, encode) => {
    const places = [0, 1, 2, 3, longestPiece - 5000, longestPiece - 3, longestPiece, longestPiece + 7];
    for (const place of places) {
      const filler = 'x'.repeat(place % 1000) + 'y'.repeat(place - (place % 1000));
      const body = lead + encode(`${filler} 5.7.705 ${'z'.repeat(longestPiece)} 5.7.750`);
      const mail = bounceWith(`Content-Transfer-Encoding: ${encoding}`, body);
      expect(codesIn(mail), String(place)).toEqual(['5.7.705', '5.7.750']);
    }
  });

  it.each([
    ['quoted-printable', 'Content-Transfer-Encoding: quoted-printable', '='],
    ['quoted-printable, soft breaks', 'Content-Transfer-Encoding: quoted-printable', '= '],
    [
      'quoted-printable, HTML',
      'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html',
      '=35<',
    ],
    ['HTML, tags not closed', 'Content-Type: text/html', '<b '],
    ['HTML, comments not closed', 'Content-Type: text/html', '5<!--'],
    ['HTML, quotation marks not closed', 'Content-Type: text/html', '5<b "'],
    ['HTML, scripts not closed', 'Content-Type: text/html', '5<script>'],
    ['HTML, entities', 'Content-Type: text/html', '5&#5'],
    ['ISO-2022-JP', 'Content-Type: text/plain; charset=iso-2022-jp', '\u001b$B'],
    ['UTF-7', 'Content-Type: text/plain; charset=utf-7', '+'],
    ['UTF-16', 'Content-Type: text/plain; charset=utf-16', '\0'],
    ['flowed', 'Content-Type: text/plain; format=flowed; delsp=yes', '> \n'],
    ['flowed, quoted', 'Content-Type: text/plain; format=flowed; delsp=yes', '>'],
    ['delimiters', 'Content-Type: multipart/mixed; boundary=b', '--c\n'],
    ['lone CR', 'Content-Type: multipart/mixed; boundary=b', '\r--'],
    ['line breaks', 'Content-Type: message/rfc822', '\n'],
  ])('takes linear work: %s', async (_what, fields, piece) => {
    const read = (size: number) => {
      const mail = bounceWith(fields, piece.repeat(size / piece.length));
      expect(codesIn(`${mail}\n>\n"'-->5.7.705\n`)).toContain('5.7.705');
      const long = piece.replace(/[\r\n]/g, '').repeat(size / piece.length);
      expect(codesIn(`X-Long: ${long}\n\n5.7.705`)).toEqual(['5.7.705']);
    };
    await expectLinear(1 << 12, read);
    read(longText);
  });

  it.each(['=?', '=?u?q?', '; a*0="', '; a*0=', ';', ' ', '\\', "; a*='", '"', 'a: '])(
    'takes linear work: a header field of %j',
    async (piece) => {
      const read = (size: number) => {
        const long = piece.repeat(size / piece.length);
        expect(codesIn(`Content-Type: text/plain; x*0=1${long}\nX: 5.7.705\n\n`)).toEqual(['5.7.705']);
        expect(codesIn(`X: =?utf-8?q?x?=${long}\nX: 5.7.705\n\n`)).toContain('5.7.705');
      };
      await expectLinear(1 << 12, read);
      read(longText);
    },
  );
});
