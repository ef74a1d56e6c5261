import {isStored, numberType} from './npy-values.ts';
import type {NpyHeader} from './npy-values.ts';

/**
 * The header of a small .npy file as numpy.save and formatNpy() write it, which is all that an address
 * or a saved run holds. Files in general: npy.ts.
 */
const form =
  /^\x93NUMPY[^]{4}\{'descr': '([<>|])([biufc]\d+)', 'fortran_order': (True|False), 'shape': \((\d{1,9}), (\d{1,9})\), \} *\n/;

/**
 * Of an array of two dimensions.
 * @param bytes the first of a file
 * @returns null where it is not of that form
 */
export function plainHeader(bytes: Uint8Array): NpyHeader | null {
  const [, order, code, fortran, rows, columns] =
    form.exec(String.fromCharCode(...bytes.subarray(0, 256))) ?? [];
  if (!code || !isStored(code) || bytes[6] !== 1) return null;
  return {
    dtype: numberType(code, order === '>'),
    shape: [Number(rows), Number(columns)],
    fortranOrder: fortran === 'True',
    dataOffset: 10 + bytes[8] + 256 * bytes[9],
  };
}
