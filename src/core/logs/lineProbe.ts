import type { MessageKey } from './attribution';
import type { Clock } from './clock';
import type { MessageFacts, Moment } from './event';
import type { EventDraft, LineReader, LogLine, LogSink, Statement } from './format';
import { syslog } from './syslog';

/** What a line of syslog says. */
export interface Said {
  readonly statements: readonly Statement[];
  /** True where what it says of one message rests on what is known of another; then the statements lack that. */
  readonly rests: boolean;
}

/** Tells what lines of syslog say, and keeps nothing of it. */
export class LineProbe implements LogSink {
  private readonly reader: LineReader;
  private statements: Statement[] = [];
  private rests = false;

  constructor(clock: Clock) {
    this.reader = syslog.reader(this, clock);
  }

  read(line: LogLine): Said {
    this.statements = [];
    this.rests = false;
    this.reader.read(line);
    return { statements: this.statements, rests: this.rests };
  }

  open(key: MessageKey, moment: Moment | undefined, facts: MessageFacts): void {
    this.statements.push({ kind: 'open', key, moment, facts });
  }

  add(key: MessageKey, moment: Moment | undefined, facts: MessageFacts): void {
    this.statements.push({ kind: 'add', key, moment, facts });
  }

  close(key: MessageKey, moment: Moment | undefined): void {
    this.statements.push({ kind: 'close', key, moment });
  }

  recall(): MessageFacts | undefined {
    this.rests = true;
    return undefined;
  }

  event(draft: EventDraft, _: readonly LogLine[], keys: readonly MessageKey[] = []): void {
    this.statements.push({ kind: 'event', draft, keys });
  }
}

/** All ids that a line is about, each once. */
export function keysIn({ statements }: Said): MessageKey[] {
  const [first] = statements;
  if (!first) return [];
  if (statements.length === 1) return first.kind === 'event' ? [...first.keys] : [first.key];
  return [...new Set(statements.flatMap((each) => (each.kind === 'event' ? [...each.keys] : [each.key])))];
}
