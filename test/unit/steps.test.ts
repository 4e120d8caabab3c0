import { describe, expect, it } from 'vitest';
import { findStatusCodes } from '../../src/core/code/statusCode';
import { expectLinear, stepsOf } from './steps';

describe('steps', () => {
  it('are nearly the same each time', async () => {
    const act = () => findStatusCodes('550 5.7.705 '.repeat(1000));
    await stepsOf(act);
    const once = await stepsOf(act);
    expect(once).toBeGreaterThan(1000);
    // A function that V8 makes part of its caller meanwhile, which it does beside us, is entered and not counted.
    expect(Math.abs((await stepsOf(act)) - once)).toBeLessThan(once / 10);
  });

  it('tell quadratic work from linear work', async () => {
    const codes = (size: number) => '550 5.7.705 '.repeat(size / 12);
    await expectLinear(1 << 12, (size) => findStatusCodes(codes(size)));
    const again = (size: number) => {
      const text = codes(size);
      for (let at = 0; at < text.length; at += 600) findStatusCodes(text.slice(at));
    };
    await expect(expectLinear(1 << 12, again)).rejects.toThrow('steps');
    const search = (size: number) => {
      const text = codes(size);
      for (let at = 0; at < text.length; at += 12) text.indexOf('x', at);
      return findStatusCodes('550 5.7.705');
    };
    await expect(expectLinear(1 << 12, search)).rejects.toThrow('steps');
  });
});
