import type uPlot from 'uplot';

/** Canvas pixels between bars that are wide enough for a gap. */
const gap = 1;

/**
 * Bars as wide as their unit, whatever the distance to the next; each stands on what is below it.
 * @param unit seconds
 * @param bases where each bar begins
 */
export function barPaths(unit: number, bases: readonly number[]): uPlot.Series.PathBuilder {
  return (self, seriesIndex) => {
    const path = new Path2D();
    const [starts, tops = []] = [self.data[0], self.data[seriesIndex]];
    for (const [index, start] of starts.entries()) {
      const top = tops[index] ?? 0;
      const base = bases[index] ?? 0;
      if (top <= base) continue;
      const left = self.valToPos(start, 'x', true);
      const wide = self.valToPos(start + unit, 'x', true) - left;
      const bottom = self.valToPos(base, 'y', true);
      // One mail among ten thousand still shows.
      const height = Math.max(1, bottom - self.valToPos(top, 'y', true));
      path.rect(left, bottom - height, Math.max(1, wide > 4 ? wide - gap : wide), height);
    }
    return { fill: path, stroke: path, flags: 0 };
  };
}

/** A level for each unit, joined where one follows the other and broken where nothing was logged. */
export function levelPaths(unit: number): uPlot.Series.PathBuilder {
  return (self, seriesIndex) => {
    const path = new Path2D();
    const [starts, levels = []] = [self.data[0], self.data[seriesIndex]];
    let end = Number.NaN;
    for (const [index, start] of starts.entries()) {
      const y = self.valToPos(levels[index] ?? 0, 'delivered', true);
      const left = self.valToPos(start, 'x', true);
      if (start === end) path.lineTo(left, y);
      else path.moveTo(left, y);
      path.lineTo(self.valToPos(start + unit, 'x', true), y);
      end = start + unit;
    }
    return { stroke: path, flags: 0 };
  };
}
