import type { Language } from './language';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const formats = new Map<string, Intl.NumberFormat>();

/** Sizes as people write them, with decimal prefixes: `512 bytes`, `1.2 kB`, in Italian `1,2 kB`. */
export function sizeText(bytes: number, language: Language): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), units.length - 1);
  return formatOf(units[power] ?? 'byte', language).format(bytes / 1000 ** power);
}

function formatOf(unit: (typeof units)[number], language: Language): Intl.NumberFormat {
  const known = formats.get(`${language} ${unit}`);
  if (known) return known;
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  formats.set(`${language} ${unit}`, format);
  return format;
}
