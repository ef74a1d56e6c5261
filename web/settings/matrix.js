import {formatNpy, parseComplexNpy, readLayout} from '../formats/npy.js';
import {fromBase64, toBase64} from '../formats/base64.js';

/**
 * A matrix of the reader's own, as a setting: an .npy file in base64 (that of URLs), so that it goes
 * wherever settings go.
 */

/**
 * @typedef {object} GivenMatrix see cpp/transform/given_matrix.h
 * @property {number} inputs
 * @property {number} outputs
 * @property {1 | 2} parts 2: real parts, then imaginary parts, in and out
 * @property {Float64Array} values (inputs, outputs), row-major
 */

/** Rows and columns, at most: of complex numbers half as many. */
const longest = 512;

/** What float32 still squares without overflow, and what is more than nothing. */
const [smallest, largest] = [1e-12, 1e12];

export const allowedMatrix =
  `an .npy file (in an address, its bytes in base64) of shape (1 to ${longest}, 1 to ${longest}), ` +
  `float32, float64 or whole numbers; complex64 or complex128 to (${longest / 2}, ${longest / 2}); ` +
  `of numbers up to ${largest}, not all zero`;

/** Bytes that no file of a matrix exceeds by much. */
export const largestMatrixFile = 2 ** 16 + 8 * longest ** 2;

/**
 * @param {Uint8Array} bytes of an .npy file
 * @returns {string} the setting
 * @throws {TypeError} saying what is wrong with them
 */
export function matrixSetting(bytes) {
  const {shape, values, parts} = checkedMatrix(bytes);
  const complex = parts === 2;
  return toBase64(formatNpy(shape, complex ? Float64Array.from(values) : values, {complex}));
}

/** @param {string} text */
export function isMatrix(text) {
  try {
    return Boolean(checkedMatrix(fromBase64(text)));
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes */
function checkedMatrix(bytes) {
  checkShape(readLayout(bytes)); // before a large one is read
  const matrix = parseComplexNpy(bytes);
  checkValues(matrix.values, matrix.shape[1], matrix.parts);
  return matrix;
}

/**
 * Inputs and outputs, real and imaginary parts counted.
 * @param {string} text a setting that was checked
 */
export function matrixSize(text) {
  const {shape, parts} = readLayout(fromBase64(text.slice(0, 4096)));
  return {inputs: parts * shape[0], outputs: parts * shape[1], parts};
}

/**
 * A complex matrix A + iB is [[A, B], [-B, A]] for rows [real parts, imaginary parts].
 * @param {string} text a setting that was checked
 * @returns {GivenMatrix}
 */
export function givenMatrix(text) {
  const {shape, values, parts} = parseComplexNpy(fromBase64(text));
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

/** @param {{shape: number[], parts: 1 | 2}} layout */
function checkShape({shape, parts}) {
  const most = longest / parts;
  if (shape.length === 2 && shape.every(length => length >= 1 && length <= most)) return;
  const what = parts === 2 ? ' of complex numbers' : '';
  throw new TypeError(
    `has shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''}): allowed are two dimensions ` +
      `of 1 to ${most}${what}`,
  );
}

/**
 * @param {Float32Array | Float64Array} values
 * @param {number} columns
 * @param {1 | 2} parts
 */
function checkValues(values, columns, parts) {
  const bad = values.findIndex(value => !(Math.abs(value) <= largest));
  if (bad >= 0) {
    const at = Math.floor(bad / parts);
    throw new TypeError(
      `contains ${values[bad]} (row ${Math.floor(at / columns)}, column ${at % columns}): ` +
        `allowed are numbers from -${largest} to ${largest}`,
    );
  }
  if (!values.some(value => Math.abs(value) >= smallest)) {
    throw new TypeError(
      `holds nothing but zeros: one number at least has to be ${smallest} or more`,
    );
  }
}
