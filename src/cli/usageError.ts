/** The command line makes no sense; `message` says why, and how to use the program is printed below it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** True of the error of any command: each is a bundle of its own, with a class of its own. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError';
}

/**
 * Reads arguments, turning what Node says about them into a usage error.
 * @throws UsageError
 */
export function asUsageError<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
