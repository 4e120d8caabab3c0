import { untilAborted } from '../../files/untilAborted';
import { UntilError } from '../../files/untilError';
import type { ReadBatch } from '../figures/deliveries';
import type { Attribution } from '../formats/attribution';
import type { LogEvent } from '../formats/event';
import { isOpen, type Log } from './log';
import { LogReading, type TellsNow } from './logReading';
import type { PassOptions, Strategy } from './strategy';

/** Reads logs of any kind line by line, and gives an event for each mail. */
export class EveryLine implements Strategy {
  /** @param tellsNow says which events are told; all where it is not given */
  constructor(
    private readonly attribution: Attribution,
    private readonly tellsNow?: TellsNow,
  ) {}

  reads(): boolean {
    return true;
  }

  defers(): boolean {
    return false;
  }

  async *pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch> {
    const reading = new LogReading(log.name, log.clock, this.attribution, this.tellsNow);
    for await (const events of readEveryLine(log, reading, options))
      yield { events, failedLogins: reading.drainFailedLogins() };
  }
}

/** The events of a log as they are ready. @throws (by rejection) what reading throws, after the events that came before */
export async function* readEveryLine(
  { source }: Log,
  reading: LogReading,
  { signal, onRead }: PassOptions,
): AsyncGenerator<LogEvent[]> {
  if (!isOpen(source)) return;
  const pieces = new UntilError(untilAborted(source.texts(onRead), signal));
  for await (const piece of pieces) yield reading.push(piece);
  yield reading.end();
  pieces.throwIfFailed();
}
