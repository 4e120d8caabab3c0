import { assert } from 'chai';

// What tests use of Node's `assert/strict`, where there is no Node.js.
export const { fail, match } = assert;
export const ok: (value: unknown, message?: string) => asserts value = assert.isOk;
export const equal = assert.strictEqual;
export const notEqual = assert.notStrictEqual;
export const deepEqual = assert.deepStrictEqual;
export const doesNotMatch = assert.notMatch;
