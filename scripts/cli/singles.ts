import {UsageError} from './errors.ts';
import type {NpyFile} from './npy-file.ts';

/** What float32 holds: its largest number, and its smallest above 0. */
export const largestSingle = (2 - 2 ** -23) * 2 ** 127;
const smallestSingle = 2 ** -149;

/**
 * Rows of a file as float32.
 * @returns row-major
 * @throws UsageError where a number is too large for float32, or a row comes to nothing in it
 */
export async function readSingleRows(
  file: NpyFile,
  first: number,
  count: number,
): Promise<Float32Array> {
  const values = await file.read(first, count);
  const singles = narrowed(file, values, first);
  for (let begin = 0; begin < values.length; begin += file.columns) {
    const at = begin + largestAt(values.subarray(begin, begin + file.columns));
    if (vanishes(values[at], singles[at])) {
      throw nothingLeft(file, values[at], file.place(first, at));
    }
  }
  return singles;
}

/**
 * All of a file as float32, some rows at a time.
 * @param count of rows
 * @throws UsageError where a number is too large for float32, or all come to nothing in it
 */
export async function* singlesInPieces(
  file: NpyFile,
  count: number,
): AsyncGenerator<{first: number; singles: Float32Array}> {
  let largest = {value: 0, single: 0, place: ''};
  for (let first = 0; first < file.rows; first += count) {
    const values = await file.read(first, Math.min(count, file.rows - first));
    const singles = narrowed(file, values, first);
    const at = largestAt(values);
    if (Math.abs(values[at]) > Math.abs(largest.value)) {
      largest = {value: values[at], single: singles[at], place: file.place(first, at)};
    }
    yield {first, singles};
  }
  const {value, single, place} = largest;
  if (vanishes(value, single)) throw nothingLeft(file, value, place);
}

/** @param first row */
function narrowed(file: NpyFile, values: Float32Array | Float64Array, first: number) {
  if (values instanceof Float32Array) return values;
  const singles = new Float32Array(values);
  const at = singles.findIndex(value => !Number.isFinite(value));
  if (at < 0) return singles;
  throw file.refusal(
    `contains ${values[at]} ${file.place(first, at)}, which float32 does not hold: allowed are ` +
      `numbers up to ${largestSingle.toPrecision(8)}`,
  );
}

/**
 * Whether the largest of some numbers is lost.
 * @param single the same as float32
 */
function vanishes(value: number, single: number) {
  return value !== 0 && single === 0;
}

/** @param value the largest */
function nothingLeft(file: NpyFile, value: number, place: string) {
  return file.refusal(
    `contains ${value} ${place} and nothing larger beside it, which float32 takes for 0: allowed ` +
      `are numbers from ${smallestSingle.toPrecision(2)} on, or 0`,
  );
}

/** @returns where the largest stands */
function largestAt(values: Float32Array | Float64Array): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i]) > Math.abs(values[at])) at = i;
  }
  return at;
}

/**
 * @param first row
 * @param y what came of this and the next ones
 * @param outputs values of a row
 * @throws UsageError where that is beyond what float32 holds
 */
export function checkFinite(
  {weights, x}: {weights: NpyFile; x: NpyFile},
  first: number,
  y: Float32Array,
  outputs: number,
) {
  const bad = y.findIndex(value => !Number.isFinite(value));
  if (bad < 0) return;
  throw new UsageError(
    `What ${weights.name} makes of row ${first + Math.floor(bad / outputs)} of ${x.name} overflows ` +
      `in column ${bad % outputs}: float32 holds numbers up to ${largestSingle.toPrecision(8)}.`,
  );
}

/**
 * A product of small numbers may be below all that float32 holds. Times a power of two, which
 * changes nothing else, something is then left of it.
 * @param network and
 * what it is applied to
 * @param rows of x, from `first` on, and what
 * came of them
 * @throws UsageError where a row came to nothing
 */
export function checkNotLost(
  {weights, x, apply}: {weights: NpyFile; x: NpyFile; apply: (rows: Float32Array) => Float32Array},
  {first, some, y}: {first: number; some: Float32Array; y: Float32Array},
) {
  const outputs = (y.length * x.columns) / some.length;
  for (let row = 0; row * outputs < y.length; row++) {
    if (y.subarray(row * outputs, (row + 1) * outputs).some(value => value !== 0)) continue;
    const louder = scaledToOne(some.subarray(row * x.columns, (row + 1) * x.columns));
    if (!louder || apply(louder).every(value => value === 0)) continue;
    throw new UsageError(
      `What ${weights.name} makes of row ${first + row} of ${x.name} is too small: float32, which ` +
        `holds numbers from ${smallestSingle.toPrecision(2)} on, takes all of it for 0.`,
    );
  }
}

/**
 * A row times the power of two that brings its largest number near 1; null: it is near it, or 0.
 */
function scaledToOne(row: Float32Array) {
  const largest = Math.abs(row[largestAt(row)]);
  if (largest === 0 || largest > 0.25) return null;
  const scale = 2 ** -Math.floor(Math.log2(largest));
  return row.map(value => value * scale);
}
