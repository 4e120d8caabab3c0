import type { Attribution } from '../../../../src/core/logs/formats/attribution';
import type { Clock } from '../../../../src/core/logs/formats/clock';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { LogReading } from '../../../../src/core/logs/strategies/logReading';
import { type LogSource, readLogs } from '../../../../src/core/scan/readFiles';

/** The day after the samples, an hour east of UTC. */
export const clock: Clock = { reference: Date.parse('2026-11-25T00:00:00Z'), offsetAt: () => 60 };

/** Reads one log that comes in given pieces, without the events that wait for a sender. */
export function readPieces(pieces: readonly string[], attribution: Attribution): LogEvent[] {
  const reading = new LogReading('log', clock, attribution);
  return [...pieces.flatMap((piece) => reading.push(piece)), ...reading.end()];
}

export function source(name: string, text: string): LogSource {
  return {
    name,
    modified: clock.reference,
    open: async function* () {
      yield text;
    },
  };
}

/** All events of some logs, by file and line. */
export async function readAll(sources: readonly LogSource[], attribution?: Attribution): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const batch of readLogs(sources, clock, { attribution })) {
    if ('error' in batch) throw batch.error;
    events.push(...batch.events);
  }
  return inFileOrder(events);
}

export function inFileOrder(events: readonly LogEvent[]): LogEvent[] {
  return [...events].sort((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  );
}
