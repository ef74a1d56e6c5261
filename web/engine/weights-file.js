import {npyHeader} from '../formats/npy-write.js';

/**
 * The weights as NumPy reads them.
 * @param {import('./network.js').Network} network
 * @returns {Promise<Uint8Array>} W.npy: float32 (rows, columns); of a single layer y = x @ W
 */
export async function weightsFile(network) {
  const {rows, columns} = network.shape;
  const header = npyHeader('<f4', [rows, columns]);
  const bytes = new Uint8Array(header.length + 4 * rows * columns);
  bytes.set(header);
  let at = header.length;
  for await (const some of network.weightRows()) {
    bytes.set(new Uint8Array(some.buffer), at);
    at += some.byteLength;
  }
  return bytes;
}
