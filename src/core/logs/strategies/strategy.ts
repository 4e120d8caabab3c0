import type { OnRead } from '../../search/openFile';
import type { ReadBatch } from '../figures/deliveries';
import type { MessageFacts } from '../formats/event';
import type { MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import type { Log } from './log';
import type { TellsNow } from './logReading';

/** How to follow a pass and to end it. */
export interface PassOptions {
  /** Ends the pass within a piece after it is aborted; what was read until then stands. */
  readonly signal?: AbortSignal | undefined;
  readonly onRead?: OnRead | undefined;
}

/**
 * How a kernel reads the logs of one scan: counting (`Counting`) or searching (`Searching`). All others, and all where there is none,
 * are read line by line (`readEveryLine`).
 *
 * A log is passed over once. Messages that a code concerns go into `CodedMessages` on the way, by their ids; then the logs that
 * may tell of them are passed over a second time, for the lines with those ids alone (`SecondPass`). What comes of both passes is
 * what reading every line gives: tests compare them.
 */
export interface Strategy {
  /** True where an event with a code, by the keys of its message, waits for the second pass. */
  defers(keys: readonly MessageKey[]): boolean;
  /**
   * Passes over a log, and gives what is certain as it goes.
   * @throws (by rejection) what reading throws; what came before stands
   */
  pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch>;
  /** What is left to give when all logs have been passed over. */
  end?(): ReadBatch;
}

/**
 * Notes the events that a strategy defers, and has all others told.
 * @param known what the strategy knows by then of the message: all that is told where the second pass does not come to it
 */
export function noteDeferred(
  messages: CodedMessages,
  defers: Strategy['defers'],
  known: () => MessageFacts = () => ({}),
): TellsNow {
  return (event, keys) => {
    if (event.hits.length === 0 || !defers(keys)) return true;
    const { sender, source } = known();
    messages.add({ ...event, sender: event.sender ?? sender, source: event.source ?? source }, keys);
    return false;
  };
}
