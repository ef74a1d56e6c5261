/**
 * What the recurrent figure asks of its network, and how it listens to a sound.
 */

/** @typedef {import('./recurrent-scene.js').CellSizes} CellSizes */
/** @typedef {Pick<import('../engine/network.js').Network, 'predict' | 'shape'>} Predictor */

const soundLength = 2048;

/**
 * The frames of a sound whose windows lie within it, as all spectrograms of the page have them. The
 * cell reads whole hops from the beginning on: so much silence stands before the sound that its
 * first whole window ends with a hop.
 * @param {CellSizes} cell
 * @param {string} name of the sound
 * @returns {{axes: import('../views/stft-axes.js').StftAxes, length: number, silence: number,
 *   first: number}} `length` of the sound; `first`: the frame that is the first
 */
export function soundAxes({nperseg, hop}, name) {
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
 * response, asked of the core as the last frames of its examples.
 * @param {Predictor} network
 * @param {CellSizes} cell
 * @param {number} lags
 * @returns {Promise<Float32Array>} (lags, outputs)
 */
export async function trueResponse(network, {nperseg}, lags) {
  const {inputs} = network.shape;
  const outputs = nperseg + 2;
  const rows = Math.min(lags, inputs);
  const impulses = new Float32Array(rows * inputs);
  for (let lag = 0; lag < rows; lag++) impulses[lag * inputs + inputs - 1 - lag] = 1;
  const {reference} = await network.predict(impulses);
  const response = new Float32Array(lags * outputs);
  const length = reference.length / rows;
  for (let lag = 0; lag < rows; lag++) {
    const end = (lag + 1) * length;
    response.set(reference.subarray(end - outputs, end), lag * outputs);
  }
  return response;
}
