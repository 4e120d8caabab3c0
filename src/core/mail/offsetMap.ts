/**
 * The way back from a decoded text to the text it was decoded from. Both offsets are UTF-16 units; a decoded unit
 * stands for the raw units `[start(offset), end(offset))`.
 */
export interface OffsetMap {
  start(offset: number): number;
  end(offset: number): number;
}

/** The map of a text that begins at `first` in the text it was cut from, and is otherwise the same. */
export function shiftedMap(first: number): OffsetMap {
  return { start: (offset) => first + offset, end: (offset) => first + offset + 1 };
}

/** The map of a text decoded twice: `inner` leads to the text in between, `outer` on to the raw one. */
export function chained(outer: OffsetMap, inner: OffsetMap): OffsetMap {
  return {
    start: (offset) => outer.start(inner.start(offset)),
    end: (offset) => outer.end(inner.end(offset) - 1),
  };
}

/** A map that is made when it is first asked: most decoded texts turn out to hold nothing. */
export class LazyMap implements OffsetMap {
  private made: OffsetMap | undefined;

  constructor(private readonly make: () => OffsetMap) {}

  start(offset: number): number {
    this.made ??= this.make();
    return this.made.start(offset);
  }

  end(offset: number): number {
    this.made ??= this.make();
    return this.made.end(offset);
  }
}

/** Numbers of one segment: where it begins decoded and raw, raw units from one decoded unit to the next, raw units of each. */
const width = 4;

/**
 * A map in segments, in each of which every decoded unit stands for equally many raw ones: a line of plain text is one
 * segment, a run of `=C3=A9` another. Four small numbers a segment, in an ordinary array: most maps have a handful, and
 * typed arrays take longer to make than to fill.
 */
export class SegmentMap implements OffsetMap {
  private readonly cells: number[] = [];

  /**
   * Says how decoded units from `start` on map, up to where the next segment begins. Segments come in order of
   * `start`; one that goes on where the last leaves off becomes part of it.
   * @param step raw units from the start of one decoded unit to the start of the next; 0 where all share one place
   * @param span raw units that each decoded unit stands for
   */
  add(start: number, raw: number, step: number, span: number): void {
    const { cells } = this;
    const at = cells.length - width;
    if (at >= 0 && cells[at + 2] === step && cells[at + 3] === span && this.rawAt(at, start) === raw) return;
    cells.push(start, raw, step, span);
  }

  start(offset: number): number {
    return this.rawAt(this.find(offset), offset);
  }

  end(offset: number): number {
    const at = this.find(offset);
    return this.rawAt(at, offset) + this.cell(at + 3);
  }

  private rawAt(at: number, offset: number): number {
    return this.cell(at + 1) + (offset - this.cell(at)) * this.cell(at + 2);
  }

  /** Where the last segment that begins at or before an offset stands in `cells`, or the first. */
  private find(offset: number): number {
    let low = 0;
    let high = this.cells.length / width - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.cell(middle * width) <= offset) low = middle;
      else high = middle - 1;
    }
    return low * width;
  }

  private cell(index: number): number {
    return this.cells[index] ?? 0;
  }
}
