import type { Clock } from './clock';
import type { LineProbe } from './lineProbe';
import type { LogReading } from './logReading';
import type { SyslogFile } from './pastBytes';

/** A file that was searched, or as much of it as could be read. Lengths are bytes. */
export interface SearchedFile {
  readonly file: SyslogFile;
  /** With the file's own reference. */
  readonly clock: Clock;
  readonly reading: LogReading;
  readonly probe: LineProbe;
  /** What the files before it hold. */
  readonly before: number;
  length: number;
  /** Which file of the disk it was. */
  identity: string | undefined;
  failed: boolean;
}
