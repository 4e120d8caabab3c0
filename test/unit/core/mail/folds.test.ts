import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../../../src/core/mail/folds';
import { parseStructure } from './parseStructure';
import { randomMail } from './randomMail';

const samples = join(import.meta.dirname, '../../../../samples/bounces');
const report = readFileSync(join(samples, '5.7.750-hybrid-relay.eml'), 'latin1');

/** First and last line of each fold of more than one, from 1. */
function foldedLines(text: string): number[][] {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  return foldsOf(text, parseStructure(text))
    .map(({ start, end }) => [lineOf(start), lineOf(end)])
    .filter(([first = 0, last = 0]) => first < last);
}

const base64 = 'QUJD'.repeat(19);
const encoded = [
  'From: a@b.example', //                       1
  'Content-Type: multipart/mixed; boundary=m',
  '',
  'preamble',
  '--m', //                                     5
  'Content-Transfer-Encoding: base64',
  '',
  ...Array.from({ length: 12 }, () => base64), // 8 to 19
  '--m', //                                    20
  'Content-Type: text/plain',
  'Content-Transfer-Encoding: BASE64',
  '',
  base64, //                                   24
  base64,
  '--m', //                                    26
  '', //                                       27
  'no header',
  '--m', //                                    29
  'Content-Type: message/rfc822',
  'Content-Transfer-Encoding: quoted-printable',
  '', //                                       32
  'Subject: encoded',
  'Content-Type: multipart/mixed; boundary=3D"i"',
  '', //                                       35
  '--i',
  '',
  ...Array.from({ length: 12 }, () => `${'x'.repeat(75)}=`), // 38 to 49
  '--i--',
  '--m--', //                                  51
  'epilogue',
];

const mbox = [
  'From a@b.example Tue Nov 24 03:12:00 2026', // 1
  'From: a@b.example',
  'Subject: one',
  '',
  'body', // 5
  '',
  'From a@b.example Tue Nov 24 03:13:00 2026',
  'Subject: two', // 8
  'X: y',
  '',
  'body', // 11
  '',
];

describe('foldsOf', () => {
  it.each(['\r\n', '\n', '\r'])(
    'folds parts, headers and long encoded bodies, line breaks %j',
    (lineBreak) => {
      expect(foldedLines(report.replaceAll('\n', lineBreak))).toEqual([
        [1, 12],
        [16, 30],
        [17, 19],
        [32, 47],
        [33, 34],
        [49, 66],
        [50, 52],
        [54, 64],
      ]);
      expect(foldedLines(encoded.join(lineBreak))).toEqual([
        [1, 2],
        [5, 19],
        [8, 19],
        [20, 25],
        [21, 22],
        [26, 28],
        [29, 50],
        [30, 31],
        [33, 50],
      ]);
      expect(foldedLines(mbox.join(lineBreak))).toEqual([
        [1, 5],
        [2, 3],
        [7, 11],
        [8, 9],
      ]);
    },
  );

  it('folds no document as a whole', () => {
    expect(foldedLines('From: a@b.example\n\nbody\nbody\n')).toEqual([]);
    expect(foldedLines('\n\nFrom: a@b.example\nSubject: x\n\nbody\n')).toEqual([[3, 4]]);
  });

  it('gives folds in order of place, one a line, each beside or within another, whatever the mail', () => {
    const mail = fc.tuple(fc.nat(), fc.nat(200)).map(([seed, at]) => randomMail(seed).bytes.slice(at));
    fc.assert(
      fc.property(mail, (text) => {
        const around: number[] = [];
        let before = 0;
        for (const [first = 0, last = 0] of foldedLines(text)) {
          expect(first).toBeGreaterThan(before);
          while (around.length > 0 && (around.at(-1) ?? 0) < first) around.pop();
          expect(last).toBeLessThanOrEqual(around.at(-1) ?? Number.POSITIVE_INFINITY);
          around.push(last);
          before = first;
        }
      }),
      { numRuns: 500 },
    );
  });
});
