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

/** The same arguments with a language that stands before the command behind it. */
export function withCommandFirst(args: readonly string[]): string[] {
  const [first = ''] = args;
  const length = first === '--lang' ? 2 : first.startsWith('--lang=') ? 1 : 0;
  const [command, ...others] = args.slice(length);
  return command === undefined ? [...args] : [command, ...args.slice(0, length), ...others];
}
