/** What is wrong at one place of an incident file. Line and column are counted from 1. */
export interface IncidentProblem {
  /**
   * `syntax`: no JSON; `conflict`: marks of an unfinished merge; `missing`, `unknown`, `duplicate`: about a property named in
   * `detail`; `value`: a value that does not fit; `newer`: written by a later version; `size`: too large to be read.
   */
  readonly kind: 'syntax' | 'conflict' | 'missing' | 'unknown' | 'duplicate' | 'value' | 'newer' | 'size';
  /** JSON path such as `$.ticks["domains/list"].at`. */
  readonly path: string;
  /** A name, a number, or what the validator says, in English; from the file, and not fit to show as it stands. */
  readonly detail: string;
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units from the start of the file. */
  readonly offset: number;
  readonly length: number;
}

/** A change that would have made an incident file invalid; nothing was written. */
export class UnfitIncidentError extends Error {
  override readonly name = 'UnfitIncidentError';
}

/** An incident file that cannot be taken as it is. `problems` has at least one entry. */
export class InvalidIncidentError extends Error {
  override readonly name = 'InvalidIncidentError';

  constructor(readonly problems: readonly IncidentProblem[]) {
    super(
      problems
        .map(({ kind, path, detail, line, column }) => `${line}:${column} ${path}: ${kind} ${detail}`)
        .join('\n'),
    );
  }
}
