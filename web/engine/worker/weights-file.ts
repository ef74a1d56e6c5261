import {npyHeader} from '../../formats/npy-write.ts';
import type {Network} from '../network.ts';

/**
 * The weights as NumPy reads them.
 * @returns W.npy: float32 (rows, columns); of a single layer y = x @ W
 */
export async function weightsFile(network: Network): Promise<Uint8Array> {
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
