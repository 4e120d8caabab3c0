import { firstStatusCode } from '../../code/statusCode';
import type { LogLine } from './format';

/** How far a stack trace goes on until it names its cause, in lines. */
const longestTrace = 50;
/** How far apart a program tells one failure twice: as the server's reply, and as its own error. */
const longestRepeat = 3;
/** The least that two texts have in common to be the same one, cut short: a code and some words. */
const leastCommon = 24;

const anyAddress = /[^\s<>"'(){}[\],;:]{1,64}@[\w.-]{1,255}/g;

interface Failure {
  readonly name: string;
  readonly code: string;
  readonly said: string;
  readonly at: number | undefined;
  readonly openings: Set<string>;
  /** The addresses that the first line names before what was said. */
  readonly addresses: string;
  line: number;
}

/**
 * Tells which lines are about one failure, in logs that name no message: a stack trace repeats the reply for each cause, a program
 * logs the reply and then its error. Lines that begin alike are one a mail, and so are those that name other
 * addresses.
 */
export class FailureLines {
  private last: Failure | undefined;

  /**
   * The name of the failure that a line tells of.
   * @param said what the server said, as the line has it
   * @param at the line's own time, in milliseconds since 1970
   */
  nameOf(
    { text, number, hits }: LogLine,
    said: string | undefined,
    at: number | undefined,
  ): string | undefined {
    const [hit] = hits;
    if (!hit || said === undefined) return undefined;
    const opening = text.slice(0, firstStatusCode(text)?.start ?? 0).slice(-200);
    const addresses = opening.includes('@') ? (opening.match(anyAddress) ?? []).join(' ') : '';
    const bare = opening.replace(/\d+/g, '0');
    const { last } = this;
    const isTold =
      last !== undefined &&
      last.code === hit.code &&
      isSameText(last.said, said) &&
      !last.openings.has(bare) &&
      (last.addresses === addresses || (addresses === '' && isContinued(text))) &&
      at === last.at &&
      number - last.line <= (isContinued(text) ? longestTrace : at === undefined ? 0 : longestRepeat);
    if (isTold) {
      last.openings.add(bare);
      last.line = number;
      return last.name;
    }
    this.last = {
      name: `${number}`,
      code: hit.code,
      said,
      at,
      openings: new Set([bare]),
      addresses,
      line: number,
    };
    return this.last.name;
  }
}

/** A line that belongs to the one before: indented, a cause, or a field of what was printed. */
function isContinued(text: string): boolean {
  return /^(?:\s|Caused by\b|[\w-]{2,30}: )/.test(text);
}

function isSameText(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= leastCommon && long.startsWith(short));
}
