import {fromBase64} from '../formats/base64.js';
import {plainHeader} from '../formats/npy-plain.js';
import {arrayFrom} from '../formats/npy-values.js';

/**
 * A matrix of the reader's own, as a setting: an .npy file in base64 (that of URLs), so that it goes
 * wherever settings go. matrix-setting.js makes one of any file.
 */

/** @typedef {import('../formats/npy-values.js').ComplexArray} ComplexArray */

/**
 * @typedef {object} GivenMatrix see cpp/transform/given_matrix.h
 * @property {number} inputs
 * @property {number} outputs
 * @property {1 | 2} parts 2: real parts, then imaginary parts, in and out
 * @property {Float64Array} values (inputs, outputs), row-major
 */

/** Rows and columns, at most: of complex numbers half as many. */
export const longestSide = 512;

/** What float32 still squares without overflow, and what is more than nothing. */
export const [smallestNumber, largestNumber] = [1e-12, 1e12];

export const allowedMatrix =
  `an .npy file (in an address, its bytes in base64) of shape (1 to ${longestSide}, 1 to ${longestSide}), ` +
  'float16, float32, float64, bool or whole numbers; complex64 or complex128 to ' +
  `(${longestSide / 2}, ${longestSide / 2}); of numbers up to ${largestNumber}, not all zero`;

/** @param {string} text */
export function isMatrix(text) {
  try {
    const matrix = matrixIn(text);
    return matrix !== null && matrix.values.every(isInRange) && matrix.values.some(isSomething);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false; // no base64
  }
}

/** @param {string} text @returns {ComplexArray | null} null where it is none */
function matrixIn(text) {
  const bytes = fromBase64(text);
  const header = plainHeader(bytes);
  if (!header || !fits(header.shape, header.dtype.parts)) return null;
  const {dtype, shape, dataOffset} = header;
  const isWhole = bytes.length >= dataOffset + shape[0] * shape[1] * dtype.size;
  return isWhole ? arrayFrom(bytes, header) : null;
}

/**
 * @param {number[]} shape
 * @param {1 | 2} parts of each number
 */
export function fits(shape, parts) {
  return shape.length === 2 && shape.every(length => length >= 1 && length <= longestSide / parts);
}

/** @param {number} value */
export function isInRange(value) {
  return Math.abs(value) <= largestNumber;
}

/** @param {number} value */
export function isSomething(value) {
  return Math.abs(value) >= smallestNumber;
}

/**
 * Inputs and outputs, real and imaginary parts counted.
 * @param {string} text a setting that was checked
 */
export function matrixSize(text) {
  const {shape, dtype} = /** @type {import('../formats/npy-values.js').NpyHeader} */ (
    plainHeader(fromBase64(text.slice(0, 4096)))
  );
  const {parts} = dtype;
  return {inputs: parts * shape[0], outputs: parts * shape[1], parts};
}

/**
 * A complex matrix A + iB is [[A, B], [-B, A]] for rows [real parts, imaginary parts].
 * @param {string} text a setting that was checked
 * @returns {GivenMatrix}
 */
export function givenMatrix(text) {
  const {shape, values, parts} = /** @type {ComplexArray} */ (matrixIn(text));
  const [rows, columns] = shape;
  const size = {inputs: parts * rows, outputs: parts * columns, parts};
  if (parts === 1) return {...size, values: Float64Array.from(values)};
  const real = new Float64Array(size.inputs * size.outputs);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const from = 2 * (i * columns + j);
      const [above, below] = [i * size.outputs + j, (i + rows) * size.outputs + j];
      real[above] = real[below + columns] = values[from];
      real[above + columns] = values[from + 1];
      real[below] = -values[from + 1];
    }
  }
  return {...size, values: real};
}
