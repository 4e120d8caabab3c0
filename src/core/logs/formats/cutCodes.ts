import { findStatusCodes, mayHoldCode } from '../../code/statusCode';
import type { CodeHit } from './event';
import type { LogLine } from './format';
import { type CutPart, type CutText, withLineEnd } from './objectCutter';
import { hitsByPlace } from './placedHits';

/** The codes of what was cut by where they stand in its text, on the seams of its parts too. */
export function codesOfCut({ text, line: first, parts }: CutText<LogLine>): ReadonlyMap<number, CodeHit> {
  const isCodeless = parts.length === 1 && first.hits.length === 0;
  if (isCodeless || !mayHoldCode(text)) return new Map();
  let part = 0;
  let start = 0;
  return new Map(
    findStatusCodes(text).flatMap(({ code, start: at }) => {
      for (let here = parts[part]; here && start + withLineEnd(here).length <= at; here = parts[part]) {
        start += withLineEnd(here).length;
        part += 1;
      }
      const here = parts[part];
      if (!here) return [];
      const { line, from } = here;
      const place = from + at - start;
      const computed = { code, line: line.number, column: line.offset + place + 1 };
      return [[at, hitsByPlace(line).get(place) ?? computed]];
    }),
  );
}

/** The line of a text that is of no object, with the codes in that; undefined where there is none. */
export function codedLine({ text, line, from }: CutPart<LogLine>): LogLine | undefined {
  if (!mayHoldCode(text)) return undefined;
  const hits = [...hitsByPlace(line)].flatMap(([at, hit]) =>
    at >= from && at < from + text.length ? [hit] : [],
  );
  return hits.length > 0 ? { ...line, hits } : undefined;
}
