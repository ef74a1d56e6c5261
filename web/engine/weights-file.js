import {npyHeader} from '../formats/npy.js';

/**
 * The weights as NumPy reads them.
 * @param {import('./network.js').Network} network
 * @returns {Promise<Uint8Array>} W.npy: float32 (inputs, outputs), so y = x @ W
 */
export async function weightsFile(network) {
  const {inputs, outputs} = network.shape;
  const header = npyHeader('<f4', [inputs, outputs]);
  const bytes = new Uint8Array(header.length + 4 * inputs * outputs);
  bytes.set(header);
  let at = header.length;
  for await (const rows of network.weightRows()) {
    bytes.set(new Uint8Array(rows.buffer), at);
    at += rows.byteLength;
  }
  return bytes;
}
