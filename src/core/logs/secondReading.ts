import type { Attribution } from './attribution';
import type { LogEvent } from './event';
import type { QueueIdKernel } from './kernel/queueIdKernel';
import { type BlockOptions, endOfLine, LineBlocks, startOfLine, takeWhole } from './lineBlocks';
import { keysIn, type LineProbe } from './lineProbe';
import { isWhole, LineCutter, type TextLine } from './lines';
import { LogReading, withHits } from './logReading';
import type { OpenMessages } from './openMessages';
import { PastBytes } from './pastBytes';
import { idIn, isColonBehind } from './queueIds';
import type { SearchedFile } from './searchedFile';
import { syslog } from './syslog';

/** Reads all lines about some messages, in each file from its start, and gives the events that were not told before. */
export class SecondReading {
  private readonly blocks: LineBlocks;
  private readonly past = new PastBytes();
  /** True where the lines can be found by their ids; else every line is read. */
  private readonly findsIds: boolean;
  private reading: LogReading | undefined;
  private probe: LineProbe | undefined;
  private file = 0;
  private ready: LogEvent[] = [];

  constructor(
    private readonly attribution: Attribution,
    private readonly open: OpenMessages,
    private readonly kernel: QueueIdKernel,
  ) {
    const keys = [...open.keys];
    this.findsIds = open.stop === undefined && keys.every(isColonBehind);
    if (this.findsIds) kernel.takeIds(keys.map(idIn));
    this.blocks = new LineBlocks(kernel.bytes, {
      readLines: (from, to) => (this.findsIds ? this.findLines(from, to) : this.readLines(from, to)),
      takePiece: (line) => this.take(line),
    });
  }

  /** @param number of the file, counted from 0 as when it was read first */
  async *read(
    number: number,
    { file, clock, length, identity, probe }: SearchedFile,
    options: BlockOptions,
  ): AsyncGenerator<LogEvent[]> {
    this.file = number;
    this.probe = probe;
    this.reading = new LogReading(file.name, clock, this.attribution);
    this.reading.beginAs(syslog);
    this.past.begin(file);
    try {
      if (this.past.identity !== identity)
        throw new Error('Another file has its name by now: senders that stood in it may be missing.');
      // What was written since is of the next time.
      for await (const _ of this.blocks.readAll(file, this.past, { ...options, most: length }))
        yield this.takeReady();
    } finally {
      this.past.end();
    }
    yield this.takeReady();
  }

  private takeReady(): LogEvent[] {
    this.drain(true);
    const { ready } = this;
    this.ready = [];
    this.open.tell(ready);
    return ready;
  }

  private drain(isTold: boolean): void {
    for (const event of this.reading?.drain() ?? [])
      if (isTold && event.hits.length > 0) this.ready.push(event);
  }

  private findLines(from: number, to: number): number {
    const { bytes } = this.kernel;
    let done = from;
    return this.kernel.findIds(from, to, (colon, breaks) => {
      if (colon < done) return;
      const start = startOfLine(bytes, from, colon);
      done = endOfLine(bytes, colon, to);
      const text = bytes.toString('utf8', start, done);
      takeWhole(text, this.blocks.lines + breaks + 1, (line) => this.take(line));
    });
  }

  private readLines(from: number, to: number): number {
    const cutter = new LineCutter(this.blocks.lines + 1);
    cutter.push(this.kernel.bytes.toString('utf8', from, to), (line) => this.take(line));
    return cutter.next - 1 - this.blocks.lines;
  }

  private take(line: TextLine): void {
    if (!isWhole(line)) this.takePiece(line);
    else if (this.findsIds || line.text.includes('5.7.7')) this.takeAbout(line);
    else this.reading?.take(line);
  }

  /** A line that may be about one of the messages. */
  private takeAbout(line: TextLine): void {
    const read = withHits(line);
    const said = this.probe?.read(read);
    if (!said) return;
    const keys = keysIn(said);
    if (this.findsIds && !keys.some((key) => this.open.has(key))) return;
    const isTold = this.open.isUntold(keys, { file: this.file, line: line.number });
    // What was told says no more, unless it changes what is known.
    if (!isTold && said.statements.every(({ kind }) => kind === 'event')) return;
    this.drain(true);
    if (said.rests) this.reading?.take(line);
    else this.reading?.takeSaid(read, said.statements);
    this.drain(isTold);
  }

  /** A piece of a line that is too long to be about a message. */
  private takePiece(line: TextLine): void {
    const { stop } = this.open;
    if (stop && this.open.isUntold([], { file: this.file, line: line.number })) this.reading?.take(line);
  }
}
