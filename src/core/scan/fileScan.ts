import { LogFigures } from '../findings/logFigures';
import { localOffset } from '../logs/formats/clock';
import { offsetsOf } from '../logs/formats/timeZone';
import { closeOpened, openFile } from '../search/openFile';
import { listFiles } from './listing';
import type { FileState, ScanOutcome, ScanRequest } from './protocol';
import { type FoundFile, type KnownFile, planRescan } from './rescan';
import { ScanRun, type ScanSink } from './scanRun';

/**
 * Events with a code that are kept for the results; further ones are counted. Each takes about 1 KB, and nobody reads
 * through more.
 */
export const mostEvents = 200_000;

/** Files listed in one report. */
const filesInReport = 1000;

interface Listing {
  readonly files: readonly FileState[];
  readonly problems: readonly { readonly path: string; readonly error: unknown }[];
  readonly leftOut: number;
}

/** Scans, one after the other, and remembers of the last one what the next need not read again. */
export class IncidentScan {
  private known: ReadonlyMap<string, KnownFile> = new Map();
  private knowsAllLogs = false;
  private countedDeliveries = true;
  private timeZone = '';
  private logs = LogFigures.of({ offsetAt: localOffset });

  constructor(private readonly limit = mostEvents) {}

  async run(request: ScanRequest, sink: ScanSink): Promise<ScanOutcome> {
    const { files, problems, leftOut } = list(request, sink);
    const { countDeliveries, timeZone } = request;
    const offsetAt = offsetsOf(timeZone) ?? localOffset;
    if (timeZone !== this.timeZone) this.forget(timeZone);
    const knowsAllLogs = this.knowsAllLogs && countDeliveries === this.countedDeliveries;
    const plan = planRescan(this.withKinds(files, sink), this.known, knowsAllLogs);
    this.countedDeliveries = countDeliveries;
    if (plan.readsLogs) this.logs = LogFigures.of({ offsetAt });
    for (const part of parts(plan.reused)) sink.listed(part.map(stateOf), true);
    for (const part of parts(plan.read)) sink.listed(part, false);
    sink.planned(leftOut);
    for (const { path, error } of problems) sink.problem(path, error);
    const run = new ScanRun(plan.read, plan.reused, this.logs, sink, this.limit, countDeliveries, offsetAt);
    await run.read();
    // What the extension was not given it cannot show again.
    const isWhole = run.dropped === 0;
    const remembered = isWhole ? [...plan.reused, ...run.finished()] : [];
    this.known = new Map(remembered.map((file) => [file.path, file]));
    this.knowsAllLogs = isWhole && (!plan.readsLogs || !run.isCancelled);
    return run.outcome();
  }

  /** What was read with another zone says other times. */
  private forget(timeZone: string): void {
    this.timeZone = timeZone;
    this.known = new Map();
    this.knowsAllLogs = false;
  }

  /** The first scan of all reads everything; only later ones have to know what is a mail, of the files that they meet anew. */
  private withKinds(files: readonly FileState[], sink: ScanSink): FoundFile[] {
    const found: FoundFile[] = [];
    for (const file of files) {
      const before = this.known.get(file.path);
      const isNew = this.known.size > 0 && !sink.isCancelled && !isSame(before, file);
      found.push({ ...file, isMail: isNew && isMail(file.path) });
    }
    return found;
  }
}

function list(request: ScanRequest, sink: ScanSink): Listing {
  const files: FileState[] = [];
  const problems: { path: string; error: unknown }[] = [];
  let leftOut = 0;
  const leaveOut = () => {
    leftOut += 1;
  };
  for (const met of listFiles(request, leaveOut)) {
    if (sink.isCancelled) break;
    if ('error' in met) problems.push(met);
    else files.push(met);
  }
  return { files, problems, leftOut };
}

function isMail(path: string): boolean {
  try {
    const file = openFile(path);
    closeOpened(file);
    return file.kind === 'mail' || file.kind === 'mbox';
  } catch {
    // Reading it will fail again, and say so.
    return false;
  }
}

function isSame(before: FileState | undefined, { bytes, modified }: FileState): boolean {
  return before?.bytes === bytes && before.modified === modified;
}

function stateOf({ path, bytes, modified }: FileState): FileState {
  return { path, bytes, modified };
}

function* parts<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += filesInReport)
    yield items.slice(from, from + filesInReport);
}
