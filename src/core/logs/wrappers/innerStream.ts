import { findStatusCodes } from '../../code/statusCode';
import { messageHeadLength } from '../../files/mailFile';
import { type Clock, StampReader } from '../formats/clock';
import type { CodeHit, Moment } from '../formats/event';
import type { Format, LineReader, LogLine, LogSink } from '../formats/format';
import { draftOfLine } from '../formats/plainText';
import type { WrapperFacts } from './wrapper';

/** Says what a log is by its head; of what is wrapped once more, as long as that may be. */
export type Recognise = (head: string) => Format;

/** How far a wrapper's time and that of the entry in it are apart where both are of the same moment, in milliseconds: a day and a zone. */
const sameMoment = 26 * 3_600_000;

interface Held {
  readonly line: LogLine;
  readonly facts: WrapperFacts;
  readonly asText: (() => void) | undefined;
}

/** Reads lines that a wrapper held, as if they stood alone: what they are is told by the first of them. */
export class InnerStream {
  private held: Held[] = [];
  private length = 0;
  private format: Format | undefined;
  private reader: LineReader | undefined;
  private facts: WrapperFacts = {};
  private line = 0;
  private told = false;
  private readonly inner = this.innerSink();
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
   * Takes a line.
   * @param asText called instead where the lines are of no kind that is known
   */
  read(line: LogLine, facts: WrapperFacts = {}, asText?: () => void): void {
    if (this.format) {
      this.pass({ line, facts, asText });
      return;
    }
    this.held.push({ line, facts, asText });
    this.length += line.text.length + 1;
    if (this.length >= messageHeadLength) this.begin();
  }

  end(): void {
    if (!this.format) this.begin();
    this.facts = {};
    this.line = 0;
    this.reader?.end?.();
  }

  private begin(): void {
    const { held } = this;
    this.held = [];
    this.format = this.recognise(held.map(({ line }) => line.text).join('\n'));
    this.reader = this.format.reader(this.inner, this.clock);
    for (const each of held) this.pass(each);
  }

  private pass({ line, facts, asText }: Held): void {
    if (asText && this.format?.id === 'text') {
      asText();
      return;
    }
    this.facts = facts;
    this.line = line.number;
    this.told = false;
    const keeps = this.reader?.read(line) ?? false;
    if (line.hits.length > 0 && !keeps && !this.told)
      this.inner.event(draftOfLine(line, this.stamps), [line]);
  }

  private innerSink(): LogSink {
    const at = (moment: Moment | undefined) => this.momentOf(moment);
    return {
      open: (key, moment, facts) => this.sink.open(key, at(moment), facts),
      add: (key, moment, facts) => this.sink.add(key, at(moment), facts),
      close: (key, moment) => this.sink.close(key, at(moment)),
      recall: (key, moment) => this.sink.recall(key, at(moment)),
      event: (draft, lines, keys) => {
        this.told = true;
        // A record that spans lines may be told with a later one, about which the wrapper says something else.
        const isOfLine = lines.some(({ number }) => number === this.line);
        this.sink.event(
          {
            ...draft,
            format: draft.format ?? this.format?.id ?? 'text',
            moment: isOfLine ? at(draft.moment) : draft.moment,
            server: draft.server ?? (isOfLine ? this.facts.server : undefined),
          },
          lines,
          keys,
        );
      },
    };
  }

  /** The entry's own time, unless that leaves something open which the wrapper's tells. */
  private momentOf(own: Moment | undefined): Moment | undefined {
    if (own?.assumed.length === 0) return own;
    const { moment } = this.facts;
    if (!own || !moment) return own ?? moment;
    return Math.abs(own.at - moment.at) <= sameMoment ? moment : own;
  }
}

/**
 * The lines of a text that a wrapper held in one, each with the codes that are its own.
 * @param line as it stands in the file; its codes are told where they stand there
 */
export function linesIn(text: string, line: LogLine): LogLine[] {
  const whole = text.replace(/[\r\n]+$/, '');
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
