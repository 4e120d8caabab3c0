import { describe, expect, it } from 'vitest';
import { Remembered } from '../../../../src/core/mail/remembered';

describe('Remembered', () => {
  it('finds an answer once, and keeps few', () => {
    const asked: string[] = [];
    const lengths = new Remembered((question) => {
      asked.push(question);
      return question.length;
    });
    const of = (question: string) => lengths.of(question);
    expect(['a', 'bb', 'a', '', ''].map(of)).toEqual([1, 2, 1, 0, 0]);
    expect(asked).toEqual(['a', 'bb', '']);
    for (let number = 0; number < 300; number += 1) of(`question ${number}`);
    expect(of('a')).toBe(1);
    expect(asked.filter((question) => question === 'a')).toHaveLength(2);
  });

  it('keeps no long question', () => {
    let asked = 0;
    const count = new Remembered(() => {
      asked += 1;
      return asked;
    });
    const long = 'é\ud800'.repeat(60);
    expect([count.of(long), count.of(long)]).toEqual([1, 2]);
    expect([count.of('é\ud800'), count.of('é\ud800')]).toEqual([3, 3]);
  });
});
