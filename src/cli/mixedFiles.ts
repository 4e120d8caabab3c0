import { filesAt } from '../core/files/walk';
import { LogFactsCounter } from '../core/findings/logFacts';
import type { Circumstances } from '../core/findings/rule';
import { IncidentCounter, type IncidentSummary } from '../core/logs/figures/summary';
import type { Clock } from '../core/logs/formats/clock';
import type { LogSource } from '../core/scan/readFiles';
import { withExports } from '../core/tenant/factSet';
import type { TenantExport } from '../core/tenant/facts';
import { noFacts } from '../core/tenant/facts';
import { readTenantFile } from '../core/tenant/files';
import { readTogether } from './logSources';
import type { Output } from './output';

/** Files by what they are. */
interface Sorted {
  readonly exports: readonly TenantExport[];
  /** Logs, traces and mails: what is no export of a tenant, and traces, which are both. */
  readonly logs: readonly LogSource[];
  /** True where something could not be read. */
  readonly failed: boolean;
}

/**
 * Reads the exports among files in any order, folders walked. What an export is, its content tells; everything else is a log or mail.
 * What cannot be read is said, and the rest counts.
 */
export async function sortFiles(paths: readonly string[], output: Output): Promise<Sorted> {
  const exports: TenantExport[] = [];
  const logs = new Map<string, LogSource>();
  const met = new Set<string>();
  let failed = false;
  for (const path of paths)
    for (const file of filesAt(path)) {
      if (met.has(file.path)) continue;
      met.add(file.path);
      try {
        if ('error' in file) throw file.error;
        const read = await readTenantFile(file.path);
        if ('export' in read) exports.push(read.export);
        if (!('export' in read) || read.export.kind === 'message-trace')
          logs.set(file.path, { name: file.path, modified: file.stats?.mtimeMs });
      } catch (error) {
        output.complainAbout(file.path, error);
        failed = true;
      }
    }
  return { exports: withExports(noFacts, exports).exports, logs: [...logs.values()], failed };
}

/** What files of all kinds say together. */
export interface Mixed {
  readonly circumstances: Circumstances;
  readonly summary: IncidentSummary;
  readonly failed: boolean;
}

/** Reads exports, logs, traces and bounces together. */
export async function readMixed(paths: readonly string[], clock: Clock, output: Output): Promise<Mixed> {
  const { exports, logs, failed } = await sortFiles(paths, output);
  const numbers = new IncidentCounter({ offsetAt: clock.offsetAt });
  const facts = new LogFactsCounter();
  // Each mail is looked at: who sent what from where, and when, is what a cause is known by.
  const isWhole = await readTogether(logs, clock, {}, output, {
    take: (batch) => {
      numbers.addBatch(batch);
      facts.addBatch(batch);
    },
  });
  return {
    circumstances: { tenant: { exports }, logs: facts.facts() },
    summary: numbers.summary(),
    failed: failed || !isWhole,
  };
}
