import { type Clock, StampReader } from '../formats/clock';
import type { Format, LineReader, LogLine, LogSink } from '../formats/format';
import { momentOfLine } from '../formats/lineTime';
import { InnerStream, linesIn, type Recognise } from './innerStream';
import type { LineWrapper } from './wrapper';

/** Streams told apart at a time; lines of any more are read as of one. */
const mostStreams = 64;

/** A log in a wrapper of lines, which is of the kind of what it holds first. */
export function wrappedLines(wrapper: LineWrapper, inner: Format, recognise: Recognise): Format {
  return {
    id: inner.id,
    sureness: inner.sureness,
    zone: inner.zone,
    // Another stream may be of another kind.
    idSpaces: ['q', 's', 'm', 'n', 'i', 'j', 'x'],
    kernel: undefined,
    isWrapped: true,
    readsPieces: false,
    recognises: () => false,
    reader: (sink, clock) => new WrappedLineReader(wrapper, recognise, sink, clock),
  };
}

class WrappedLineReader implements LineReader {
  private readonly streams = new Map<string, InnerStream>();
  private readonly stamps: StampReader;

  constructor(
    private readonly wrapper: LineWrapper,
    private readonly recognise: Recognise,
    private readonly sink: LogSink,
    private readonly clock: Clock,
  ) {
    this.stamps = new StampReader(clock);
  }

  read(line: LogLine): boolean {
    const opened = this.wrapper.open(line.text) ?? { text: line.text };
    const stream = this.streamOf(opened.stream ?? '');
    const { moment, server } = line.wrapper ?? {};
    const stamp = opened.stamp === undefined ? undefined : momentOfLine(opened.stamp, this.stamps);
    const wrapper = { moment: stamp ?? moment, server: opened.server ?? server };
    for (const each of linesIn(opened.text, line)) stream.read({ ...each, wrapper });
    return true;
  }

  end(): void {
    for (const stream of this.streams.values()) stream.end();
  }

  private streamOf(name: string): InnerStream {
    const key = this.streams.size < mostStreams || this.streams.has(name) ? name : '';
    const known = this.streams.get(key);
    if (known) return known;
    const stream = new InnerStream(this.sink, this.clock, this.recognise);
    this.streams.set(key, stream);
    return stream;
  }
}
