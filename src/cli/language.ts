import { type Language, languageOf, languages } from '../core/code/language';
import { UsageError } from './usageError';

/**
 * The language asked for, or that of the shell.
 * @throws UsageError
 */
export function languageFor(asked: string | undefined): Language {
  if (asked === undefined)
    return languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  const known = languages.find((language) => language === asked);
  if (known !== undefined) return known;
  throw new UsageError('error.oneOf', { option: '--lang', values: languages.join(', ') });
}

/** The language of what is said of a command line, even of one that makes no sense. */
export function languageOfArguments(args: readonly string[]): Language {
  const asked = args.map((arg, index) =>
    arg === '--lang' ? args[index + 1] : /^--lang=(.*)/.exec(arg)?.[1],
  );
  return languageFor(asked.findLast((tag) => languages.some((language) => language === tag)));
}
