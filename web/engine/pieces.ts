import {rowsAtATime, weightsAtATime} from './shard-memory.ts';
import type {Trainer} from './core-types.ts';

/** What is asked of a shard, in pieces: they fit into the memory that was asked for at its start. */

/**
 * @param x rows
 * @param length of a row; Infinity: all of it is one
 * @param apply to some of them
 * @returns as of all at once
 */
export function byRows(
  x: Float32Array,
  length: number,
  apply: (rows: Float32Array) => Float32Array,
): Float32Array {
  const count = rowsAtATime * length;
  if (x.length <= count) return apply(x);
  const first = apply(x.subarray(0, count));
  const whole = new Float32Array((first.length / count) * x.length);
  whole.set(first);
  for (let begin = count, at = first.length; begin < x.length; begin += count) {
    const part = apply(x.subarray(begin, begin + count));
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param rows that it has
 * @returns its weights, row-major
 */
export function wholeWeights(shard: Trainer, rows: number): Float32Array {
  const columns = shard.columns().length;
  const whole = new Float32Array(rows * columns);
  const count = Math.ceil(weightsAtATime / (4 * columns));
  for (let begin = 0; begin < rows; begin += count) {
    whole.set(shard.weightRows(begin, Math.min(begin + count, rows)), begin * columns);
  }
  return whole;
}
