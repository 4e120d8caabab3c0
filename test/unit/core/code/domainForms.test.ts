import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableNames } from '../../../../src/core/code/domainForms';
import { printable } from '../../../../src/core/code/printable';

const [shalom, salam] = ['שלום', 'سلام'];
const isolated = (text: string) => `\u2068${text}\u2069`;

describe('words from right to left', () => {
  it('stand isolated, each run of them once, so that numbers and names beside them stay where they are', () => {
    expect(printable(`02:04 ${shalom} ${shalom} · 14`)).toBe(`02:04 ${isolated(`${shalom} ${shalom}`)} · 14`);
    expect(printable(`${shalom}14@${salam}.example`)).toBe(
      `${isolated(shalom)}14@${isolated(salam)}.example`,
    );
    expect(printable('Zoë <a@x.example>')).toBe('Zoë <a@x.example>');
  });

  it('leave no sign of a mail to act: what isolates or turns there is seen', () => {
    expect(printable(`\u2067${shalom}\u202e`)).toBe(`[U+2067]${isolated(shalom)}[U+202E]`);
    expect(printable(`a\u2068b\u2069${shalom}`)).toBe(`a[U+2068]b[U+2069]${isolated(shalom)}`);
  });

  it('are isolated once, however often they are made fit to show, and always in pairs', () => {
    const parts = fc.constantFrom(
      shalom,
      salam,
      ' ',
      '-',
      '5.7.750',
      'a@b.example',
      '\u2068',
      '\u2069',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (all) => {
        const once = printable(all.join(''));
        expect(printable(once)).toBe(once);
        expect(once.replace(/\u2068[^\u2066-\u2069\u202a-\u202e]*\u2069/g, '')).not.toMatch(
          /[\u2066-\u2069]/,
        );
      }),
    );
  });
});

describe('internationalized domains', () => {
  it.each([
    ['a@xn--mnchen-3ya.example', 'a@xn--mnchen-3ya.example (münchen.example)'],
    ['a@münchen.example', 'a@münchen.example (xn--mnchen-3ya.example)'],
    ['münchen.example', 'münchen.example (xn--mnchen-3ya.example)'],
    [
      'mail.xn--mnchen-3ya.example, b.example',
      'mail.xn--mnchen-3ya.example (mail.münchen.example), b.example',
    ],
    // A Cyrillic letter among Latin ones: either form shows it.
    ['billing@xn--pple-43d.example', 'billing@xn--pple-43d.example (аpple.example)'],
    ['billing@аpple.example', 'billing@аpple.example (xn--pple-43d.example)'],
    ['a@xn--4dbrk0ce.example', `a@xn--4dbrk0ce.example (${isolated('ישראל')}.example)`],
    ['a@ישראל.example', `a@${isolated('ישראל')}.example (xn--4dbrk0ce.example)`],
  ])('%s shows both forms, once', (name, shown) => {
    expect(printableNames(name)).toBe(shown);
    expect(printableNames(shown)).toBe(shown);
    expect(printableNames(printable(name))).toBe(shown);
  });

  it.each(['a@xn--999999999.example', 'xn--', 'relazione-è.log', 'Grüße. Bis morgen', 'x@y', 'a@b.example'])(
    '%s stays as it is',
    (text) => expect(printableNames(text)).toBe(text),
  );
});
