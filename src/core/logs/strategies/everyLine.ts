import { UntilError } from '../../files/untilError';
import type { Attribution } from '../attribution';
import type { ReadBatch } from '../deliveries';
import type { LogEvent } from '../event';
import { LogReading, type TellsNow } from '../logReading';
import { isOpen, type Log } from './log';
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
    for await (const events of readEveryLine(log, reading, options)) yield { events };
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

/** The pieces that come before the signal is aborted, even while the next one is waited for. */
export async function* untilAborted<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Piece> {
  if (!signal) {
    yield* pieces;
    return;
  }
  const rest = pieces[Symbol.asyncIterator]();
  let stop = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([rest.next(), stopped]);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A source that is still being waited for, such as standard input, is left to itself.
    const returned = rest.return?.().catch(() => undefined);
    if (!signal.aborted) await returned;
  }
}
