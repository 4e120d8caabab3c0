import { parseArgs } from 'node:util';
import { findCulprit } from '../core/bounce/culprit';
import { parseNdr } from '../core/bounce/ndr';
import { ndrText } from '../core/bounce/ndrText';
import { printable } from '../core/code/printable';
import { decode, readText } from '../core/files/textFile';
import { found, nothing, trouble } from './exitCode';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

/** `ndr [--json] FILE…` Exit code: 0 when every file is a bounce, 1 when one is none, 2 on an error. */
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
  try {
    let text = '';
    for await (const piece of path === standardInput ? decode(process.stdin) : readText(path)) text += piece;
    const ndr = parseNdr(text);
    await output.write(format(path, ndr));
    return ndr.kind === 'unknown' ? nothing : found;
  } catch (error) {
    output.complainAbout(path, error);
    return trouble;
  }
}

function asText(path: string, ndr: ReturnType<typeof parseNdr>): string {
  return `${printable(path)}\n${ndrText(ndr, findCulprit(ndr))}`;
}

/** One object a line. The header fields that nothing was read from are left out: they stand in the file. */
function asJson(file: string, ndr: ReturnType<typeof parseNdr>): string {
  const report = { file, ...ndr, culprit: findCulprit(ndr) };
  return `${JSON.stringify(report, (key, value) => (key === 'fields' ? undefined : value))}\n`;
}
