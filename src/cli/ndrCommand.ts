import { parseArgs } from 'node:util';
import { findCulprit } from '../core/bounce/culprit';
import type { Ndr } from '../core/bounce/ndr';
import { ndrsIn } from '../core/bounce/ndrsIn';
import { readableNdr } from '../core/bounce/readable';
import type { Language } from '../core/code/language';
import { printable } from '../core/code/printable';
import { decode } from '../core/files/textFile';
import type { MetFile } from '../core/mixed/mixedFiles';
import { wholeTexts } from '../core/search/archive';
import { commandLines } from './commandLines';
import { found, nothing, trouble } from './exitCode';
import { languageFor } from './language';
import { metAt } from './mixedFiles';
import type { Output } from './output';
import { cliText } from './texts';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

export async function ndrCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: commandLines.ndr.options }),
  );
  if (positionals.length === 0) throw new UsageError('ndr.missing');
  const language = languageFor(values.lang);
  const format: Format = values.json ? asJson : (name, line, ndr) => asText(name, line, ndr, language);
  let code: number = found;
  for (const path of positionals)
    for (const met of path === standardInput ? [{ path }] : metAt([path], output))
      code = Math.max(code, await readFile(met, format, output));
  return code;
}

/** The line is where the mail begins in an mbox. */
type Format = (name: string, line: number, ndr: Ndr) => string;

async function readFile(met: MetFile, format: Format, output: Output): Promise<number> {
  const { path } = met;
  let code: number = found;
  try {
    if ('error' in met) throw met.error;
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

function asText(name: string, line: number, ndr: Ndr, language: Language): string {
  const told =
    ndr.kind === 'unknown'
      ? `${cliText(language, 'message.noBounce')}\n`
      : readableNdr(ndr, findCulprit(ndr), language);
  return `${printable(name)}${line > 1 ? `:${line}` : ''}\n${told}\n`;
}

/** One object a line. The header fields that nothing was read from are left out: they stand in the file. */
function asJson(file: string, line: number, ndr: Ndr): string {
  const report = { file, line, ...ndr, culprit: findCulprit(ndr) };
  return `${JSON.stringify(report, (key, value) => (key === 'fields' ? undefined : value))}\n`;
}
