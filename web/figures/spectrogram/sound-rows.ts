import {POST_AXES, sampleCount} from '../../kit/stft-axes.ts';
import type {Network} from '../../engine/network.ts';

/**
 * A whole sound through a network that takes 2048 samples at a time, and how well it comes back.
 */

type Predictor = Pick<Network, 'predict'>;

const samplesARow = sampleCount(POST_AXES);

/** From one row's first sample to the next one's: frames follow on as if there were no rows. */
const step = POST_AXES.frames * POST_AXES.hop;

/** Rows in one call: the workers answer between two slices of training. */
const rowsACall = 8;

/** Of the largest sum of squared windows, the part from which on samples count. */
const leastWeight = 0.1;

/**
 * How many rows see all of a sound.
 * @param length in samples
 */
export function rowCount(length: number) {
  return 1 + Math.max(0, Math.ceil((length - samplesARow) / step));
}

/** Rows of a sound, with zeros where it has ended. */
export function rowsOf(samples: Float32Array, first: number, count: number) {
  const rows = new Float32Array(count * samplesARow);
  for (let i = 0; i < count; i++) {
    const begin = (first + i) * step;
    rows.set(samples.subarray(begin, begin + samplesARow), i * samplesARow);
  }
  return rows;
}

/**
 * All of a sound through the network, and through the true transform.
 * @param wanted whether somebody still waits for it
 * @returns row after row; null once nobody waits
 */
export async function transformSound(
  network: Predictor,
  samples: Float32Array,
  wanted: () => boolean,
): Promise<{learned: Float32Array; reference: Float32Array} | null> {
  const count = rowCount(samples.length);
  let learned: Float32Array | null = null;
  let reference: Float32Array | null = null;
  for (let first = 0; first < count; first += rowsACall) {
    const rows = rowsOf(samples, first, Math.min(rowsACall, count - first));
    const part = await network.predict(rows);
    if (!wanted()) return null;
    const outputs = part.prediction.length / (rows.length / samplesARow);
    learned ??= new Float32Array(count * outputs);
    reference ??= new Float32Array(count * outputs);
    learned.set(part.prediction, first * outputs);
    reference.set(part.reference, first * outputs);
  }
  return learned && reference && {learned, reference};
}

/**
 * Signal-to-noise ratio, 10 log10(sum r^2 / sum (x - r)^2), over the samples that windows cover.
 * @param reference r
 * @param other x
 * @param weights sums of the squared windows
 * @returns dB; Infinity where both are the same
 */
export function signalToNoise(
  reference: ArrayLike<number>,
  other: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let largest = 0;
  for (let i = 0; i < weights.length; i++) largest = Math.max(largest, weights[i]);
  let [signal, noise] = [0, 0];
  for (let i = 0; i < reference.length; i++) {
    if (weights[i] < leastWeight * largest) continue;
    signal += reference[i] ** 2;
    noise += (other[i] - reference[i]) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}
