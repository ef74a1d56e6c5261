/**
 * Long series on few pixels, without losing a spike.
 */

export type Series = {xs: Float64Array; ys: Float64Array};

/**
 * Splits the series into `columns` spans of equal width in x and keeps the first, lowest, highest
 * and last point of each, in their order: drawn on that many pixel columns, the line looks the same
 * as the whole series. What is not finite is left out.
 * @param x by index, ascending
 * @param y by index
 */
export function decimate(
  count: number,
  x: (index: number) => number,
  y: (index: number) => number,
  columns: number,
): Series {
  const all = () => Array.from({length: count}, (_, index) => index);
  const keep = count <= 4 * columns ? all() : pick(count, x, y, columns);
  const finite = keep.filter(index => Number.isFinite(y(index)));
  return {xs: Float64Array.from(finite, x), ys: Float64Array.from(finite, y)};
}

/** @returns indices to keep, ascending */
function pick(
  count: number,
  x: (index: number) => number,
  y: (index: number) => number,
  columns: number,
): number[] {
  const start = x(0);
  const scale = columns / (x(count - 1) - start || 1);
  const columnOf = (index: number) => Math.min(columns - 1, Math.floor((x(index) - start) * scale));
  const kept = [];
  let first = 0;
  while (first < count) {
    const column = columnOf(first);
    let [low, high, last] = [first, first, first];
    let [lowest, highest] = [y(first), y(first)];
    while (last + 1 < count && columnOf(last + 1) === column) {
      const value = y(++last);
      if (value < lowest || Number.isNaN(lowest)) [low, lowest] = [last, value];
      if (value > highest || Number.isNaN(highest)) [high, highest] = [last, value];
    }
    kept.push(...new Set([first, Math.min(low, high), Math.max(low, high), last]));
    first = last + 1;
  }
  return kept;
}
