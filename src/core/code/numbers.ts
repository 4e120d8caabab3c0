import { conjunctionsOf, type Language } from './language';

/*
 * The first formatter of `Intl` takes a fifth of the time of a short command: what most texts need is written without one, and
 * the same.
 */

/** A count as people write it, such as `1,234`; below 1,000 no digits are grouped. */
export function numberText(count: number, language: Language): string {
  return Number.isInteger(count) && count < 1000
    ? String(count)
    : new Intl.NumberFormat(language).format(count);
}

/** @param part from 0 to 1; `0.82` is `82%` */
export function percentText(part: number, language: Language, maximumFractionDigits = 0): string {
  if (maximumFractionDigits === 0) return `${Math.round(100 * part)}%`;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits }).format(part);
}

/** `a, b, and c` */
export function listText(names: readonly string[], language: Language): string {
  const { two, last } = conjunctionsOf(language);
  return [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter((part) => part !== '')
    .join(names.length > 2 ? last : two);
}
