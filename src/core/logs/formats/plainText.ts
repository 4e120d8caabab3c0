import { isoStamp } from './clock';
import type { Format, LogLine } from './format';
import { diagnosticIn, refusal } from './recordText';
import { StampedReader } from './stampedReader';

/** Anything else: the codes, what is said about them, and the time where a line begins with a stamp in ISO 8601. */
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

class PlainReader extends StampedReader {
  override read(line: LogLine): boolean {
    if (line.hits.length === 0) return false;
    const head = line.text.slice(0, 48).replace(/^[[(]/, '');
    const stamp = line.offset === 0 ? isoStamp.exec(head)?.[0] : undefined;
    this.sink.event(
      {
        outcome: refusal(line),
        moment: stamp === undefined ? undefined : this.stamps.read(stamp),
        diagnostic: diagnosticIn(line.text),
      },
      [line],
    );
    return false;
  }
}
