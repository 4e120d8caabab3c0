/** Why something could not be done, as far as the system says it in a way that is known. */
export type FailureKind = 'gone' | 'forbidden' | 'full' | 'other';

/** A failure, with the path it is about where the system names one; neither is fit to show as it stands. */
export interface Failure {
  readonly kind: FailureKind;
  readonly path: string | undefined;
  /** The system's words, in one line. */
  readonly words: string;
}

/** By the codes of Node (errno) and of VS Code (`FileSystemError`). */
const kinds: Readonly<Record<string, FailureKind>> = {
  ...{ ENOENT: 'gone', ENOTDIR: 'gone', FileNotFound: 'gone', EntryNotFound: 'gone', ESTALE: 'gone' },
  ...{ EACCES: 'forbidden', EPERM: 'forbidden', NoPermissions: 'forbidden' },
  ...{ ENOSPC: 'full', EDQUOT: 'full', EROFS: 'full' },
};

/** What an error says of why; VS Code hands some on as words only. */
export function failureOf(error: unknown): Failure {
  const words = (error instanceof Error ? error.message : String(error)).split(/\r?\n/, 1)[0] ?? '';
  const code = propertyOf(error, 'code');
  const told = /\b(E[A-Z]{3,9})\b/.exec(words)?.[1];
  const isGone = /nonexistent file|FileNotFound|no such file/i.test(words);
  const kind = [code, told].flatMap((each) => (each === undefined ? [] : (kinds[each] ?? [])))[0];
  const path = propertyOf(error, 'path') ?? /(?:\bfile|, \w+) '([^']+)'/.exec(words)?.[1];
  return { kind: kind ?? (isGone ? 'gone' : 'other'), path, words };
}

function propertyOf(error: unknown, name: 'code' | 'path'): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** True where a person opened something else before what was asked for had opened, as VS Code says: nothing is wrong then. */
export function isOvertaken(error: unknown): boolean {
  return /because another editor opened in the meantime/.test(failureOf(error).words);
}
