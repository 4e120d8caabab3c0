import { excerpt } from '../../code/printable';
import { contextAfter, contextBefore, findStatusCodes, mayHoldCode } from '../../code/statusCode';
import { isWhole, LineCutter, type TextLine } from '../../files/lines';
import { messageHeadLength } from '../../files/mailFile';
import { excerptLength } from '../../search/scanner';
import type { CountedTimes } from '../figures/countedTimes';
import type { Deliveries } from '../figures/deliveries';
import { DeliveryTotals } from '../figures/deliveryTotals';
import type { Attribution } from '../formats/attribution';
import { type Clock, StampReader } from '../formats/clock';
import type { CodeHit, FailedLogin, LogEvent, LogFormat, MessageFacts, Moment } from '../formats/event';
import { FailureLines } from '../formats/failureLines';
import type { EventDraft, Format, LineReader, LogLine, LogSink } from '../formats/format';
import type { MessageKey } from '../formats/messageKey';
import { ownEvent } from '../formats/ownText';
import { draftOfLine } from '../formats/plainText';
import { recogniseLog } from '../wrappers/recogniseLog';

const noHits: readonly CodeHit[] = [];

/** Says whether an event is told in this pass; one that is not is told by another pass, or by none. */
export type TellsNow = (event: LogEvent, keys: readonly MessageKey[]) => boolean;

/**
 * Reads one log that arrives in pieces of any size and says what it says about mails. Events do not depend on how it was
 * cut. Several logs share one attribution; its `finish` gives the events that waited for a sender until the end.
 */
export class LogReading {
  private readonly cutter = new LineCutter();
  private readonly stamps: StampReader;
  private head = '';
  private format: Format | undefined;
  private reader: LineReader | undefined;
  private readonly failures = new FailureLines();
  private overlong: OverlongLine | undefined;
  private events: LogEvent[] = [];
  private failedLogins: FailedLogin[] = [];
  private readonly totals: DeliveryTotals;
  /** Events that readers have stated so far. */
  private told = 0;

  /**
   * @param file a name for the log, as the events shall carry it
   * @param tellsNow asked of each event before its sender is known; all are told where it is not given
   * @param counted the time of which mails that an engine counted are wanted
   */
  constructor(
    private readonly file: string,
    private readonly clock: Clock,
    private readonly attribution: Attribution,
    private readonly tellsNow?: TellsNow,
    counted: CountedTimes = {},
  ) {
    this.totals = new DeliveryTotals(file, counted);
    this.stamps = new StampReader(clock);
  }

  /** The kind of log, once enough of it has been read to tell. */
  get formatId(): LogFormat | undefined {
    return this.format?.id;
  }

  /** Takes the next piece and returns the events that are ready. */
  push(piece: string): LogEvent[] {
    if (this.reader) this.cutter.push(piece, this.readLine);
    else {
      this.head += piece;
      if (this.head.length >= messageHeadLength) this.recognise();
    }
    return this.drain();
  }

  /** Says that no more of this log comes. */
  end(): LogEvent[] {
    if (!this.reader) this.recognise();
    this.cutter.end(this.readLine);
    this.reader?.end?.();
    return this.drain();
  }

  /** Takes the log for one of a kind that is known; `readLine` may then be given some of its lines only. */
  begin(format: Format): void {
    this.format = format;
    this.reader = format.reader(this.sink(format.id), this.clock);
  }

  /** Reads a line, or a piece of an overlong one. */
  readonly readLine = (line: TextLine): void => {
    if (!isWhole(line) && !this.format?.readsPieces) {
      this.readPiece(line);
      return;
    }
    const read = withHits(line);
    const { told } = this;
    const keeps = this.reader?.read(read) ?? false;
    if (read.hits.length > 0 && !keeps && this.told === told) this.tellCodes(read);
  };

  /** Reads the lines that were found in parts of a log that `begin` was called for, one part after the other. */
  async *readParts(
    parts: AsyncIterable<{ readonly told: readonly TextLine[]; readonly before: number }>,
  ): AsyncGenerator<void> {
    for await (const { told, before } of parts) {
      for (const line of told) this.readLine({ ...line, number: line.number + before });
      yield;
    }
  }

  private recognise(): void {
    const text = this.head.startsWith('\ufeff') ? this.head.slice(1) : this.head;
    this.head = '';
    if (!this.reader) this.begin(recogniseLog(text));
    this.cutter.push(text, this.readLine);
  }

  /** An overlong line is no record of any log; its codes are found all the same, on the seams too. */
  private readPiece(line: TextLine): void {
    this.overlong ??= new OverlongLine();
    for (const found of this.overlong.push(line)) this.tellCodes(found);
    if (line.complete) this.overlong = undefined;
  }

  /** Codes on a line about which its reader says nothing. */
  private tellCodes(line: LogLine): void {
    this.sink('text').event(draftOfLine(line, this.stamps), [line]);
  }

  /** The events that are ready. */
  drain(): LogEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** Logins that failed in what was read since this was asked for last; undefined where none did. */
  drainFailedLogins(): readonly FailedLogin[] | undefined {
    const { failedLogins } = this;
    if (failedLogins.length === 0) return undefined;
    this.failedLogins = [];
    return failedLogins;
  }

  /** What engines have counted, as far as was read since this was asked for last. */
  drainDeliveries(): Deliveries[] {
    return this.totals.drain();
  }

  /** The failure that lines tell of, where they do not say whose mail it was. */
  private failureOf(
    format: LogFormat,
    { outcome, sender, recipient, diagnostic, moment }: EventDraft,
    lines: readonly LogLine[],
  ) {
    const [line] = lines;
    if (outcome !== 'blocked' || !line || lines.length > 1) return undefined;
    if (sender !== undefined || (recipient !== undefined && format !== 'text')) return undefined;
    return this.failures.nameOf(line, diagnostic, moment?.at);
  }

  private sink(format: LogFormat): LogSink {
    const at = (moment: Moment | undefined) => moment?.at ?? 0;
    // An id longer than any is none, and joins nothing.
    const isId = (key: MessageKey) => key.length <= longestText;
    return {
      open: (key, moment, facts) => {
        if (isId(key)) this.attribution.open(key, at(moment), clippedFacts(facts));
      },
      add: (key, moment, facts) => {
        if (isId(key)) this.attribution.add(key, at(moment), clippedFacts(facts));
      },
      close: (key, moment) => this.attribution.close(key, at(moment)),
      recall: (key, moment) => this.attribution.recall(key, at(moment)),
      loginFailed: ({ moment, login, source }, { number }) => {
        this.failedLogins.push({
          ...{ file: this.file, line: number, moment },
          login: clipped(login),
          source: clipped(source),
        });
      },
      totalled: (total, { number }) => {
        this.told += 1;
        this.totals.add(total, number);
      },
      event: (draft: EventDraft, lines: readonly LogLine[], stated: readonly MessageKey[] = []) => {
        this.told += 1;
        const hits = lines.length === 1 ? (lines[0]?.hits ?? noHits) : lines.flatMap((line) => line.hits);
        const line = hits[0]?.line ?? lines[0]?.number ?? 1;
        const event: LogEvent = {
          file: this.file,
          line,
          format: draft.format ?? format,
          outcome: draft.outcome,
          hits,
          code: hits[0]?.code,
          diagnostic: draft.diagnostic,
          moment: draft.moment,
          sender: clipped(draft.sender),
          recipient: clipped(draft.recipient),
          queueId: clipped(draft.queueId),
          sessionId: clipped(draft.sessionId),
          messageId: clipped(draft.messageId),
          remoteHost: clipped(draft.remoteHost),
          source: clipped(draft.source),
          sourceName: clipped(draft.sourceName),
          server: clipped(draft.server),
          connector: clipped(draft.connector),
          login: clipped(draft.login),
          waited: draft.waited,
          origin: draft.origin,
          record:
            draft.record ??
            (stated.length === 0 ? this.failureOf(draft.format ?? format, draft, lines) : undefined),
        } satisfies Record<keyof LogEvent, unknown>;
        const keys = stated.filter(isId);
        if (this.tellsNow?.(event, keys) === false) return;
        // Blocked mails are kept until all is read.
        const kept = event.outcome === 'blocked' ? ownEvent(event) : event;
        for (const ready of this.attribution.complete(kept, keys)) this.events.push(ready);
      },
    };
  }
}

/** Longest text kept of a field, in UTF-16 units: a whole line of a mail (RFC 5322 §2.1.1). What is longer is no address. */
const longestText = 998;

function clipped(text: string | undefined): string | undefined {
  return text !== undefined && text.length > longestText ? text.slice(0, longestText) : text;
}

function clippedFacts(facts: MessageFacts): MessageFacts {
  const { sender, recipient, source, sourceName, messageId, login } = facts;
  const isShort = (text = '') => text.length <= longestText;
  if (
    isShort(sender) &&
    isShort(recipient) &&
    isShort(source) &&
    isShort(sourceName) &&
    isShort(messageId) &&
    isShort(login)
  )
    return facts;
  return {
    sender: clipped(sender),
    recipient: clipped(recipient),
    source: clipped(source),
    sourceName: clipped(sourceName),
    messageId: clipped(messageId),
    login: clipped(login),
  };
}

/** A line, and the codes on it. */
function withHits(line: TextLine): LogLine {
  // Written out: spreading every line of a log takes long.
  const { text, number, offset, complete } = line;
  return { text, number, offset, complete, hits: hitsIn(line) };
}

function hitsIn({ text, number, offset }: TextLine): readonly CodeHit[] {
  if (!mayHoldCode(text)) return noHits;
  return findStatusCodes(text).map(({ code, start }) => ({ code, line: number, column: offset + start + 1 }));
}

/** Finds codes in a line that comes in pieces, each as a line of its own with the text around the code. */
class OverlongLine {
  private text = '';
  /** Where `text` begins on the line, and up to where in it codes were reported. */
  private offset = 0;
  private done = 0;

  push({ text: piece, number, complete }: TextLine): LogLine[] {
    const text = this.text + piece;
    const end = complete ? text.length : Math.max(this.done, text.length - contextAfter - excerptLength);
    const found = findStatusCodes(text, this.done, end).map(({ code, start, end: after }) => {
      const column = this.offset + start + 1;
      const from = Math.max(0, start - excerptLength);
      const window = text.slice(from, after + excerptLength);
      const around = excerpt(window, start - from, after - from, excerptLength);
      return {
        text: around,
        number,
        offset: column - 1,
        complete: false,
        hits: [{ code, line: number, column }],
      };
    });
    const keepFrom = Math.max(0, end - contextBefore - excerptLength);
    this.text = text.slice(keepFrom);
    this.offset += keepFrom;
    this.done = end - keepFrom;
    return found;
  }
}
