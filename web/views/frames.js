/**
 * One map for all frames: a wave is cut into what each frame sees, and the answers are put together
 * again in the order of the network that makes the whole spectrogram at once.
 */
import {binCount, samplesOf} from './stft-axes.js';

/** @typedef {import('./stft-axes.js').StftAxes} StftAxes */

/**
 * @param {Float32Array} wave (samples)
 * @param {StftAxes} axes
 * @returns {Float32Array} (frames, nperseg): a row for each frame; they overlap
 */
export function framesOf(wave, axes) {
  const rows = new Float32Array(axes.frames * axes.nperseg);
  for (let frame = 0; frame < axes.frames; frame++) {
    rows.set(wave.subarray(...samplesOf(axes, frame)), frame * axes.nperseg);
  }
  return rows;
}

/**
 * @param {Float32Array} rows (frames, 2 bins): in each, the real parts, then the imaginary ones
 * @param {StftAxes} axes
 * @returns {Float32Array} real block, then imaginary block, in each k * frames + t
 */
export function spectrogramOf(rows, axes) {
  const columns = 2 * binCount(axes);
  const whole = new Float32Array(rows.length);
  for (let frame = 0; frame < axes.frames; frame++) {
    for (let column = 0; column < columns; column++) {
      whole[column * axes.frames + frame] = rows[frame * columns + column];
    }
  }
  return whole;
}
