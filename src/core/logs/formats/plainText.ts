import { asRead } from '../../code/escapes';
import type { Clock, StampReader } from './clock';
import type { Moment } from './event';
import type { EventDraft, Format, LogLine, LogSink } from './format';
import { momentOfLine } from './lineTime';
import { diagnosticIn, refusal } from './recordText';
import { type Dialogue, SmtpDialogues } from './smtpDialogue';
import { StampedReader } from './stampedReader';
import { textFacts } from './textFacts';

/** Anything else: the codes, and what programs that send by themselves say about them, on the same lines and near them. */
export const plainText: Format = {
  id: 'text',
  sureness: 'none',
  zone: 'local',
  idSpaces: [],
  kernel: undefined,
  readsPieces: false,
  recognises: () => true,
  reader: (sink, clock) => new PlainReader(sink, clock),
};

/** Lines for which the time of a record holds: a stack trace goes on for some. */
const longestRecord = 60;
/** Lines on which a reply goes on where a terminal or a mail wrapped it. */
const longestWrap = 4;
/** Lines with addresses of one record that are remembered. */
const mostNamed = 5;
/** Longest line to which others are joined, in UTF-16 units. */
const longestJoined = 4000;

/** What the lines around one say about it. */
interface Near {
  readonly moment?: Moment | undefined;
  readonly dialogue?: Dialogue | undefined;
  readonly next?: string | undefined;
  /** Lines of the same record that name addresses, the nearest first. */
  readonly named?: readonly string[];
}

/** What a line says by itself, and by those near it, of the mail whose refusal it names. */
export function draftOfLine(line: LogLine, stamps: StampReader, near: Near = {}): EventDraft {
  const { text } = line;
  const { dialogue, next = '', named = [] } = near;
  const facts = textFacts(text);
  return {
    queueId: facts.queueId,
    messageId: facts.messageId,
    remoteHost: facts.remoteHost,
    outcome: refusal(text, next),
    moment: momentOfLine(text, stamps) ?? near.moment,
    sender: facts.sender ?? dialogue?.sender,
    recipient: facts.recipient ?? dialogue?.recipient ?? firstOf(named, (each) => textFacts(each).recipient),
    record: dialogue && `${dialogue.line}`,
    diagnostic: diagnosticIn(wrapped(text, next)),
  };
}

function firstOf(lines: readonly string[], find: (line: string) => string | undefined): string | undefined {
  for (const line of lines) {
    const found = find(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A line with a code, and what may go on with it. */
interface Held extends Near {
  readonly line: LogLine;
  readonly lines: string[];
}

class PlainReader extends StampedReader {
  private readonly dialogues = new SmtpDialogues();
  /** The line that begins the record at hand, with a stamp. */
  private head: { readonly text: string; readonly number: number } | undefined;
  private held: Held | undefined;
  /** Lines of that record that name addresses. */
  private named: string[] = [];

  constructor(sink: LogSink, clock: Clock) {
    super(sink, clock);
  }

  override read(line: LogLine): boolean {
    const { text, number } = line;
    if (this.held) this.goOn(this.held, line);
    const isHead = line.complete && mayBeHead.test(text);
    if (isHead) {
      this.head = { text, number };
      this.named = [];
    }
    if (line.complete) this.dialogues.read(text, number);
    if (line.hits.length === 0) {
      if (text.includes('@') && this.named.length < mostNamed) this.named.unshift(text);
      return false;
    }
    this.tell();
    const { head } = this;
    const near = head && !isHead && number - head.number <= longestRecord ? head.text : undefined;
    this.held = {
      line,
      moment: near === undefined ? undefined : momentOfLine(near, this.stamps),
      dialogue:
        this.dialogues.of(text, number) ?? (near === undefined ? undefined : this.dialogues.of(near, number)),
      lines: [],
      named: near === undefined ? [] : [...this.named],
    };
    return true;
  }

  end(): void {
    this.tell();
  }

  /** A line behind the one with a code: it may go on with what that says. */
  private goOn(held: Held, { text, hits }: LogLine): void {
    const isOther = text.trim() === '' || mayBeHead.test(text);
    if (!isOther) held.lines.push(text);
    if (isOther || hits.length > 0 || held.lines.length >= longestWrap) this.tell();
  }

  private tell(): void {
    const { held } = this;
    if (!held) return;
    this.held = undefined;
    const { line, lines } = held;
    this.sink.event(draftOfLine(line, this.stamps, { ...held, next: lines.join('\n') }), [line]);
  }
}

/** A console that is narrower breaks no line of a log. */
const consoleWidth = 79;
/** A line that goes on with nothing: a frame of a stack, a cause, a field, a place in a script. */
const isOwn = /^\s*(?:at |File "|--->|\+ |Caused by|Traceback|During |At |[\w$]{1,40}\s{0,30}: )/;

/** Begins with a stamp: a time of the day within the first signs of a line that is not indented. */
const mayBeHead = /^[["'(<@A-Z0-9a-z][^\n]{0,60}?\d\d:\d\d/;

/**
 * A line with what goes on with it on the next ones: a quotation that was opened before the reply and is not closed yet, or a reply that
 * a console broke at its edge.
 */
function wrapped(text: string, next: string): string {
  if (next === '' || text.length > longestJoined) return text;
  const all = next.split('\n').map((line) => line.replace(/^(?:> ?)+/, ''));
  const end = all.findIndex((line) => isOwn.test(line));
  const lines = end < 0 ? all : all.slice(0, end);
  const reply = /(["'\u2018\u201c{])(?:b["'])?5\d\d[ -][^"'\u2019\u201d}]*$/.exec(asRead(text.slice(-600)));
  const indent = /^ {8,}\S/.test(lines[0] ?? '') && text.length >= 60;
  const cut =
    text.length >= consoleWidth && /[\w,]$/.test(text) && /^[A-Za-z(][\w',.()-]*(?: |$)/.test(lines[0] ?? '');
  if (!reply && !indent && !cut) return text;
  return [text.trimEnd(), ...lines.map((line) => line.trim())].join(' ');
}
