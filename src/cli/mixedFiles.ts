import { pathBehind } from '../core/files/archiveNames';
import { filesAt } from '../core/files/walk';
import { LogFigures } from '../core/findings/logFigures';
import type { Circumstances } from '../core/findings/rule';
import type { IncidentSummary } from '../core/logs/figures/summary';
import type { Clock } from '../core/logs/formats/clock';
import type { DayOrder } from '../core/logs/formats/dateOrder';
import type { LogSource } from '../core/scan/readFiles';
import { withExports } from '../core/tenant/factSet';
import type { TenantExport } from '../core/tenant/facts';
import { noFacts } from '../core/tenant/facts';
import { commonOrderOf, readTenantFile, withCommonOrder } from '../core/tenant/files';
import type { Refusal } from '../core/tenant/reading';
import { readTogether } from './logSources';
import type { Output } from './output';

/** A file that is no export of a tenant, and why. */
interface RefusedFile {
  readonly file: string;
  readonly refusal: Refusal;
}

/** Files by what they are. */
interface Sorted {
  readonly exports: readonly TenantExport[];
  /** Logs, traces and mails: what is no export of a tenant, and traces, which are both. */
  readonly logs: readonly LogSource[];
  /** Files that are no export, and why. */
  readonly refused: readonly RefusedFile[];
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
  const refused: RefusedFile[] = [];
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
        else refused.push(read);
        if (!('export' in read) || read.export.kind === 'message-trace')
          logs.set(file.path, { name: file.path, modified: file.stats?.mtimeMs });
      } catch (error) {
        output.complainAbout(file.path, error);
        failed = true;
      }
    }
  const settled = await withCommonOrder(exports, readAgain);
  return { exports: withExports(noFacts, settled).exports, logs: [...logs.values()], refused, failed };
}

/** Reads an export once more, now that the others have told the order of its dates. */
export async function readAgain(read: TenantExport, commonOrder: DayOrder): Promise<TenantExport> {
  const again = await readTenantFile(read.source.file, { commonOrder });
  return 'export' in again ? again.export : read;
}

/** What files of all kinds say together. */
export interface Mixed {
  readonly circumstances: Circumstances;
  readonly summary: IncidentSummary;
  /** Files that are no export, and why. */
  readonly refused: Sorted['refused'];
  /** Those of them of which something was read as of a log or mail. */
  readonly others: ReadonlySet<string>;
  readonly failed: boolean;
}

/** Reads exports, logs, traces and bounces together. */
export async function readMixed(paths: readonly string[], clock: Clock, output: Output): Promise<Mixed> {
  const { exports, logs, refused, failed } = await sortFiles(paths, output);
  const figures = LogFigures.of({ offsetAt: clock.offsetAt });
  const read = new Set<string>();
  // Each mail is looked at: who sent what from where, and when, is what a cause is known by.
  const dayOrder = clock.dayOrder ?? commonOrderOf(exports);
  const isWhole = await readTogether(logs, { ...clock, dayOrder }, {}, output, {
    take: (batch) => {
      figures.addBatch(batch);
      for (const { file } of [...batch.events, ...(batch.failedLogins ?? [])]) read.add(file);
    },
  });
  return {
    circumstances: { tenant: { exports }, logs: figures.facts() },
    summary: figures.summary(),
    refused,
    others: othersAmong(refused, read),
    failed: failed || !isWhole,
  };
}

/** Of files that were refused, those behind the names of what was read. */
function othersAmong(refused: Sorted['refused'], names: ReadonlySet<string>): Set<string> {
  const paths = new Set(refused.map(({ file }) => file));
  return new Set([...names].flatMap((name) => pathBehind(name, (path) => paths.has(path)) ?? []));
}
