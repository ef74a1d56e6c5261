import {EigenvalueDecomposition, Matrix} from 'ml-matrix';

/** @typedef {{real: number[], imaginary: number[]}} Eigenvalues */

/**
 * The eigenvalues of a square matrix, by the QR algorithm in double precision. They are those of a
 * matrix as near to it as rounding is; of a nilpotent one even that moves them visibly.
 *
 * @param {Float64Array} values row by row
 * @returns {Eigenvalues | null} null where not all values are finite
 */
export function eigenvalues(values) {
  if (!values.every(Number.isFinite)) return null;
  const size = Math.sqrt(values.length);
  const {realEigenvalues, imaginaryEigenvalues} = new EigenvalueDecomposition(
    Matrix.from1DArray(size, size, values),
  );
  return {real: realEigenvalues, imaginary: imaginaryEigenvalues};
}
