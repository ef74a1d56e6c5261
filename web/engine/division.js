/** @typedef {import('./protocol.js').Shape} Shape */

/** How a model's columns are divided among shards. */
export class Division {
  /** @type {Int32Array[]} by shard: numbers of its columns in the whole matrix */
  columns = [];

  /**
   * @param {Shape} shape
   * @param {number} count of shards
   */
  constructor(shape, count) {
    this.shape = shape;
    this.shares = dividedUnits(shape.units, count);
  }

  /** @param {number} unit @returns {number} the shard that has it */
  holderOf(unit) {
    return this.shares.findIndex(({begin, end}) => unit >= begin && unit < end);
  }

  /**
   * The columns of all shards in one row-major matrix.
   * @param {(Float32Array | null)[]} parts by shard, each (rows, its columns)
   */
  whole(parts) {
    const {outputs} = this.shape;
    // A shard's columns ascend: one that has all of them has the whole matrix.
    if (parts.length === 1) return /** @type {Float32Array} */ (parts[0]);
    const rows = /** @type {Float32Array} */ (parts[0]).length / this.columns[0].length;
    const whole = new Float32Array(rows * outputs);
    parts.forEach((values, shard) => {
      const columns = this.columns[shard];
      for (let row = 0, from = 0; row < rows; row++) {
        for (const column of columns) {
          whole[row * outputs + column] = /** @type {Float32Array} */ (values)[from++];
        }
      }
    });
    return whole;
  }
}

/**
 * A fair share of `units` for each of `count` shards.
 * @param {number} units
 * @param {number} count
 */
export function dividedUnits(units, count) {
  return Array.from({length: count}, (_, i) => ({
    begin: Math.floor((i * units) / count),
    end: Math.floor(((i + 1) * units) / count),
  }));
}
