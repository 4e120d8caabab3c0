import { Lines } from '../../mail/lines';
import { type MailboxPiece, MailboxSplitter } from '../../mail/mailboxSplitter';
import type { LogEvent } from '../formats/event';
import { bounceEvents } from './bounce';

/** Reads an mbox that arrives in pieces: each bounce in it is an event of its own. */
export class MailboxReading {
  private readonly splitter: MailboxSplitter;
  /** Number of the line at which the next message begins. */
  private line = 1;

  /**
   * @param file a name for the mbox, as its events shall carry it
   * @param longestMessage how much of a message is read, in UTF-16 units
   */
  constructor(
    private readonly file: string,
    longestMessage: number,
  ) {
    this.splitter = new MailboxSplitter(longestMessage);
  }

  /** Takes the next piece, and returns the events that it completes. */
  push(piece: string): LogEvent[] {
    return this.read(this.splitter.push(piece));
  }

  /** Says that no more comes, and returns the last event. */
  end(): LogEvent[] {
    return this.read(this.splitter.end());
  }

  private read(pieces: readonly MailboxPiece[]): LogEvent[] {
    const events: LogEvent[] = [];
    for (const { text, isRest } of pieces) {
      if (!isRest) events.push(...bounceEvents(this.file, text, this.line));
      this.line = new Lines(text, this.line).at(text.length).line;
    }
    return events;
  }
}
