/**
 * Long series on few pixels, without losing a spike.
 */

export type Series = {xs: Float64Array; ys: Float64Array};

/**
 * Splits the series into `columns` spans of equal width in x and keeps the first, lowest, highest
 * and last point of each, in their order: drawn on that many pixel columns, the line looks the same
 * as the whole series. What is not finite is left out.
 * @param xs ascending
 * @param ys as many
 */
export function decimate(xs: ArrayLike<number>, ys: ArrayLike<number>, columns: number): Series {
  const keep = xs.length <= 4 * columns ? Array.from(xs, (_, i) => i) : pick(xs, ys, columns);
  const finite = keep.filter(index => Number.isFinite(ys[index]));
  return {
    xs: Float64Array.from(finite, index => xs[index]),
    ys: Float64Array.from(finite, index => ys[index]),
  };
}

/** @returns indices to keep, ascending */
function pick(xs: ArrayLike<number>, ys: ArrayLike<number>, columns: number): number[] {
  const start = xs[0];
  const scale = columns / (xs[xs.length - 1] - start || 1);
  const columnOf = (index: number) =>
    Math.min(columns - 1, Math.floor((xs[index] - start) * scale));
  const kept = [];
  let first = 0;
  while (first < xs.length) {
    const column = columnOf(first);
    let [low, high, last] = [first, first, first];
    while (last + 1 < xs.length && columnOf(last + 1) === column) {
      last++;
      if (ys[last] < ys[low] || Number.isNaN(ys[low])) low = last;
      if (ys[last] > ys[high] || Number.isNaN(ys[high])) high = last;
    }
    kept.push(...new Set([first, Math.min(low, high), Math.max(low, high), last]));
    first = last + 1;
  }
  return kept;
}
