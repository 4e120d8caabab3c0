import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { charsetOf, decodeCharset } from '../../../../src/core/mail/charset';

const multiByte = ['shift_jis', 'euc-jp', 'euc-kr', 'big5', 'gbk', 'gb18030'] as const;
const all = [
  ...multiByte,
  'iso-2022-jp',
  'utf-8',
  'utf-7',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'koi8-r',
];

const someBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '5.7.705',
        '\x1b$B',
        '\x1b(B',
        '\x1b(J',
        '\x1b(I',
        '\r\n',
        '+AKA-',
        '\xff\xfe',
        '\0',
        '5',
        '.',
      ),
      fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('charsetOf', () => {
  it.each([
    ['US-ASCII', 'utf-8'],
    ['"x-unheard-of"', 'utf-8'],
    ['ISO-8859-1', 'windows-1252'],
    [' Shift_JIS ', 'shift_jis'],
    ['cp932', 'shift_jis'],
    ['ks_c_5601-1987', 'euc-kr'],
    ['GB2312', 'gbk'],
    ['unicode-1-1-utf-7', 'utf-7'],
    ['UTF-16', 'utf-16'],
    ['constructor', 'utf-8'],
    ['', 'utf-8'],
  ])('knows %j as %s', (label, charset) => {
    expect(charsetOf(label)).toBe(charset);
  });
});

describe('decodeCharset', () => {
  it.each(all)('leads every ASCII sign back to its byte, whatever the bytes: %s', (charset) => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const { text, map } = decodeCharset(bytes, charset);
        for (let offset = 0; offset < text.length; offset += 1) {
          const [start, end] = [map.start(offset), map.end(offset)];
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(bytes.length + 1);
          const isPlain = /[5.7]/.test(text.charAt(offset)) && end - start === 1;
          if (isPlain) expect(bytes.charAt(start)).toBe(text.charAt(offset));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(multiByte)('leads back through text in its script: %s', (charset) => {
    const scripts: Readonly<Record<string, string>> = {
      shift_jis: 'ア表ソ日本語ｱｲｳ',
      'euc-jp': '日本語エラーｱ',
      'euc-kr': '오류실패',
      big5: '失敗功錯誤',
      gbk: '失败錯誤',
      gb18030: '失败𠀀é€',
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...(scripts[charset] ?? ''), '5.7.705', ' ', 'a'), { maxLength: 30 }),
        (signs) => {
          const bytes = signs.map((sign) => iconv.encode(sign, charset).toString('latin1'));
          const { text, map } = decodeCharset(bytes.join(''), charset);
          expect(text).toBe(signs.join(''));
          let at = 0;
          let offset = 0;
          for (const [index, sign] of signs.entries()) {
            expect(map.start(offset)).toBe(at);
            at += bytes[index]?.length ?? 0;
            offset += sign.length;
            expect(map.end(offset - 1)).toBe(at);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
