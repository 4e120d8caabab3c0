import { threadId } from 'node:worker_threads';
import type { TextLine } from '../../files/lines';
import type { FileRange } from '../../search/fileParts';
import { CodeLines } from './codeLines';
import { DeliveryLines } from './deliveryLines';
import { IdLines } from './idLines';
import { LineBlocks, type LineFinder, type LinesRead } from './lineBlocks';
import type { Notes } from './postfixKernel';

/** Which lines of the parts are wanted: with codes, about messages by their queue ids, or those that the counting kernel does not count itself. */
export type WantedLines =
  | { readonly kind: 'codes' }
  /** With a blank between them: one text is quickly told. */
  | { readonly kind: 'ids'; readonly ids: string }
  | { readonly kind: 'deliveries' };

/** What a thread is asked: to read a part of a log. */
export interface PartRequest {
  /** The descriptor of the file: all threads of a process have it. */
  readonly file: number;
  readonly range: FileRange;
  readonly wanted: WantedLines;
  /** For what is counted: it is shared, and used again for another part. */
  readonly room: SharedArrayBuffer;
  /** The same for requests that one after the other go on from each other. */
  readonly pass: number;
}

/** What was found in a part. */
export interface PartRead extends LinesRead {
  /** Lines, counted from 1 in the part, or pieces of overlong ones. */
  readonly told: readonly TextLine[];
  /** What was counted, where deliveries are wanted. */
  readonly notes?: Notes | undefined;
  /** The thread that read it. */
  readonly thread: number;
}

interface Reader {
  readonly pass: number;
  readonly blocks: LineBlocks;
  readonly noting?: DeliveryLines['kernel'] | undefined;
}

/** Reads parts of logs, on whatever thread. */
export class PartReading {
  private reader: Reader | undefined;

  /** @throws the system's error; and where WebAssembly is not to be had */
  read({ file, range, wanted, room, pass }: PartRequest): PartRead {
    if (this.reader?.pass !== pass) this.reader = readerOf(wanted, pass);
    const { blocks, noting } = this.reader;
    const told: TextLine[] = [];
    noting?.beginNotes(new Uint8Array(room));
    const read = blocks.readPart(file, range, 0, (line) => {
      noting?.noteTold();
      told.push(line);
    });
    return { ...read, told, notes: noting?.takeNotes(), thread: threadId };
  }
}

function readerOf(wanted: WantedLines, pass: number): Reader {
  if (wanted.kind !== 'deliveries') return { pass, blocks: new LineBlocks(finderOf(wanted)) };
  const lines = new DeliveryLines({ minuteOf: () => undefined, minuteEnds: () => undefined }, {});
  return { pass, blocks: new LineBlocks(lines), noting: lines.kernel };
}

function finderOf(wanted: Exclude<WantedLines, { kind: 'deliveries' }>): LineFinder {
  return wanted.kind === 'codes' ? new CodeLines() : new IdLines(wanted.ids.split(' '));
}
