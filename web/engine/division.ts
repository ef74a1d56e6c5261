import type {Shape} from './protocol.ts';

/** How a model's columns are divided among shards. */
export class Division {
  shape;
  shares;

  /** by shard: numbers of its columns in the whole matrix */
  columns: Int32Array[] = [];

  /** @param count of shards */
  constructor(shape: Shape, count: number) {
    this.shape = shape;
    this.shares = dividedUnits(shape.units, count);
  }

  /** @returns the shard that has it */
  holderOf(unit: number): number {
    return this.shares.findIndex(({begin, end}) => unit >= begin && unit < end);
  }

  /**
   * The columns of all shards in one row-major matrix.
   * @param parts by shard, each (rows, its columns)
   */
  whole(parts: (Float32Array | null)[]) {
    const {outputs} = this.shape;
    // A shard's columns ascend: one that has all of them has the whole matrix.
    if (parts.length === 1) return parts[0] as Float32Array;
    const rows = (parts[0] as Float32Array).length / this.columns[0].length;
    const whole = new Float32Array(rows * outputs);
    parts.forEach((values, shard) => {
      const columns = this.columns[shard];
      for (let row = 0, from = 0; row < rows; row++) {
        for (const column of columns) {
          whole[row * outputs + column] = (values as Float32Array)[from++];
        }
      }
    });
    return whole;
  }
}

/** A fair share of `units` for each of `count` shards. */
export function dividedUnits(units: number, count: number) {
  return Array.from({length: count}, (_, i) => ({
    begin: Math.floor((i * units) / count),
    end: Math.floor(((i + 1) * units) / count),
  }));
}
