import { pathBehind } from '../files/archiveNames';
import { LogFigures } from '../findings/logFigures';
import type { Circumstances } from '../findings/rule';
import type { ReadBatch } from '../logs/figures/deliveries';
import type { IncidentSummary } from '../logs/figures/summary';
import type { Clock } from '../logs/formats/clock';
import type { DayOrder } from '../logs/formats/dateOrder';
import type { LogSource } from '../scan/readFiles';
import { withExports } from '../tenant/factSet';
import { noFacts, type TenantExport } from '../tenant/facts';
import { commonOrderOf, readTenantFile, withCommonOrder } from '../tenant/files';
import type { Refusal } from '../tenant/reading';

/** A file that was met, with its time in milliseconds since 1970 where that is known; or a place that could not be looked into. */
export type MetFile =
  | { readonly path: string; readonly modified?: number | undefined }
  | { readonly path: string; readonly error: unknown };

/** Told what could not be read, and why. */
export type Complain = (path: string, error: unknown) => void;

/** Reads logs and mails together. @returns false where something could not be read, or not to its end */
export type ReadSources = (
  sources: readonly LogSource[],
  clock: Clock,
  take: (batch: ReadBatch) => void,
) => Promise<boolean>;

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
 * Reads the exports among files in any order. What an export is, its content tells; everything else is a log or mail.
 * What cannot be read is said, and the rest counts.
 */
export async function sortFiles(files: Iterable<MetFile>, complain: Complain): Promise<Sorted> {
  const exports: TenantExport[] = [];
  const logs = new Map<string, LogSource>();
  const refused: RefusedFile[] = [];
  const met = new Set<string>();
  let failed = false;
  for (const file of files) {
    if (met.has(file.path)) continue;
    met.add(file.path);
    try {
      if ('error' in file) throw file.error;
      const read = await readTenantFile(file.path);
      if ('export' in read) exports.push(read.export);
      else refused.push(read);
      if (!('export' in read) || read.export.kind === 'message-trace')
        logs.set(file.path, { name: file.path, modified: file.modified });
    } catch (error) {
      complain(file.path, error);
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
export async function readMixed(
  files: Iterable<MetFile>,
  clock: Clock,
  complain: Complain,
  readSources: ReadSources,
): Promise<Mixed> {
  const { exports, logs, refused, failed } = await sortFiles(files, complain);
  const figures = LogFigures.of({ offsetAt: clock.offsetAt });
  const read = new Set<string>();
  // Each mail is looked at: who sent what from where, and when, is what a cause is known by.
  const dayOrder = clock.dayOrder ?? commonOrderOf(exports);
  const isWhole = await readSources(logs, { ...clock, dayOrder }, (batch) => {
    figures.addBatch(batch);
    for (const { file } of [...batch.events, ...(batch.failedLogins ?? [])]) read.add(file);
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
