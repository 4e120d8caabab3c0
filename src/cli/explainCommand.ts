import { parseArgs } from 'node:util';
import { isStatusCode } from '../core/code/statusCode';
import { explain } from '../core/knowledge/explanation';
import { explanationText } from '../core/knowledge/explanationText';
import { commandLines } from './commandLines';
import { languageFor } from './language';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

export async function explainCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.explain.options,
    }),
  );
  const [code, ...others] = positionals;
  if (!isStatusCode(code) || others.length > 0) throw new UsageError('error.codeNeeded');
  const explanation = explain(code, languageFor(values.lang));
  await output.write(
    values.json ? `${JSON.stringify(explanation, undefined, 2)}\n` : explanationText(explanation),
  );
  return 0;
}
