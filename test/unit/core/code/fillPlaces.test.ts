import { expect, it } from 'vitest';
import { fillPlaces } from '../../../../src/core/code/fillPlaces';

it.each([
  ['{count} of {all}', { count: '3', all: '5' }, '3 of 5'],
  ['{count} of {all}', { count: '3' }, '3 of {all}'],
  ['{a}', { a: '{b}', b: 'c' }, '{b}'],
  ['{a}', { a: '$&$1' }, '$&$1'],
  ['{constructor} {toString}', {}, '{constructor} {toString}'],
  ['{a}{a}', { a: '' }, ''],
  ['{ a } {}', { a: '1' }, '{ a } {}'],
])('%s with %j', (text, values, expected) => {
  expect(fillPlaces(text, values)).toBe(expected);
});

it('shows values as it is told, each once', () => {
  expect(fillPlaces('{n}, {s}', { n: 5, s: '{n}' }, (value) => `<${value}>`)).toBe('<5>, <{n}>');
});
