import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../../../src/core/mail/folds';
import { type OutlineRow, outlineOf } from '../../../../src/core/mail/outline';
import type { Range } from '../../../../src/core/mail/view';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { parseStructure } from './parseStructure';
import { randomMail } from './randomMail';

const samples = join(import.meta.dirname, '../../../../samples/bounces');
const report = readFileSync(join(samples, '5.7.750-hybrid-relay.eml'), 'latin1');

const outline = (text: string, language: 'en' | 'it' = 'en') =>
  outlineOf(text, parseStructure(text), language);

function flat(rows: readonly OutlineRow[], depth = 0): (OutlineRow & { depth: number })[] {
  return rows.flatMap((row) => [{ ...row, depth }, ...flat(row.children, depth + 1)]);
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split(/\r\n|\r|\n/).length;

const shown = (text: string) => flat(outline(text)).map(({ depth, name, detail }) => [depth, name, detail]);

describe('outlineOf', () => {
  it('gives a bounce as a person reads it: parts, fields, sizes, first and last line', () => {
    const rows = flat(outline(report)).map(({ depth, name, detail, kind, range }) => [
      depth,
      name,
      detail,
      kind,
      lineAt(report, range.start),
      lineAt(report, range.end),
    ]);
    expect(rows).toEqual([
      [0, '1 multipart/report', '1.9 kB · 8bit', 'multipart', 1, 69],
      [1, 'Date', 'Tue, 24 Nov 2026 03:04:12 +0100 (CET)', 'field', 3, 3],
      [1, 'From', 'MAILER-DAEMON@MAIL01.hq.adatum.example (Mail Delivery System)', 'field', 4, 4],
      [1, 'Subject', 'Undelivered Mail Returned to Sender', 'field', 5, 5],
      [1, 'To', 'scanner3@print.adatum.example', 'field', 6, 6],
      [1, '1.1 text/plain', '405 bytes · utf-8 · 8bit', 'text', 17, 31],
      [1, '1.2 message/delivery-status', '496 bytes · 7bit', 'text', 33, 48],
      [1, '1.3 message/rfc822', '508 bytes · 8bit', 'message', 50, 67],
      [2, '1.3.1 text/plain', '10 bytes · us-ascii · 7bit', 'text', 54, 67],
      [3, 'From', 'Scanner 3 <scanner3@print.adatum.example>', 'field', 58, 58],
      [3, 'To', 'office@recipient.example', 'field', 59, 59],
      [3, 'Subject', 'Scanned document', 'field', 60, 60],
      [3, 'Date', 'Tue, 24 Nov 2026 03:04:09 +0100', 'field', 61, 61],
    ]);
  });

  it('writes sizes as the language does', () => {
    const details = (size: number) =>
      (['en', 'it'] as const).map(
        (language) => outline(`From: a@b.example\n\n${'x'.repeat(size)}`, language)[0]?.detail,
      );
    expect([1, 999, 1250, 2_400_000].map(details)).toEqual([
      ['1 byte · 7bit', '1 byte · 7bit'],
      ['999 bytes · 7bit', '999 byte · 7bit'],
      ['1.3 kB · 7bit', '1,3 kB · 7bit'],
      ['2.4 MB · 7bit', '2,4 MB · 7bit'],
    ]);
  });

  it('shows nothing of a file name or a value that acts or hides, and no more than fits', () => {
    const text = [
      'From: =?utf-8?q?=E2=80=AEgpj=2Eexe=07?= <a@b.example>',
      `Subject: ${'long '.repeat(200)}`,
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*=utf-8''a%E2%80%AEfdp.exe%0Ab",
      '',
      '',
    ].join('\n');
    const [part] = outline(text);
    expect(part?.name).toBe('1 application/pdf a[U+202E]fdp.exe␊b');
    expect(part?.kind).toBe('data');
    expect(part?.children[0]?.detail).toBe('[U+202E]gpj.exe␇ <a@b.example>');
    expect(part?.children[1]?.detail).toHaveLength(201);
  });

  it('shows each field once, the first of its name, with the lines that continue it', () => {
    const text = 'from: one@b.example\nSubject: a\n b\nFROM: two@b.example\nSubject: c\n\nTo: x\n';
    expect(shown(text)).toEqual([
      [0, '1 text/plain', '6 bytes · 7bit'],
      [1, 'from', 'one@b.example'],
      [1, 'Subject', 'a b'],
    ]);
    const subject = outline(text)[0]?.children[1];
    expect(text.slice(subject?.range.start, subject?.range.end)).toBe('Subject: a\n b');
    expect(text.slice(subject?.selection.start, subject?.selection.end)).toBe('Subject: a');
  });

  it('shows the fields of a message of which only the header came back, and of none in an encoded part', () => {
    const inner = 'From: c@d.example\r\nSubject: inner\r\n\r\nbody';
    const text = [
      'Content-Type: multipart/report; boundary=r',
      '',
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      inner.slice(0, inner.indexOf('\r\n\r\n')),
      '--r',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(inner).toString('base64'),
      '--r--',
    ].join('\r\n');
    expect(shown(text)).toEqual([
      [0, '1 multipart/report', '212 bytes · 7bit'],
      [1, '1.1 text/rfc822-headers', '33 bytes · 7bit'],
      [2, 'From', 'c@d.example'],
      [2, 'Subject', 'inner'],
      [1, '1.2 message/rfc822', '56 bytes · base64'],
      [2, '1.2.1 text/plain', '6 bytes · 7bit'],
    ]);
  });

  it('gives ranges that lie within each other, whatever the mail', () => {
    const lies = (inner: Range, outer: Range) =>
      outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    const holds = (rows: readonly OutlineRow[], around: Range): boolean =>
      rows.every(
        ({ name, range, selection, children }) =>
          name !== '' && lies(range, around) && lies(selection, range) && holds(children, range),
      );
    const mail = fc.oneof(
      fc.nat().map((seed) => randomMail(seed).bytes),
      fc.tuple(fc.nat(), fc.nat(2000)).map(([seed, at]) => randomMail(seed).bytes.slice(at)),
      fc.string({
        unit: fc.constantFrom('--b', '\n', '\r', 'From: ', 'content-type: message/rfc822', ' ', 'x'),
      }),
    );
    fc.assert(
      fc.property(mail, (text) => holds(outline(text), { start: 0, end: text.length })),
      { numRuns: amount(100, 500) },
    );
  });

  const parts = (count: number) =>
    `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nX: y\n\nz\n'.repeat(count)}`;
  const inOneLine = (text: string) => Buffer.from(text).toString('base64');
  it.each<[string, (count: number) => string]>([
    ['parts', parts],
    ['messages in each other', (count) => 'Content-Type: message/rfc822\n\n'.repeat(count)],
    ['fields', (count) => `${'From: a@b.example\n'.repeat(count)}\nx`],
    ['a long value', (count) => `From: a@b.example\nSubject: ${'=?utf-8?q?=41?= '.repeat(count)}\n\nx`],
    [
      'parts in one line of base64',
      (count) =>
        `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inOneLine(parts(count))}`,
    ],
  ])('reads many %s in linear work', async (_name, make) => {
    const read = (count: number) => {
      const text = make(count);
      const structure = parseStructure(text);
      expect(flat(outlineOf(text, structure, 'en')).length).toBeGreaterThan(0);
      expect(foldsOf(text, structure).length).toBeGreaterThan(0);
    };
    await expectLinear(1000, read);
    read(amount(10_000, 60_000));
  });
});
