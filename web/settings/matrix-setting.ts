import {ContentError} from '../formats/content-error.ts';
import {toBase64} from '../formats/base64.ts';
import {formatNpy, parseComplexNpy, readNpyHeader} from '../formats/npy.ts';
import {
  fits,
  isInRange,
  isSomething,
  largestNumber,
  longestSide,
  smallestNumber,
} from './matrix.ts';

/** Bytes that no file of a matrix exceeds by much. */
export const largestMatrixFile = 2 ** 16 + 8 * longestSide ** 2;

/**
 * @param bytes of an .npy file: all, or largestMatrixFile of them
 * @param fileLength of a longer one
 * @returns the setting
 * @throws ContentError saying what is wrong with them
 */
export function matrixSetting(bytes: Uint8Array, fileLength: number = bytes.length): string {
  const {shape, dtype} = readNpyHeader(bytes, {fileLength});
  checkShape(shape, dtype.parts); // before a large one is read
  const {values, parts} = parseComplexNpy(bytes);
  checkValues(values, shape[1], parts);
  const complex = parts === 2;
  return toBase64(formatNpy(shape, complex ? Float64Array.from(values) : values, {complex}));
}

function checkShape(shape: number[], parts: 1 | 2) {
  if (fits(shape, parts)) return;
  const what = parts === 2 ? ' of complex numbers' : '';
  throw new ContentError(
    `has shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''}): allowed are two dimensions ` +
      `of 1 to ${longestSide / parts}${what}`,
  );
}

function checkValues(values: Float32Array | Float64Array, columns: number, parts: 1 | 2) {
  const bad = values.findIndex(value => !isInRange(value));
  if (bad >= 0) {
    const at = Math.floor(bad / parts);
    throw new ContentError(
      `contains ${values[bad]} (row ${Math.floor(at / columns)}, column ${at % columns}): ` +
        `allowed are numbers from -${largestNumber} to ${largestNumber}`,
    );
  }
  if (!values.some(isSomething)) {
    throw new ContentError(
      `holds nothing but zeros: one number at least has to be ${smallestNumber} or more`,
    );
  }
}
