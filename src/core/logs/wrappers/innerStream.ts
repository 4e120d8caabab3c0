import { findStatusCodes } from '../../code/statusCode';
import { messageHeadLength } from '../../files/mailFile';
import { type Clock, StampReader } from '../formats/clock';
import type { CodeHit, Moment } from '../formats/event';
import type { Format, LineReader, LogLine, LogSink } from '../formats/format';
import { draftOfLine } from '../formats/plainText';

/** Says what a log is by its head; of what is wrapped once more, as long as that may be. */
export type Recognise = (head: string) => Format;

/** How far a wrapper's time and that of the entry in it are apart where both are of the same moment, in milliseconds: a day and a zone. */
const sameMoment = 26 * 3_600_000;

interface Held {
  readonly line: LogLine;
  readonly asText: (() => void) | undefined;
}

/** Reads lines that a wrapper held, as if they stood alone: what they are is told by the first of them. */
export class InnerStream {
  private held: Held[] = [];
  private length = 0;
  private format: Format | undefined;
  private reader: LineReader | undefined;
  private line: LogLine | undefined;
  private told = false;
  private readonly stamps: StampReader;

  /** @param sink is told what the lines say, where they say it */
  constructor(
    private readonly sink: LogSink,
    private readonly clock: Clock,
    private readonly recognise: Recognise,
  ) {
    this.stamps = new StampReader(clock);
  }

  /**
   * Takes a line, and with it what its wrappers say.
   * @param asText called instead where the lines are of no kind that is known
   */
  read(line: LogLine, asText?: () => void): void {
    if (this.format) {
      this.pass({ line, asText });
      return;
    }
    this.held.push({ line, asText });
    this.length += line.text.length + 1;
    if (this.length >= messageHeadLength) this.begin();
  }

  end(): void {
    if (!this.format) this.begin();
    this.line = undefined;
    this.reader?.end?.();
  }

  private begin(): void {
    const { held } = this;
    this.held = [];
    this.format = this.recognise(held.map(({ line }) => line.text).join('\n'));
    this.reader = this.format.reader(this.innerSink(this.format), this.clock);
    for (const each of held) this.pass(each);
  }

  private pass({ line, asText }: Held): void {
    if (asText && this.format?.id === 'text') {
      asText();
      return;
    }
    this.line = line;
    this.told = false;
    const keeps = this.reader?.read(line) ?? false;
    if (line.hits.length > 0 && !keeps && !this.told) {
      const { moment = line.wrapper?.moment, ...draft } = draftOfLine(line, this.stamps);
      this.sink.event({ ...draft, format: 'text', moment, server: line.wrapper?.server }, [line]);
    }
  }

  /** A wrapper in this one hands on what this one says; anything else says less than both. */
  private innerSink(format: Format): LogSink {
    const { sink } = this;
    const told: LogSink['event'] = (...event) => {
      this.told = true;
      sink.event(...event);
    };
    if (format.isWrapped) return { ...sink, event: told };
    const at = (moment: Moment | undefined) => settled(moment, this.line);
    return {
      open: (key, moment, facts) => sink.open(key, at(moment), facts),
      add: (key, moment, facts) => sink.add(key, at(moment), facts),
      close: (key, moment) => sink.close(key, at(moment)),
      recall: (key, moment) => sink.recall(key, at(moment)),
      loginFailed: (login, line) => sink.loginFailed({ ...login, moment: at(login.moment) }, line),
      totalled: (total, line) => sink.totalled(total, line),
      event: (draft, lines, keys) => {
        const [line] = lines;
        const moment = settled(draft.moment, line);
        const server = draft.server ?? line?.wrapper?.server;
        told({ ...draft, format: draft.format ?? format.id, moment, server }, lines, keys);
      },
    };
  }
}

/** The entry's own time, unless that leaves something open which the wrapper's tells. */
function settled(own: Moment | undefined, line: LogLine | undefined): Moment | undefined {
  if (own?.assumed.length === 0) return own;
  const moment = line?.wrapper?.moment;
  if (!own || !moment) return own ?? moment;
  return Math.abs(own.at - moment.at) <= sameMoment ? moment : own;
}

/** A text without the line breaks behind it. */
export function withoutLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(0, end);
}

/**
 * The lines of a text that a wrapper held in one, each with the codes that are its own.
 * @param line as it stands in the file; its codes are told where they stand there
 */
export function linesIn(text: string, line: LogLine): LogLine[] {
  const whole = withoutLineEnd(text);
  if (!/[\r\n]/.test(whole)) return [{ ...line, text: whole }];
  const texts = whole.split(/\r\n|\n|\r/);
  const counts = texts.map((each) => findStatusCodes(each).length);
  const isClear = counts.reduce((sum, count) => sum + count, 0) === line.hits.length;
  const first = counts.findIndex((count) => count > 0);
  let next = 0;
  return texts.map((each, index) => {
    const hits: readonly CodeHit[] = isClear
      ? line.hits.slice(next, next + (counts[index] ?? 0))
      : index === Math.max(first, 0)
        ? line.hits
        : [];
    next += counts[index] ?? 0;
    return { ...line, text: each, hits };
  });
}
