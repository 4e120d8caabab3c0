import type { ReadBatch } from '../figures/deliveries';
import type { Attribution } from '../formats/attribution';
import { isQueueKey, type MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { CodeLines } from './codeLines';
import { LineBlocks } from './lineBlocks';
import type { Log } from './log';
import type { LogParts } from './logParts';
import { LogReading } from './logReading';
import { noteDeferred, type PassOptions, type Strategy } from './strategy';

/** Searches logs of syslog for codes, and reads the lines that hold one: for whoever wants blocked mail alone. */
export class Searching implements Strategy {
  private readonly blocks = new LineBlocks(new CodeLines());

  /** @throws where WebAssembly is not to be had */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
    private readonly parts: LogParts,
  ) {}

  defers(keys: readonly MessageKey[]): boolean {
    return keys.some(isQueueKey);
  }

  async *pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch> {
    const reading = new LogReading(
      log.name,
      log.clock,
      this.attribution,
      noteDeferred(this.messages, this.defers),
    );
    reading.begin(log.format);
    const parts = this.parts.of(log, { kind: 'codes' }, this.parts.newPass(), options);
    const pieces = parts ? reading.readParts(parts) : this.blocks.readAll(log, reading.readLine, options);
    for await (const _ of pieces) yield { events: reading.drain() };
  }
}
