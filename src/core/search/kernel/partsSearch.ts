import { firstInParts, signsOfParts } from '../../code/codeInParts';
import type { Encoding, Found } from './search';

/** What stands in each code in parts, as bytes: nearly no text has it, which is seen sooner than the text is made. */
const inEach: Readonly<Record<Encoding, readonly Buffer[]>> = {
  'utf-8': signsOfParts.map((sign) => Buffer.from(sign, 'latin1')),
  'utf-16le': signsOfParts.map((sign) => Buffer.from(sign, 'utf16le')),
  'utf-16be': signsOfParts.map((sign) => Buffer.from(sign, 'utf16le').swap16()),
};

/** Where codes in parts start that stand in [from, to) as a whole. */
function partsIn(bytes: Buffer, from: number, to: number, encoding: Encoding): number[] {
  const size = encoding === 'utf-8' ? 1 : 2;
  const searched = bytes.subarray(from, to);
  if (!inEach[encoding].some((sign) => searched.includes(sign))) return [];
  const text = textOf(searched, encoding);
  const places: number[] = [];
  for (let hit = firstInParts(text, 0, text.length); hit; hit = firstInParts(text, hit.end, text.length))
    places.push(from + hit.start * size);
  return places;
}

/** A text in which each unit takes as many bytes as any other. */
function textOf(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8') return bytes.toString('latin1');
  return (encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16()).toString('utf16le');
}

/** A search for codes in signs: as `CodeSearch.search`, of them alone. */
export type SignSearch = (from: number, to: number, found: Found) => number;

/** Tells codes in parts among those in signs, in their order. */
export function searchWithParts(
  bytes: Buffer,
  [from, to, encoding]: readonly [from: number, to: number, encoding: Encoding],
  found: Found,
  search: SignSearch,
): number {
  let at = from;
  let breaks = 0;
  const searchTo = (place: number) => {
    const before = breaks;
    breaks += search(at, place, (start, count) => found(start, before + count));
    at = place;
  };
  for (const place of partsIn(bytes, from, to, encoding)) {
    searchTo(place);
    found(place, breaks);
  }
  searchTo(to);
  return breaks;
}
