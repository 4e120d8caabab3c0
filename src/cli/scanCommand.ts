import { parseArgs } from 'node:util';
import type { IsWanted } from '../core/files/globs';
import { decode, readText } from '../core/files/textFile';
import { filesAt } from '../core/files/walk';
import { commandLines } from './commandLines';
import { FileScan } from './fileScan';
import { wantedFiles } from './globArguments';
import { languageFor } from './language';
import type { Output } from './output';
import { timesIn } from './times';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

export async function scanCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.scan.options,
    }),
  );
  if (positionals.length === 0) throw new UsageError('scan.missing');
  // Only what is said beside the hits is in a language; one that there is not is refused as elsewhere.
  languageFor(values.lang);
  if (values.json && values.count) throw new UsageError('error.choose', { options: '--json, --count' });
  if (values.senders && values.count) throw new UsageError('error.choose', { options: '--senders, --count' });
  const isWanted = await wantedFiles(values.glob ?? []);
  if (values.senders) {
    const { scanSenders } = await import('./senderScan');
    return scanSenders(positionals, isWanted, timesIn(values), values.json ? 'json' : output.format, output);
  }
  const format = values.count ? 'count' : values.json ? 'json' : output.format;
  const scan = new FileScan(format, output, timesIn(values));
  try {
    for (const path of positionals) await scanPath(path, isWanted, scan);
    await scan.finish();
    scan.tellUndated();
    return scan.code;
  } finally {
    await scan.close();
  }
}

async function scanPath(path: string, isWanted: IsWanted | undefined, scan: FileScan): Promise<void> {
  if (path === standardInput) return scan.addText(path, decode(process.stdin));
  for (const met of filesAt(path, isWanted))
    if ('error' in met) await scan.addError(met.path, met.error);
    // A pipe or device can be read once, and may let us wait.
    else if (met.stats && !met.stats.isFile()) await scan.addText(path, readText(path));
    else await scan.add(met.path);
}
