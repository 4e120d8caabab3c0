import { separatorsIn } from './messages';

/** A message of an mbox, or where it is longer than `longestMessage` a stretch of it. */
export interface MailboxPiece {
  readonly text: string;
  /** True for what is behind the first stretch of a message. */
  readonly isRest: boolean;
}

/** More than the longest separator, in UTF-16 units, with the empty line before it and the first unit behind. */
const reach = 1010;

/**
 * Takes the messages out of an mbox that arrives in pieces of any size: the same as `messagesIn` gives of the whole.
 * Memory stays near the size of the longest message.
 */
export class MailboxSplitter {
  /** What is known of the message that is being read, and how long it is. */
  private parts: string[] = [];
  private length = 0;
  private isRest = false;
  /** The end of what came, in which a separator may have begun. */
  private tail = '';

  /** @param longestMessage in UTF-16 units; a longer one is given in stretches, so that it needs no endless memory */
  constructor(private readonly longestMessage: number) {}

  /** Takes the next piece, and gives what it completes. */
  push(piece: string): MailboxPiece[] {
    const text = this.tail + piece;
    const done: MailboxPiece[] = [];
    const from = this.split(text, text.length - 1, done);
    // A line break of two units stays whole.
    const end = Math.max(from, text.length - reach);
    const keepFrom = end > from && text.charAt(end - 1) === '\r' ? end - 1 : end;
    this.take(text.slice(from, keepFrom));
    this.tail = text.slice(keepFrom);
    if (this.length >= this.longestMessage) done.push(this.finish(true));
    return done;
  }

  /** Says that no more comes, and gives the last message. */
  end(): MailboxPiece[] {
    const done: MailboxPiece[] = [];
    this.take(this.tail.slice(this.split(this.tail, this.tail.length, done)));
    return [...done, this.finish(false)];
  }

  /** Finishes the messages that end before a separator which ends at `to` at the latest, and returns where the next begins. */
  private split(text: string, to: number, done: MailboxPiece[]): number {
    let from = 0;
    for (const separator of separatorsIn(text)) {
      if (separator.to > to) break;
      this.take(text.slice(from, separator.from));
      done.push(this.finish(false));
      from = separator.from;
    }
    return from;
  }

  private take(part: string): void {
    if (part === '') return;
    this.parts.push(part);
    this.length += part.length;
  }

  private finish(goesOn: boolean): MailboxPiece {
    const piece = { text: this.parts.join(''), isRest: this.isRest };
    this.parts = [];
    this.length = 0;
    this.isRest = goesOn;
    return piece;
  }
}
