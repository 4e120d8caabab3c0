/** How text is written into bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Told where a `5.7.7`, or a code in parts, starts, and how many line breaks stand before it in what is searched. */
export type Found = (start: number, breaks: number) => void;

/** Finds `5.7.7` and codes in parts (`code/codeInParts.ts`) in bytes and counts line breaks on the way: `\n`, and a `\r` that no `\n` follows. */
export interface CodeSearch {
  /** Where to put the bytes. Eight before and two after those that are searched are read too. */
  readonly bytes: Buffer;
  /**
   * Finds each `5.7.7` whose last character starts in [from, to), and each code in parts that is in it as a whole, in order. `from` is 8 at least, and both are whole units.
   * @returns the line breaks in [from, to)
   */
  search(from: number, to: number, encoding: Encoding, found: Found): number;
  /** Says that what is searched next is another text: codes in parts stand in objects of JSON, and are looked for from the first brace on. */
  restart(): void;
  /** In UTF-8, the place behind the last `\n` or `\r` in [earliest, at), or `earliest`. */
  lineStart(at: number, earliest: number): number;
  /** In UTF-8, the first `\n` or `\r` in [at, latest), or `latest`. */
  lineEnd(at: number, latest: number): number;
}
