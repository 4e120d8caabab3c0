import type { LogLine, LogSink } from './format';

/**
 * Reads a record, and says the codes on its lines where the reading did not: no code may be lost because a record is about
 * something else.
 */
export function readWithCodes(sink: LogSink, lines: readonly LogLine[], read: (sink: LogSink) => void): void {
  if (!lines.some(({ hits }) => hits.length > 0)) {
    read(sink);
    return;
  }
  let told = false;
  read({
    ...sink,
    event: (draft, about, keys) => {
      told = true;
      sink.event(draft, about, keys);
    },
  });
  const coded = lines.filter(({ hits }) => hits.length > 0);
  if (!told) sink.event({ outcome: 'other' }, coded);
}
