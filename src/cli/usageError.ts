/** The command line makes no sense; `message` says why, and how to use the program is printed below it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
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
