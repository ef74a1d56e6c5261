import {readNpyHeader} from '../../web/formats/npy.ts';
import {arrayFrom} from '../../web/formats/npy-values.ts';

/**
 * Reads an array of real numbers: of float16 and float32 as float32, of all others as float64.
 */
export function parseNpy(bytes: Uint8Array) {
  const header = readNpyHeader(bytes, {complex: false, fileLength: bytes.length});
  const {shape, values} = arrayFrom(bytes, header);
  return {shape, values};
}
