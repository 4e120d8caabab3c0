import { addressLine } from './address';
import { labelledLine, type MarkerRole } from './markers';
import { isBlank, type Line } from './textLines';

/** What a label in the text of an Exchange bounce says. */
export interface Place {
  readonly role: MarkerRole;
  readonly value: string;
  readonly index: number;
  /** The lines that say so: the label's, and the one with the value where that is another. */
  readonly lines: readonly Line[];
}

/** A line that is the name of a server. */
export const hostOnLine = /^\s{0,5}([a-z0-9][\w-]{0,62}(?:\.[\w-]{1,63}){1,8})\.?\s{0,5}$/i;
/** How far below its label a value may stand. */
const reach = 6;

/** The labels in a text: those of a language known here, and where it has none of the layout with details, those by their form. */
export function labelledPlaces(lines: readonly Line[]): readonly Place[] {
  const known = lines.flatMap((line, index): Place[] => {
    const found = labelledLine(line.text);
    if (!found) return [];
    if (found.value !== '' || found.role === 'administrators' || found.role === 'originalHeaders')
      return [{ ...found, index, lines: [line] }];
    return [{ role: found.role, ...valueBelow(lines, index) }];
  });
  return known.some(({ role }) => role === 'recipientAddress') ? known : [...known, ...placesByForm(lines)];
}

/** The label as it is written. */
export function labelOn({ lines: [line] }: Place): string {
  return /^\s{0,40}([^:\uff1a]{1,80})/.exec(line?.text ?? '')?.[1]?.trim() ?? 'text';
}

/** A table's cell ends the line. */
function valueBelow(lines: readonly Line[], index: number): Omit<Place, 'role'> {
  const own = lines.slice(index, index + 1);
  const next = lines.slice(index + 1, index + reach).find((each) => !isBlank(each));
  return { value: next?.text.trim() ?? '', index, lines: next ? [...own, next] : own };
}

const labelled = /^\s{0,40}[^:\uff1a@\d]{2,60}[:\uff1a](.{0,2000})$/;
const dated = /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b.{0,10}\b\d{1,2}[:.]\d{2}/;
const refused = /^#?[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}/;

/**
 * The labels of the layout with details in a language that is not known, by the order of their values: date, sender, recipient, and
 * below them what was replied and who wrote the bounce.
 */
function placesByForm(lines: readonly Line[]): Place[] {
  const pairs = lines.flatMap((line, index): Omit<Place, 'role'>[] => {
    const value = labelled.exec(line.text)?.[1]?.trim();
    if (value === undefined) return [];
    return [value === '' ? valueBelow(lines, index) : { value, index, lines: [line] }];
  });
  const date = pairs.findIndex(
    ({ value }, index) =>
      dated.test(value) &&
      addressLine(pairs[index + 1]?.value ?? '') !== undefined &&
      addressLine(pairs[index + 2]?.value ?? '') !== undefined,
  );
  const error = pairs.findIndex(({ value }, index) => index > date + 2 && refused.test(value));
  if (date < 0 || error < 0) return [];
  const server = pairs.findLast(
    ({ value }, index) => index > error && index <= error + 3 && hostOnLine.test(value),
  );
  const roles = [
    ['senderAddress', pairs[date + 1]],
    ['recipientAddress', pairs[date + 2]],
    ['error', pairs[error]],
    ['generatingServer', server],
  ] as const;
  return roles.flatMap(([role, pair]) => (pair ? [{ role, ...pair }] : []));
}
