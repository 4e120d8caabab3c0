import { looksLikeMessage, messageHeadLength } from '../../files/mailFile';
import { untilAborted } from '../../files/untilAborted';
import { startsMailbox } from '../../mail/messages';
import type { OpenFile } from '../../search/openFile';

/** A file, or a text, that may hold logs or mail. */
export interface LogSource {
  /** A name for it, as its events shall carry it. */
  readonly name: string;
  /** Where a file is, if its name does not say. */
  readonly path?: string;
  /** When it was last written, in milliseconds since 1970; no line in it is later. Of a file, where that is known. */
  readonly modified?: number | undefined;
  /** True for a source that can be read once only, such as standard input. */
  readonly once?: boolean;
  /** Of a text, from the start, piece by piece; a source without is the file of its name. */
  open?(): AsyncIterable<string>;
}

/** What is open for reading: a file, or a text. */
export type OpenSource = OpenFile | OpenText;

type OpenText = Omit<OpenFile, 'encoding' | 'isPlain' | 'readInto' | 'bytes' | 'openAgain'> & {
  openAgain(): Promise<OpenSource>;
};

/** Opens a text and says what it is by its first pieces. @throws (by rejection) what reading it throws */
export async function openText(source: LogSource, signal: AbortSignal | undefined): Promise<OpenSource> {
  const { name, modified = Date.now(), once = false } = source;
  const pieces = untilAborted(source.open?.() ?? none(), signal);
  let head = '';
  let isWhole = false;
  while (head.length < messageHeadLength && !isWhole) {
    const next = await pieces.next();
    isWhole = next.done ?? false;
    head += next.done ? '' : next.value;
  }
  async function* texts(): AsyncGenerator<string> {
    yield head;
    yield* pieces;
  }
  return {
    ...{ name, path: name, modified, head, isWhole, texts },
    kind: looksLikeMessage(head) ? (startsMailbox(head) ? 'mbox' : 'mail') : 'log',
    canOpenAgain: !once,
    mayHoldCode: true,
    size: undefined,
    suspend: () => undefined,
    openAgain: () => openText(source, signal),
    // A source that is still being waited for, such as standard input, is left to itself.
    close: () => undefined,
  };
}

async function* none(): AsyncGenerator<string> {}
