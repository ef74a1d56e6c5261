import {fromBase64} from '../formats/base64.ts';
import {plainHeader} from '../formats/npy-plain.ts';
import {arrayFrom} from '../formats/npy-values.ts';
import type {ComplexArray, NpyHeader} from '../formats/npy-values.ts';

/**
 * A matrix of the reader's own, as a setting: an .npy file in base64 (that of URLs), so that it goes
 * wherever settings go. matrix-setting.ts makes one of any file.
 */

/** A matrix to be learned, see cpp/transform/given_matrix.h. */
export interface GivenMatrix {
  inputs: number;
  outputs: number;
  /** 2: real parts, then imaginary parts, in and out */
  parts: 1 | 2;
  /** (inputs, outputs), row-major */
  values: Float64Array;
}

/** Rows and columns, at most: of complex numbers half as many. */
export const longestSide = 512;

/** What float32 still squares without overflow, and what is more than nothing. */
export const [smallestNumber, largestNumber] = [1e-12, 1e12];

export const allowedMatrix =
  `an .npy file (in an address, its bytes in base64) of shape (1 to ${longestSide}, 1 to ${longestSide}), ` +
  'float16, float32, float64, bool or whole numbers; complex64 or complex128 to ' +
  `(${longestSide / 2}, ${longestSide / 2}); of numbers up to ${largestNumber}, not all zero`;

export function isMatrix(text: string) {
  try {
    const matrix = matrixIn(text);
    return matrix !== null && matrix.values.every(isInRange) && matrix.values.some(isSomething);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false; // no base64
  }
}

/** @returns null where it is none */
function matrixIn(text: string): ComplexArray | null {
  const bytes = fromBase64(text);
  const header = plainHeader(bytes);
  if (!header || !fits(header.shape, header.dtype.parts)) return null;
  const {dtype, shape, dataOffset} = header;
  const isWhole = bytes.length >= dataOffset + shape[0] * shape[1] * dtype.size;
  return isWhole ? arrayFrom(bytes, header) : null;
}

/** @param parts of each number */
export function fits(shape: number[], parts: 1 | 2) {
  return shape.length === 2 && shape.every(length => length >= 1 && length <= longestSide / parts);
}

export function isInRange(value: number) {
  return Math.abs(value) <= largestNumber;
}

export function isSomething(value: number) {
  return Math.abs(value) >= smallestNumber;
}

/**
 * Inputs and outputs, real and imaginary parts counted.
 * @param text a setting that was checked
 */
export function matrixSize(text: string) {
  const {shape, dtype} = plainHeader(fromBase64(text.slice(0, 4096))) as NpyHeader;
  const {parts} = dtype;
  return {inputs: parts * shape[0], outputs: parts * shape[1], parts};
}

/**
 * A complex matrix A + iB is [[A, B], [-B, A]] for rows [real parts, imaginary parts].
 * @param text a setting that was checked
 */
export function givenMatrix(text: string): GivenMatrix {
  const {shape, values, parts} = matrixIn(text) as ComplexArray;
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
