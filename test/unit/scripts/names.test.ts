import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../../scripts/layers.mjs';
import { duplicateNames } from '../../../scripts/names.mjs';

describe('an exported name', () => {
  it('is one of a kind in the sources', () =>
    expect(duplicateNames(readSources(join(import.meta.dirname, '../../..')))).toEqual([]));

  it('is one of a kind, whatever it names', () => {
    const sources = new Map([
      ['one.ts', 'export type Row = string; export const rows = 1, more = 2; export function read() {}'],
      ['two.ts', 'export interface Row {} export class Rows {} const more = 3; export { more as most };'],
      ['two.browser.ts', 'export interface Rows {}'],
      ['three.ts', "export { read } from './one'; export const enum more {}"],
    ]);
    expect(duplicateNames(sources)).toEqual(['Row: one.ts, two.ts', 'more: one.ts, three.ts']);
  });
});
