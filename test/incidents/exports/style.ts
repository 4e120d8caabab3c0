import type { Random } from '../random';
import type { Culture } from './dates';
import type { TableFormat } from './table';

/**
 * Where the exports of an incident come from: the product's own queries, cmdlets as an admin runs them, the portals, or
 * a responder's collection (Microsoft-Extractor-Suite).
 */
export type Origin = 'product' | 'cmdlet' | 'portal' | 'suite';

export interface Style {
  readonly name: string;
  readonly origin: Origin;
  readonly format: TableFormat;
  readonly culture: Culture;
}

const cultures: readonly Culture[] = ['en-US', 'en-GB', 'de-DE', 'it-IT', 'it-IT dots'];

/**
 * One way for a whole incident; `mixed` draws again for each file.
 * @param lossy lists may come as the names of their types, as nothing hangs on them
 */
export function styleOf(random: Random, lossy: boolean): (file: Random) => Style {
  const name = random.pick([
    'own7',
    'own7',
    'own5',
    'ownCsv',
    'formatList',
    'cmdlet',
    'portal',
    'suite',
    'mixed',
  ]);
  const culture = random.pick(cultures);
  return (file) => {
    const now =
      name === 'mixed'
        ? file.pick(['own7', 'own5', 'ownCsv', 'formatList', 'cmdlet', 'portal', 'suite'])
        : name;
    return { name, culture, ...shapes(now, file, lossy) };
  };
}

function shapes(name: string, random: Random, lossy: boolean): Pick<Style, 'origin' | 'format'> {
  switch (name) {
    case 'own5':
      return { origin: 'product', format: 'json5' };
    case 'ownCsv':
      return { origin: 'product', format: 'csv' };
    case 'formatList':
      return { origin: 'cmdlet', format: 'format-list' };
    case 'cmdlet':
      return {
        origin: 'cmdlet',
        format: random.pick(['json5', 'json7', 'semicolon', lossy ? 'csv-types' : 'csv'] as const),
      };
    case 'portal':
      return { origin: 'portal', format: random.pick(['csv', 'semicolon', 'json7'] as const) };
    case 'suite':
      return { origin: 'suite', format: 'csv' };
    default:
      return { origin: 'product', format: 'json7' };
  }
}
