/**
 * In place of settings/matrix.ts for the element <fourier-net>, which comes into pages of others and is
 * small: a matrix is read in the frame, which says what is wrong with it.
 */

export const allowedMatrix = 'an .npy file';

export function isMatrix() {
  return true;
}

/** @returns not known here */
export function matrixSize(): {inputs: number; outputs: number; parts: 1 | 2} {
  return {inputs: NaN, outputs: NaN, parts: 1};
}
