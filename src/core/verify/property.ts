import type { Property } from './query';

/** Columns by their names alone. */
export const plain = (...names: string[]): Property[] => names.map((name) => ({ name }));

/** Columns that hold several values. */
export const lists = (...names: string[]): Property[] => names.map((name) => ({ name, list: true }));

/** Columns that hold one of a set of names. */
export const enumerations = (...names: string[]): Property[] =>
  names.map((name) => ({ name, enumeration: true }));
