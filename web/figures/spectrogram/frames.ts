/**
 * One map for all frames: a wave is cut into what each frame sees, and the answers are put together
 * again in the order of the network that makes the whole spectrogram at once.
 */
import {binCount, samplesOf} from '../../kit/stft-axes.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/**
 * @param wave (samples)
 * @returns (frames, nperseg): a row for each frame; they overlap
 */
export function framesOf(wave: Float32Array, axes: StftAxes): Float32Array {
  const rows = new Float32Array(axes.frames * axes.nperseg);
  for (let frame = 0; frame < axes.frames; frame++) {
    rows.set(wave.subarray(...samplesOf(axes, frame)), frame * axes.nperseg);
  }
  return rows;
}

/**
 * @param rows (frames, 2 bins): in each, the real parts, then the imaginary ones
 * @returns real block, then imaginary block, in each k * frames + t
 */
export function spectrogramOf(rows: Float32Array, axes: StftAxes): Float32Array {
  const columns = 2 * binCount(axes);
  const whole = new Float32Array(rows.length);
  for (let frame = 0; frame < axes.frames; frame++) {
    for (let column = 0; column < columns; column++) {
      whole[column * axes.frames + frame] = rows[frame * columns + column];
    }
  }
  return whole;
}
