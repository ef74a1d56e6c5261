/**
 * A matrix on few pixels without losing a value that stands out: averages of fast waves would
 * vanish.
 */

interface Extremes {
  /** row by row */
  values: Float32Array;
  rows: number;
  columns: number;
}

/**
 * Parts the matrix into `down` by `across` blocks of nearly equal size and keeps, of each, the value
 * furthest from zero, with its sign. No more blocks than values: enlarging is not done here.
 * @param values (rows, columns)
 * @param options the columns from `first` up to, without, `end`; upwards: the last row
 * comes first
 */
export function extremes(
  values: Float32Array | Int8Array,
  options: {
    columns: number;
    first?: number;
    end?: number;
    down: number;
    across: number;
    upwards?: boolean;
  },
): Extremes {
  const {columns, first = 0, end = columns, down, across, upwards = false} = options;
  const sourceRows = values.length / columns;
  const rows = Math.max(1, Math.min(sourceRows, down));
  const width = Math.max(1, Math.min(end - first, across));
  const starts = Uint32Array.from({length: width + 1}, (_, block) => {
    return first + Math.floor((block * (end - first)) / width);
  });
  const result = new Float32Array(rows * width);
  for (let sourceRow = 0; sourceRow < sourceRows; sourceRow++) {
    const source = sourceRow * columns;
    // The row whose block holds this one: rows are parted as the columns are.
    const row = Math.ceil(((sourceRow + 1) * rows) / sourceRows) - 1;
    const target = (upwards ? rows - 1 - row : row) * width;
    for (let block = 0; block < width; block++) {
      const last = source + starts[block + 1];
      let best = result[target + block];
      let size = Math.abs(best);
      for (let at = source + starts[block]; at < last; at++) {
        const value = values[at];
        if (Math.abs(value) <= size) continue;
        // Not a number, once met, stays: it fails both comparisons.
        best = best === best ? value : best;
        size = Math.abs(best);
      }
      result[target + block] = best;
    }
  }
  return {values: result, rows, columns: width};
}
