import { queriesFor } from '../../../src/core/verify';

/**
 * The columns that the product's own query of this name asks for today; undefined where it asks no such thing. An answer
 * holds those of them that are known here.
 */
export function askedColumns(id: string): readonly string[] | undefined {
  const result = queriesFor().find((query) => query.id === id)?.result;
  return typeof result === 'object' ? result.map(({ name }) => name) : undefined;
}

export const isAsked = (id: string) => queriesFor().some((query) => query.id === id);
