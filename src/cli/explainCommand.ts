import { parseArgs } from 'node:util';
import { languageOf } from '../core/catalogue';
import type { Language } from '../core/catalogue/language';
import { explain } from '../core/explain/explanation';
import { plainText } from '../core/explain/plainText';
import { isStatusCode } from '../core/statusCode';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

/** `explain CODE [--lang en|it] [--json]` */
export async function explainCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, lang: { type: 'string' } },
    }),
  );
  const [code, ...others] = positionals;
  if (!isStatusCode(code) || others.length > 0)
    throw new UsageError('Name one code, from 5.7.700 to 5.7.799.');
  const explanation = explain(code, languageFor(values.lang));
  await output.write(values.json ? `${JSON.stringify(explanation, undefined, 2)}\n` : plainText(explanation));
  return 0;
}

function languageFor(asked: string | undefined): Language {
  if (asked === undefined)
    return languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  if (asked === 'en' || asked === 'it') return asked;
  throw new UsageError('The languages are en and it.');
}
