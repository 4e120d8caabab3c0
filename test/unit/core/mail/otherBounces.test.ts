import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMessageCodes } from '../../../../src/core/mail/messageCodes';
import { decodesTo } from './decodesTo';

const folder = join(import.meta.dirname, '../../../fixtures/bounces');

/** The lines on which bounces of other programs and of older versions of Exchange carry a code, once for each code. */
const rows = Object.entries({
  'amazon-ses.eml': [21],
  'domino-report.eml': [10, 19, 20],
  'domino-text.eml': [3, 20],
  'exchange-2007-report.eml': [23, 29, 44, 45],
  'exchange-server.eml': [24, 27],
  'exchange-text-bare.eml': [14],
  'exchange-text.eml': [26, 47],
  'exim.eml': [15, 19],
  'gmail.eml': [15],
  'messaging-server.eml': [17, 29, 32],
  'no-diagnostic.eml': [11, 21],
  'office365-report.eml': [20, 27, 41, 42],
  'opensmtpd.eml': [13, 14],
  'postfix.eml': [14, 17, 32, 34, 39, 41],
  'qmail.eml': [13, 18],
  'sendmail.eml': [17, 22, 34, 35],
}).map(([file, lines]) => ({ file, lines }));

/** The text as an editor opens the file. */
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

const bodies =
  /^(Content-Transfer-Encoding: *)(quoted-printable|7bit)((?:\r?\n(?!\r?\n).*)*\r?\n\r?\n)([\s\S]*?)(?=^--)/gim;

/** The same with every quoted-printable and 7bit part under a multipart written in base64. */
function inBase64(text: string): string {
  return text.replace(bodies, (_, name: string, encoding: string, rest: string, body: string) => {
    const decoded =
      encoding.toLowerCase() === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'utf8');
    return `${name}base64${rest}${decoded.toString('base64').replace(/.{76}/g, '$&\n')}\n`;
  });
}

function unquoted(body: string): Buffer {
  const octets = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1');
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split(/\r\n|\n|\r/).length;

describe('bounces of other programs', () => {
  it('are all in the table', () => {
    expect(rows.map(({ file }) => file)).toEqual(readdirSync(folder).sort());
  });

  it('with codes of another family have no hit', () => {
    const [encoded = '', other = ''] = ['550 5.7.703', '550 5.1.703'].map((text) =>
      Buffer.from(text).toString('base64').slice(0, 14),
    );
    for (const { file } of rows)
      expect(
        findMessageCodes(
          read(file)
            .replace(/5\.7\.7/g, '5.1.7')
            .replaceAll(encoded, other),
        ),
        file,
      ).toEqual([]);
  });

  it.each(rows)('have a hit at each place: $file', ({ file, lines }) => {
    const text = read(file);
    expect(findMessageCodes(text).map(({ start }) => lineOf(text, start))).toEqual(lines);
  });

  it.each(rows)('written in base64 have the same hits: $file', ({ file, lines }) => {
    const text = inBase64(read(file));
    const hits = findMessageCodes(text);
    expect(hits).toHaveLength(lines.length);
    for (const { code, start, end } of hits) expect(decodesTo(text.slice(start, end), code)).toBe(true);
  });

  it('are written in base64 in good part', () => {
    const vias = rows.flatMap(({ file }) => findMessageCodes(inBase64(read(file))).map(({ via }) => via));
    expect(vias.filter((via) => via === 'base64').length).toBeGreaterThan(5);
  });
});
