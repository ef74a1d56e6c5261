import {readNpyHeader} from '../../web/formats/npy.js';
import {arrayFrom} from '../../web/formats/npy-values.js';

/**
 * Reads an array of real numbers: of float16 and float32 as float32, of all others as float64.
 * @param {Uint8Array} bytes
 */
export function parseNpy(bytes) {
  const header = readNpyHeader(bytes, {complex: false, fileLength: bytes.length});
  const {shape, values} = arrayFrom(bytes, header);
  return {shape, values};
}
