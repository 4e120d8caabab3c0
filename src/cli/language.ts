import { type Language, languageOf } from '../core/code/language';
import { UsageError } from './usageError';

/**
 * The language asked for, or that of the shell.
 * @throws UsageError
 */
export function languageFor(asked: string | undefined): Language {
  if (asked === undefined)
    return languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  if (asked === 'en' || asked === 'it') return asked;
  throw new UsageError('The languages are en and it.');
}
