import { parseArgs } from 'node:util';
import { commandLines } from './commandLines';
import { found } from './exitCode';
import { languageFor } from './language';
import { manPage } from './manPage';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

export async function manCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: commandLines.man.options }),
  );
  const [operand] = positionals;
  if (operand !== undefined) throw new UsageError('error.unexpected', { operand });
  await output.write(manPage(languageFor(values.lang)));
  return found;
}
