import type {CellSizes} from './scene.ts';
import type {Network} from '../../engine/network.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/**
 * What the recurrent figure asks of its network, and how it listens to a sound.
 */

type Predictor = Pick<Network, 'predict' | 'shape'>;

const soundLength = 2048;

/** Rows in one call, of which all windows are multiples: the workers answer between two calls. */
const rowsACall = 16;

/**
 * The frames of a sound whose windows lie within it, as all spectrograms of the page have them. The
 * cell reads whole hops from the beginning on: so much silence stands before the sound that its
 * first whole window ends with a hop.
 * @param name of the sound
 * @returns `length` of the sound; `first`: the frame that is the first
 */
export function soundAxes(
  {nperseg, hop}: CellSizes,
  name: string,
): {axes: StftAxes; length: number; silence: number; first: number} {
  const fs = name === 'violin-a4' ? 8000 : 256;
  const hops = Math.ceil(nperseg / hop);
  const frames = 1 + Math.floor((soundLength - nperseg) / hop);
  return {
    axes: {fs, nperseg, hop, nfft: nperseg, frames},
    length: soundLength,
    silence: hops * hop - nperseg,
    first: hops - 1,
  };
}

/**
 * What the transform makes of a 1 in the sound, by how many samples ago it was: the true impulse
 * response, asked of the core as the last frames of its examples. Before the window it is 0.
 * @param lags at least nperseg
 * @returns (lags, outputs)
 */
export async function trueResponse(
  network: Predictor,
  {nperseg}: CellSizes,
  lags: number,
): Promise<Float32Array> {
  const {inputs} = network.shape;
  const outputs = nperseg + 2;
  const response = new Float32Array(lags * outputs);
  for (let first = 0; first < nperseg; first += rowsACall) {
    const impulses = new Float32Array(rowsACall * inputs);
    for (let row = 0; row < rowsACall; row++) {
      impulses[(row + 1) * inputs - 1 - (first + row)] = 1;
    }
    const {reference} = await network.predict(impulses);
    const length = reference.length / rowsACall;
    for (let row = 0; row < rowsACall; row++) {
      const end = (row + 1) * length;
      response.set(reference.subarray(end - outputs, end), (first + row) * outputs);
    }
  }
  return response;
}

/**
 * Frames turned round: row by row of one bin over the time, as spectrograms are kept.
 * @param frames (count, outputs)
 * @param first frame that is taken
 * @returns (outputs, count - first)
 */
export function spectraOf(frames: Float32Array, outputs: number, first: number): Float32Array {
  const count = frames.length / outputs - first;
  const spectra = new Float32Array(outputs * count);
  for (let frame = 0; frame < count; frame++) {
    for (let output = 0; output < outputs; output++) {
      spectra[output * count + frame] = frames[(first + frame) * outputs + output];
    }
  }
  return spectra;
}
