import { parseArgs } from 'node:util';
import type { IsWanted } from '../core/files/globs';
import { decode, readText } from '../core/files/textFile';
import { filesAt } from '../core/files/walk';
import { FileScan } from './fileScan';
import { wantedFiles } from './globArguments';
import type { Output } from './output';
import { timesIn } from './times';
import { asUsageError, UsageError } from './usageError';

const standardInput = '-';

/** `scan [--json | --count] [--senders] [--glob G]… [--since T] [--until T] [--zone Z] PATH…` */
export async function scanCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        count: { type: 'boolean' },
        senders: { type: 'boolean' },
        glob: { type: 'string', multiple: true, default: [] },
        since: { type: 'string' },
        until: { type: 'string' },
        zone: { type: 'string' },
      },
    }),
  );
  if (positionals.length === 0)
    throw new UsageError('Say what to scan: files, folders, or - for standard input.');
  if (values.json && values.count) throw new UsageError('Choose one of --json and --count.');
  if (values.senders && values.count) throw new UsageError('Choose one of --senders and --count.');
  const isWanted = await wantedFiles(values.glob);
  if (values.senders) {
    const { scanSenders } = await import('./senderScan');
    return scanSenders(positionals, isWanted, timesIn(values), values.json ? 'json' : 'text', output);
  }
  const format = values.count ? 'count' : values.json ? 'json' : 'text';
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
