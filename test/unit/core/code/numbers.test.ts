import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/core/code/language';
import { listText, numberText, percentText } from '../../../../src/core/code/numbers';

describe.each(['en', 'it'] satisfies Language[])('in %s', (language) => {
  it('counts are written as Intl writes them', () => {
    for (const count of [0, 7, 999, 1000, 1234, 12_345, 1_234_567, 2.5])
      expect(numberText(count, language)).toBe(new Intl.NumberFormat(language).format(count));
  });

  it('shares are written as Intl writes them', () => {
    for (const part of [0, 0.004, 0.125, 0.5, 0.996, 1])
      for (const digits of [0, 2])
        expect(percentText(part, language, digits)).toBe(
          new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(part),
        );
  });

  it('lists are written as Intl writes them', () => {
    for (const names of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a, b', 'c', 'd', 'e']])
      expect(listText(names, language)).toBe(new Intl.ListFormat(language).format(names));
  });
});
