import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printable } from '../core/printable';
import { type FileHit, scanText } from '../core/scan/messageScan';
import { decode, readText } from '../core/scan/textFile';
import { walk } from '../core/scan/walk';
import { found, nothing, trouble, worse } from './exitCode';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

/** `scan [--json] PATH…` */
export async function scanCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }),
  );
  if (positionals.length === 0)
    throw new UsageError('Say what to scan: files, folders, or - for standard input.');
  const format = values.json ? asJson : asText;
  let code: number = nothing;
  for (const path of positionals)
    for await (const file of filesOf(path)) {
      const result = 'error' in file ? complain(file, output) : await scanFile(file.path, format, output);
      code = worse(code, result);
    }
  return code;
}

async function* filesOf(path: string): ReturnType<typeof walk> {
  if (path === standardInput) yield { path };
  else
    try {
      if ((await stat(path)).isDirectory()) yield* walk(path);
      else yield { path };
    } catch (error) {
      yield { path, error };
    }
}

async function scanFile(path: string, format: typeof asText, output: Output): Promise<number> {
  let any = false;
  try {
    for await (const hits of scanText(path === standardInput ? decode(process.stdin) : readText(path))) {
      any ||= hits.length > 0;
      await output.write(hits.map((hit) => format(path, hit)).join(''));
    }
  } catch (error) {
    return complain({ path, error }, output);
  }
  return any ? found : nothing;
}

function complain({ path, error }: { path: string; error: unknown }, output: Output): number {
  output.complainAbout(path, error);
  return trouble;
}

function asText(path: string, { line, column, code, text }: FileHit): string {
  return `${printable(path)}:${line}:${column}: ${code} ${printable(text)}\n`;
}

/** `via` and `part` are there where the file is a message; JSON leaves out what is undefined. */
function asJson(file: string, { line, column, code, text, via, part }: FileHit): string {
  return `${JSON.stringify({ file, line, column, code, text, via, part })}\n`;
}
