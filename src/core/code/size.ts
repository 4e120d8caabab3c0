import type { Language } from './language';

/** Sizes as people write them, with decimal prefixes: `512 bytes`, `1.2 kB`, in Italian `1,2 kB`. */
export function sizeFormat(language: Language): (bytes: number) => string {
  const [bytes, kilobytes, megabytes] = (['byte', 'kilobyte', 'megabyte'] as const).map(
    (unit) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: 1,
      }),
  ) as [Intl.NumberFormat, Intl.NumberFormat, Intl.NumberFormat];
  return (size) => {
    if (size < 1000) return bytes.format(size);
    return size < 1_000_000 ? kilobytes.format(size / 1000) : megabytes.format(size / 1_000_000);
  };
}
