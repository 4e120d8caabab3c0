import { findStatusCodes, mayHoldCode } from '../../code/statusCode';
import type { CodeHit } from './event';
import type { LogLine } from './format';

/** Many objects may be cut out of one long line. */
const known = new WeakMap<LogLine, ReadonlyMap<number, CodeHit>>();

/** The codes of a line by where they stand in its text: of a line that a wrapper held, that is not where they stand in the file. */
export function hitsByPlace(line: LogLine): ReadonlyMap<number, CodeHit> {
  const places = known.get(line) ?? placesIn(line);
  known.set(line, places);
  return places;
}

function placesIn({ text, hits, number, offset }: LogLine): ReadonlyMap<number, CodeHit> {
  if (!mayHoldCode(text)) return new Map();
  const found = findStatusCodes(text);
  const isSame = found.length === hits.length;
  return new Map(
    found.map(({ code, start }, index) => {
      const computed = { code, line: number, column: offset + start + 1 };
      return [start, (isSame ? hits[index] : undefined) ?? computed];
    }),
  );
}
