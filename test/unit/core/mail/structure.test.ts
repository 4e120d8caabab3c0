import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../src/core/mail/structure';
import { parseStructure } from './parseStructure';

const inner = [
  'Subject: inner',
  'Content-Type: multipart/alternative; boundary=i',
  '',
  '--i',
  '',
  'one',
  '--i',
  'Content-Type: text/html; charset=cp932',
  '',
  '<p>two',
  '--i--',
  '',
].join('\r\n');

const mail = [
  'From: a@b.example',
  'Content-Type: multipart/report;',
  '\tboundary="r"',
  '',
  'preamble',
  '--r',
  'Content-Type: TEXT/Plain; charset="ISO-8859-1"',
  'Content-Transfer-Encoding: Quoted-Printable',
  '',
  'text',
  '--r',
  'Content-Type: message/rfc822; name="a.eml"',
  '',
  inner,
  '--r',
  'Content-Type: application/octet-stream',
  "Content-Disposition: attachment; filename*=utf-8''%C3%A8.bin",
  'Content-Transfer-Encoding: base64',
  '',
  'AAAA',
  '--r--',
  'epilogue',
].join('\r\n');

function flat(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [part, ...flat(part.children)]);
}

describe('parseStructure', () => {
  it('gives each part with its type, charset, encoding and name', () => {
    const rows = flat(parseStructure(mail)).map(
      ({ path, mediaType, charset, transferEncoding, filename }) => [
        path,
        mediaType,
        charset,
        transferEncoding,
        filename,
      ],
    );
    expect(rows).toEqual([
      ['1', 'multipart/report', undefined, '7bit', undefined],
      ['1.1', 'text/plain', 'iso-8859-1', 'quoted-printable', undefined],
      ['1.2', 'message/rfc822', undefined, '7bit', 'a.eml'],
      ['1.2.1', 'multipart/alternative', undefined, '7bit', undefined],
      ['1.2.1.1', 'text/plain', undefined, '7bit', undefined],
      ['1.2.1.2', 'text/html', 'cp932', '7bit', undefined],
      ['1.3', 'application/octet-stream', undefined, 'base64', 'è.bin'],
    ]);
  });

  it.each(['\r\n', '\n', '\r'])('gives the ranges of header and body, line breaks %j', (lineBreak) => {
    const text = mail.replaceAll('\r\n', lineBreak);
    const parts = new Map(flat(parseStructure(text)).map((part) => [part.path, part]));
    const body = (path: string) => text.slice(parts.get(path)?.body.start, parts.get(path)?.body.end);
    const header = (path: string) => text.slice(parts.get(path)?.header.start, parts.get(path)?.header.end);
    expect(header('1')).toBe(text.slice(0, text.indexOf('preamble') - lineBreak.length));
    expect(body('1')).toBe(text.slice(text.indexOf('preamble')));
    expect(body('1.1')).toBe('text');
    expect(body('1.2')).toBe(inner.replaceAll('\r\n', lineBreak));
    expect(header('1.2.1.1')).toBe('');
    expect(body('1.2.1.1')).toBe('one');
    expect(body('1.2.1.2')).toBe('<p>two');
    expect(parts.get('1.3')?.size).toBe(4);
  });

  it('gives parts that show once another is decoded, by the characters that encode them', () => {
    const encoded = Buffer.from(inner).toString('base64').replace(/.{20}/g, '$&\r\n');
    const text = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`;
    const rows = flat(parseStructure(text)).map(({ path, mediaType, isEncoded }) => [
      path,
      mediaType,
      isEncoded,
    ]);
    expect(rows).toEqual([
      ['1', 'message/rfc822', false],
      ['1.1', 'multipart/alternative', true],
      ['1.1.1', 'text/plain', true],
      ['1.1.2', 'text/html', true],
    ]);
    const html = flat(parseStructure(text)).at(-1);
    const raw = text.slice(html?.body.start, html?.body.end).replace(/\s/g, '');
    expect(
      ['', 'A', 'AA', 'AAA'].map((lead) => Buffer.from(lead + raw, 'base64').toString('latin1')).join(),
    ).toContain('<p>two');
  });

  it('gives the messages of an mbox side by side', () => {
    const one =
      'From a@b.example Tue Nov 24 03:12:00 2026\nSubject: x\n\nFrom me to you\n\nFrom now on 5 of us\n\n';
    expect(parseStructure(one + one).map(({ path }) => path)).toEqual(['1', '2']);
  });

  it('gives one part for a text that is no message', () => {
    expect(parseStructure('just text')).toMatchObject([
      { path: '1', header: { start: 0, end: 0 }, size: 9, children: [] },
    ]);
  });
});
