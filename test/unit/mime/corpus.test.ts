import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMessageCodes } from '../../../src/core/mime/messageCodes';
import { decodesTo } from './decodesTo';

const corpus = join(
  process.env.NDR_CORPUS ?? join(import.meta.dirname, '../../../../shared/samples'),
  'set-of-emails',
);

/** The lines on which real bounces carry an enhanced status code, once for each code. */
const table = readFileSync(join(import.meta.dirname, 'corpusHits.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1);
const rows = table
  .map((row) => row.split('\t'))
  .map(([file = '', lines = '']) => ({ file, lines: lines.split(' ').map(Number) }));

const enhancedCode = /(?<![\w.])[45]\.\d\.\d{1,3}(?!\w|\.\d)/g;

/** A real bounce as it would be if Exchange Online had stopped the mail; the text as an editor opens the file. */
function stopped(file: string): string {
  return readFileSync(join(corpus, file), 'utf8').replace(enhancedCode, '5.7.705');
}

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

describe.skipIf(!existsSync(corpus))('real bounces', () => {
  it.each(rows)('with their code replaced have a hit at each place: $file', ({ file, lines }) => {
    const text = stopped(file);
    expect(findMessageCodes(text).map(({ start }) => lineOf(text, start))).toEqual(lines);
  });

  it.each(rows)('written in base64 have the same hits: $file', ({ file, lines }) => {
    const text = inBase64(stopped(file));
    const hits = findMessageCodes(text);
    expect(hits).toHaveLength(lines.length);
    for (const { code, start, end } of hits) expect(decodesTo(text.slice(start, end), code)).toBe(true);
  });

  it('are written in base64 in good part', () => {
    const vias = rows.flatMap(({ file }) => findMessageCodes(inBase64(stopped(file))).map(({ via }) => via));
    expect(vias.filter((via) => via === 'base64').length).toBeGreaterThan(20);
  });
});
