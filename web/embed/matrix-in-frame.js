/**
 * In place of settings/matrix.js for the element <fourier-net>, which comes into pages of others and is
 * small: a matrix is read in the frame, which says what is wrong with it.
 */

export const allowedMatrix = 'an .npy file';

export function isMatrix() {
  return true;
}

/** @returns {{inputs: number, outputs: number, parts: 1 | 2}} not known here */
export function matrixSize() {
  return {inputs: NaN, outputs: NaN, parts: 1};
}
