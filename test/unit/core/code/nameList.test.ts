import { describe, expect, it } from 'vitest';
import { fillPlaces } from '../../../../src/core/code/fillPlaces';
import { nameList, nameListText } from '../../../../src/core/code/nameList';

describe('a list of names', () => {
  it('has each once, and says that others are left out', () => {
    expect(nameList(['b', 'a', 'b'])).toBe('b, a');
    expect(nameList(new Set(['a', 'b', 'c']), 2)).toBe('a, b, …');
    expect(nameList([])).toBe('');
  });

  it.each(['en', 'it'] as const)(
    'is said as the language has it, and never as whole where it was cut: %s',
    (language) => {
      const names = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
      const format = new Intl.ListFormat(language);
      for (const length of [0, 1, 2, 3])
        expect(nameListText(nameList(names.slice(0, length)), language)).toBe(
          format.format(names.slice(0, length)),
        );
      expect(nameListText(nameList(names, 2), language)).toBe('192.0.2.1, 192.0.2.2, …');
    },
  );
});

describe('a word that agrees with a number', () => {
  const text = '{count} {count|message was|messages were} refused';

  it('is the one for 1, and the other for all others', () => {
    expect(fillPlaces(text, { count: '1' })).toBe('1 message was refused');
    expect(fillPlaces(text, { count: 1 })).toBe('1 message was refused');
    for (const count of ['0', '2', '1,001', '1.5'])
      expect(fillPlaces(text, { count })).toBe(`${count} messages were refused`);
    expect(fillPlaces(text, {})).toBe(text);
  });

  it.each(['en', 'it'] as const)('needs no more forms than these in %s', (language) => {
    const rules = new Intl.PluralRules(language);
    for (const count of [0, 1, 2, 5, 11, 21, 101, 1001, 1.5])
      expect(rules.select(count) === 'one', `${count}`).toBe(count === 1);
  });
});
