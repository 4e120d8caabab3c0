import type { LogEvent } from '../logs/formats/event';
import type { FileState } from './protocol';

/** What is remembered of a file that was read to its end. */
export interface KnownFile extends FileState {
  /**
   * What a mail, or the mails of an mbox, said. Undefined for a log, for an archive, which may hold logs, and for a file that said
   * nothing: it may be a log whose senders others need.
   */
  readonly mails?: readonly LogEvent[] | undefined;
  /** Events with a code that it gave, and the codes in them. */
  readonly events: number;
  readonly hits: number;
}

/** A file as it is now. */
export interface FoundFile extends FileState {
  /** True where it is one message; known only of files that are new or changed. */
  readonly isMail: boolean;
}

export interface RescanPlan {
  readonly read: readonly FileState[];
  readonly reused: readonly KnownFile[];
  readonly readsLogs: boolean;
}

/**
 * Says which files have to be read again.
 *
 * What a mail says follows from that mail alone: it is read again when its size or time has changed. What a log says does
 * not follow from that log alone: the line that names a sender may stand in any other log, of another server or in
 * another folder, joined by queue, session or message id, and which of two lines an id means depends on what came in
 * between. So when one log was added, changed or taken away, all logs are read again; and when none was, none is.
 * @param known what the last scan has read, by path
 * @param knowsAllLogs false where the last scan did not come to the end of the logs
 */
export function planRescan(
  found: readonly FoundFile[],
  known: ReadonlyMap<string, KnownFile>,
  knowsAllLogs: boolean,
): RescanPlan {
  const unchanged = ({ path, bytes, modified }: FileState) => {
    const before = known.get(path);
    return before?.bytes === bytes && before.modified === modified ? before : undefined;
  };
  const paths = new Set(found.map(({ path }) => path));
  const isLogGone = () =>
    [...known.values()].some(({ mails, path }) => mails === undefined && !paths.has(path));
  const isLogTouched = () =>
    found.some((file) => {
      if (unchanged(file)) return false;
      const before = known.get(file.path);
      return (before !== undefined && before.mails === undefined) || !file.isMail;
    });
  const readsLogs = !knowsAllLogs || isLogGone() || isLogTouched();
  const read: FileState[] = [];
  const reused: KnownFile[] = [];
  for (const file of found) {
    const before = unchanged(file);
    if (before && (before.mails !== undefined || !readsLogs)) reused.push(before);
    else read.push({ path: file.path, bytes: file.bytes, modified: file.modified });
  }
  return { read, reused, readsLogs };
}
