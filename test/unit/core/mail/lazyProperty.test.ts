import { expect, it } from 'vitest';
import { lazyProperty } from '../../../../src/core/mail/lazyProperty';

const withAnswer = lazyProperty('answer');

it('makes a property once, and not before somebody asks', () => {
  let made = 0;
  const facts = withAnswer({ question: 'how many?' }, () => {
    made += 1;
    return made;
  });
  expect(made).toBe(0);
  expect([facts.answer, facts.answer, made]).toEqual([1, 1, 1]);
});

it('keeps what each object was given, and shows it wherever properties are listed', () => {
  const [one, other] = [withAnswer({}, () => 'one'), withAnswer({}, () => 'other')];
  expect({ ...other, more: 1 }).toEqual({ answer: 'other', more: 1 });
  expect(JSON.stringify([one, other])).toBe('[{"answer":"one"},{"answer":"other"}]');
});
