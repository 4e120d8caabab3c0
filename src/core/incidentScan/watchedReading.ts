import type { Clock } from '../logs/clock';
import { type LogBatch, type LogSource, readLogs } from '../logs/logFiles';

/** Who wants to know how far the reading of logs is, and may end it. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Told after each piece of a file, with how much of it has been read. */
  onRead(name: string, bytesRead: number): void;
}

/**
 * Reads logs as `readLogs` does, watched. When it is ended, each log counts as ended where it was, so that the events
 * which wait for a sender still come.
 */
export function readWatched(
  sources: readonly LogSource[],
  clock: Clock,
  watch: Watch,
): AsyncGenerator<LogBatch> {
  return readLogs(
    sources.map((source) => watched(source, watch)),
    clock,
  );
}

function watched(source: LogSource, { signal, onRead }: Watch): LogSource {
  let times = 0;
  return {
    ...source,
    async *open() {
      times += 1;
      // The first time is for the date at its start.
      const isRead = times > 1;
      let length = 0;
      if (signal.aborted) return;
      for await (const piece of source.open()) {
        if (signal.aborted) return;
        length += piece.length;
        if (isRead) onRead(source.name, length);
        if (signal.aborted) return;
        yield piece;
      }
    },
  };
}
