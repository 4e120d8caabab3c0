/** Where a person can look a fact up. */
export interface Evidence {
  /** Path of the file, or a name for what came from elsewhere, such as the clipboard. */
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** SHA-256 of the whole file as it was read, in lower-case hexadecimal. */
  readonly sha256?: string | undefined;
  /** The row or line itself, fit to show (see `printable`); left out where it would be mail content. */
  readonly excerpt?: string | undefined;
}
