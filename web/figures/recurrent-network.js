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
