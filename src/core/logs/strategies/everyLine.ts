import { untilAborted } from '../../files/untilAborted';
import { UntilError } from '../../files/untilError';
import type { LogEvent } from '../formats/event';
import { isOpen, type Log } from './log';
import type { LogReading } from './logReading';
import type { PassOptions } from './strategy';

/** Reads every line of a log of any kind, and gives its events as they are ready. @throws (by rejection) what reading throws, after the events that came before */
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
