import { type CliTextId, cliText } from './texts';

/** The command line makes no sense; the text says why, and the help of the command is printed below it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    readonly text: CliTextId,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(cliText('en', text, values));
  }
}

/** Commands are bundles of their own, each with its own class: what one throws is known by its name. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

/**
 * Reads arguments, turning what Node.js says about them into a usage error.
 * @throws UsageError
 */
export function asUsageError<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const [, option] = /'(--?[^\s'=]+)/.exec(said) ?? [];
    if (option === undefined) throw error;
    const isUnknown = said.startsWith('Unknown option');
    const takesNone = said.includes('does not take an argument');
    throw new UsageError(
      isUnknown ? 'error.unknownOption' : takesNone ? 'error.noValue' : 'error.valueNeeded',
      { option },
    );
  }
}
