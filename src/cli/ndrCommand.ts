import { parseArgs } from 'node:util';
import { findCulprit } from '../core/bounce/culprit';
import type { Ndr } from '../core/bounce/ndr';
import { ndrsIn } from '../core/bounce/ndrsIn';
import { ndrText } from '../core/bounce/ndrText';
import { printable } from '../core/code/printable';
import { decode } from '../core/files/textFile';
import { wholeTexts } from '../core/search/archive';
import { found, nothing, trouble } from './exitCode';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

/** `ndr [--json] FILE…` prints each bounce of a file. Exit code: 0 when every mail is a bounce, 1 when one is none, 2 on an error. */
export async function ndrCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }),
  );
  if (positionals.length === 0) throw new UsageError('Say what to read: files, or - for standard input.');
  const format = values.json ? asJson : asText;
  let code: number = found;
  for (const path of positionals) code = Math.max(code, await readFile(path, format, output));
  return code;
}

async function readFile(path: string, format: typeof asText, output: Output): Promise<number> {
  let code: number = found;
  try {
    for await (const { name, text } of path === standardInput ? input() : wholeTexts(path))
      for (const { line, ndr } of ndrsIn(text)) {
        await output.write(format(name, line, ndr));
        if (ndr.kind === 'unknown') code = Math.max(code, nothing);
      }
    return code;
  } catch (error) {
    output.complainAbout(path, error);
    return trouble;
  }
}

async function* input(): AsyncGenerator<{ name: string; text: string }> {
  let text = '';
  for await (const piece of decode(process.stdin)) text += piece;
  yield { name: standardInput, text };
}

/** The line is where the mail begins in an mbox. */
function asText(name: string, line: number, ndr: Ndr): string {
  return `${printable(name)}${line > 1 ? `:${line}` : ''}\n${ndrText(ndr, findCulprit(ndr))}`;
}

/** One object a line. The header fields that nothing was read from are left out: they stand in the file. */
function asJson(file: string, line: number, ndr: Ndr): string {
  const report = { file, line, ...ndr, culprit: findCulprit(ndr) };
  return `${JSON.stringify(report, (key, value) => (key === 'fields' ? undefined : value))}\n`;
}
