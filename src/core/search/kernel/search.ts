/** How text is written into bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Told where a `5.7.7` starts, or a code in parts may, and how many line breaks stand before it in what is searched. */
export type Found = (start: number, breaks: number) => void;

/** Finds `5.7.7`, and where codes in parts may begin (`code/codeInParts.ts`), in bytes and counts line breaks on the way: `\n`, and a `\r` that no `\n` follows. */
export interface CodeSearch {
  /** Where to put the bytes. Eight before those that are searched are read too, and up to 80 after them. */
  readonly bytes: Buffer;
  /**
   * Finds each `5.7.7` whose last character starts in [from, to), and each place in it where a code in parts may begin, in order.
   * `from` is 8 at least, and both are whole units.
   * @returns the line breaks in [from, to)
   */
  search(from: number, to: number, encoding: Encoding, found: Found): number;
  /** Says that what is searched next is another text: codes in parts stand in objects of JSON, and need not be found before the first brace. */
  restart(): void;
  /** In UTF-8, the place behind the last `\n` or `\r` in [earliest, at), or `earliest`. */
  lineStart(at: number, earliest: number): number;
  /** In UTF-8, the first `\n` or `\r` in [at, latest), or `latest`. */
  lineEnd(at: number, latest: number): number;
}
