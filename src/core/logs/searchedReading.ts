import { KernelSearch } from '../scan/kernel/codeSearch';
import { Attribution, type MessageKey, mostMessages } from './attribution';
import type { Clock } from './clock';
import { EarlierLines } from './earlierLines';
import type { LogEvent } from './event';
import type { LogLine, Statement } from './format';
import { QueueIdKernel } from './kernel/queueIdKernel';
import { type BlockOptions, blockLength, LineBlocks, takeWhole } from './lineBlocks';
import { keysIn, LineProbe, type Said } from './lineProbe';
import { isWhole, longestLine, type TextLine } from './lines';
import { LogReading, withHits } from './logReading';
import { OpenMessages } from './openMessages';
import { identityAt, PastBytes, type SyslogFile } from './pastBytes';
import { textIn } from './queueIds';
import { RecentMap } from './recentMap';
import type { SearchedFile } from './searchedFile';
import { SecondReading } from './secondReading';
import { syslog } from './syslog';

/** Bounds of time and memory. Whatever they are, the events are the same. */
export interface SearchLimits {
  /** How far back lines are looked for, in bytes: nearly all mail is sent at once. */
  readonly farthest: number;
  /** How much may be looked at in looking back, in bytes, apart from twice what was read; in vain, apart from a quarter. */
  readonly looks: number;
  /** Messages whose lines are known up to some line: several lines about one often follow each other. */
  readonly followed: number;
  /** Messages whose lines are looked for a second time; where there are more, every line is read. */
  readonly open: number;
  /** Events kept in case that their lines are not to be had a second time; each takes about 1 KB. */
  readonly held: number;
}

const usualLimits: SearchLimits = {
  farthest: 1 << 23,
  looks: 1 << 25,
  followed: 4096,
  open: 100_000,
  held: 20_000,
};

/**
 * Reads what syslog wrote about mail, but gives only the events with a code, and searches for those. Of the message that such a
 * line is about, the lines before it are looked for, and read first. Where they stand too far back, or may come later, all
 * lines about the message are read once more at the end, in every file.
 */
export class SearchedReading {
  private readonly search = new KernelSearch(blockLength);
  private readonly kernel = new QueueIdKernel();
  private readonly files: SearchedFile[] = [];
  private readonly past = new PastBytes();
  private readonly earlier: EarlierLines;
  private readonly blocks: LineBlocks;
  private readonly open: OpenMessages;
  /** Knows messages only while they are looked at; nothing waits in it. */
  private readonly near = new Attribution({ messages: mostMessages, waiting: 0 });
  /** The place of the last line about a message that `near` knows. */
  private readonly followed: RecentMap<number>;
  private ready: LogEvent[] = [];
  /** What was looked at in vain, in bytes. */
  private wasted = 0;

  /**
   * @param attribution for messages whose lines are read once more
   * @param isFresh false where it may know of messages already
   * @throws where WebAssembly is not to be had
   */
  constructor(
    private readonly attribution: Attribution,
    private readonly isFresh: boolean,
    private readonly limits = usualLimits,
  ) {
    this.earlier = new EarlierLines(this.files, this.past, this.kernel, limits.farthest);
    this.open = new OpenMessages(limits.open, limits.held);
    this.followed = new RecentMap<number>(limits.followed, (gone) => {
      for (const key of gone.keys()) this.near.drop(key);
    });
    this.blocks = new LineBlocks(this.search.bytes, {
      readLines: (from, to) => this.readLines(from, to),
      takePiece: (line) => this.takePiece(line),
    });
  }

  /** Reads a file and gives its events as they are ready. @param clock with the file's own reference */
  async *read(file: SyslogFile, clock: Clock, options: BlockOptions): AsyncGenerator<LogEvent[]> {
    const reading = new LogReading(file.name, clock, this.near);
    reading.beginAs(syslog);
    const last = this.files.at(-1);
    const before = last ? last.before + last.length : 0;
    const probe = new LineProbe(clock);
    const read: SearchedFile = {
      file,
      clock,
      reading,
      probe,
      before,
      length: 0,
      failed: true,
      identity: undefined,
    };
    this.files.push(read);
    if (this.open.stop) {
      // It is read whole, later.
      read.failed = false;
      read.identity = file.path === undefined ? undefined : identityAt(file.path);
      read.length = Number.POSITIVE_INFINITY;
      return;
    }
    this.past.begin(file);
    read.identity = this.past.identity;
    try {
      for await (const _ of this.blocks.readAll(file, this.past, options)) {
        if (this.ready.length > 0) yield this.takeReady();
        if (this.open.stop) break;
      }
      read.failed = false;
    } finally {
      read.length = this.open.stop ? Number.POSITIVE_INFINITY : this.blocks.length;
      this.past.end();
    }
    if (this.ready.length > 0) yield this.takeReady();
  }

  /** Reads once more what could not be told, and gives it. What still waits for its sender then is in the attribution. */
  async *readAgain(
    signal: AbortSignal | undefined,
    onRead: (name: string, bytesRead: number) => void,
  ): AsyncGenerator<
    { readonly name: string; readonly events: LogEvent[] } | { name: string; error: unknown }
  > {
    if (this.open.size === 0) return;
    const again = new SecondReading(this.attribution, this.open, this.kernel);
    for (const [number, file] of this.files.entries()) {
      if (signal?.aborted) return;
      const { name } = file.file;
      const tell = (bytesRead: number) => onRead(name, bytesRead);
      try {
        for await (const events of again.read(number, file, { signal, onRead: tell }))
          if (events.length > 0) yield { name, events };
      } catch (error) {
        if (!file.failed) yield { name, error };
      }
    }
  }

  /**
   * What is left to tell in the end.
   * @param waited the events that waited in the attribution until then
   */
  rest(waited: readonly LogEvent[]): LogEvent[] {
    this.open.tell(waited);
    return [...waited, ...this.open.rest()];
  }

  private takeReady(): LogEvent[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  private readLines(from: number, to: number): number {
    const { bytes } = this.search;
    let done = from;
    return this.search.search(from, to, 'utf-8', (at, breaks) => {
      if (at < done || this.open.stop) return;
      const start = this.search.lineStart(at, from);
      done = this.search.lineEnd(at, to);
      const text = bytes.toString('utf8', start, done);
      const number = this.blocks.lines + breaks + 1;
      if (text.length > longestLine) takeWhole(text, number, (line) => this.takePiece(line));
      else {
        const line = withHits({ text, number, offset: 0, complete: true });
        if (line.hits.length > 0) this.take(line, this.blocks.origin + start);
      }
    });
  }

  /** A piece of a line that is too long to be about a message, or a line behind such a one, wherever that begins. */
  private takePiece(line: TextLine): void {
    if (this.open.stop) return;
    if (isWhole(line)) {
      const read = withHits(line);
      if (read.hits.length > 0) this.take(read, undefined);
      return;
    }
    this.current.reading.take(line);
    for (const event of this.current.reading.drain()) this.ready.push(event);
  }

  private get current(): SearchedFile {
    return this.files[this.files.length - 1] as SearchedFile;
  }

  /** A line with a code. @param offset of the line in its file; where it is not known, what stands before is looked for later */
  private take(line: LogLine, offset: number | undefined): void {
    this.current.length = this.blocks.length;
    const { probe, reading, before } = this.current;
    const said = probe.read(line);
    const keys = keysIn(said);
    const [key] = keys;
    const { spent } = this.earlier;
    const isKnown =
      key === undefined || (offset !== undefined && this.isNear(keys, said) && this.lookBack(key, offset));
    if (!isKnown) this.wasted += this.earlier.spent - spent;
    if (!isKnown) for (const each of keys) this.forget(each);
    reading.takeSaid(line, said.statements);
    const events = reading.drain();
    if (isKnown && !said.statements.some((each) => isUnjoined(each, events))) {
      if (key !== undefined && offset !== undefined) this.followed.set(key, before + offset);
      for (const event of events) this.ready.push(event);
      return;
    }
    for (const each of keys) this.forget(each);
    if (this.open.add(keys, { file: this.past.current, line: line.number }))
      for (const event of events) this.open.hold(event);
  }

  /** True where a message may be known by looking back alone. */
  private isNear(keys: readonly MessageKey[], said: Said): boolean {
    if (keys.length > 1 || said.rests || keys.some((key) => this.open.has(key))) return false;
    const read = this.current.before + this.blocks.length;
    const { looks } = this.limits;
    return this.earlier.spent <= 2 * read + looks && this.wasted <= read / 4 + looks;
  }

  private forget(key: MessageKey): void {
    this.followed.delete(key);
    this.near.drop(key);
  }

  /** Reads what stands before a line about a message. @returns false where that is not all, or not for sure */
  private lookBack(key: MessageKey, offset: number): boolean {
    const text = textIn(key);
    if (text === undefined) return false;
    const followed = this.followed.get(key);
    if (followed === undefined) this.near.drop(key);
    const lines = this.earlier.holding(text, this.past.current, offset, followed ?? -1);
    const found: { file: number; statement: Statement }[] = [];
    let step = lines.next();
    for (; !step.done; step = lines.next()) {
      const { file, text: before } = step.value;
      const statement = this.changeIn(before, file, key);
      if (statement === 'unsure') return false;
      if (statement === undefined) continue;
      found.push({ file, statement });
      if (statement.kind !== 'add') break;
    }
    // With all lines before it read, nothing is missing, unless something was known already.
    if (step.done && !(step.value && (followed !== undefined || this.isFresh))) return false;
    for (const { file, statement } of found.reverse())
      this.files[file]?.reading.takeSaid(wordless, [statement]);
    return true;
  }

  /** What an earlier line says about a message, where it says anything but what became of it. */
  private changeIn(text: string, file: number, key: MessageKey): Statement | 'unsure' | undefined {
    const said = this.files[file]?.probe.read({ ...wordless, text });
    const changes = said?.statements.filter((each) => each.kind !== 'event') ?? [];
    const change = changes.find((each) => each.key === key);
    return change && (said?.rests || !change.moment || changes.length > 1) ? 'unsure' : change;
  }
}

/** A line whose codes do not matter. */
const wordless: LogLine = { text: '', number: 0, offset: 0, complete: true, hits: [] };

/** True for what became of a mail whose sender is not known, though it may be. */
function isUnjoined(statement: Statement, events: readonly LogEvent[]): boolean {
  return (
    statement.kind === 'event' &&
    statement.keys.length > 0 &&
    events.some(({ sender }) => sender === undefined)
  );
}
