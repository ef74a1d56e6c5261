import {framesOf, spectrogramOf} from '../views/frames.js';
import {FRAME_AXES, POST_AXES, binCount, sampleCount, samplesOf} from '../views/stft-axes.js';
import {weightScale} from '../views/windowed-weights.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/band-picture.js').Slice} Slice */
/** @typedef {import('../views/magnitude.js').SpectrumData} SpectrumData */

/**
 * What the pictures ask of a network that makes spectrograms, however it goes about it. Nothing
 * comes back where there are no weights.
 * @typedef {object} SpectrogramNetwork
 * @property {(wave: Float32Array) => Promise<SpectrumData | undefined>} spectra of 2048 samples: real
 *   block, then imaginary block, in each k * 33 + t
 * @property {(frame: number) => Promise<Float32Array | undefined>} slice the weights that make a
 *   frame of the samples it sees: (256, 258), real before imaginary
 * @property {(frame: number, spare?: Int8Array) => Promise<Slice | undefined>} picture of the weights
 *   from all samples, up to `weightLimit`; `spare` is used for its bytes
 */

/** One colour scale for all slices. */
export const weightLimit = weightScale(POST_AXES);

/**
 * @param {Run} run of model `spectrogram` or `shared`
 * @returns {SpectrogramNetwork}
 */
export function spectrogramNetwork(run) {
  return run.settings.model === 'shared' ? sharedNetwork(run) : wholeNetwork(run);
}

/**
 * All frames at once, each with weights of its own.
 * @param {Run} run
 * @returns {SpectrogramNetwork}
 */
function wholeNetwork(run) {
  return {
    async spectra(wave) {
      const spectra = await run.network?.predict(wave);
      return spectra && {learned: spectra.prediction, reference: spectra.reference};
    },
    async slice(frame) {
      return run.network?.unitRows(frame, ...samplesOf(POST_AXES, frame));
    },
    async picture(frame, spare) {
      const {network} = run;
      const [bytes, inside, all] = await Promise.all([
        network?.picture({begin: frame, end: frame + 1}, weightLimit, spare),
        network?.squareSum(frame, ...samplesOf(POST_AXES, frame)) ?? NaN,
        network?.squareSum(frame, 0, sampleCount(POST_AXES)) ?? NaN,
      ]);
      return bytes && {frame, bytes, share: inside / all};
    },
  };
}

/**
 * The same map for one frame after the other.
 * @param {Run} run
 * @returns {SpectrogramNetwork}
 */
function sharedNetwork(run) {
  return {
    async spectra(wave) {
      const spectra = await run.network?.predict(framesOf(wave, POST_AXES));
      return (
        spectra && {
          learned: spectrogramOf(spectra.prediction, POST_AXES),
          reference: spectrogramOf(spectra.reference, POST_AXES),
        }
      );
    },
    async slice() {
      return (await run.network?.snapshot())?.weights;
    },
    async picture() {
      const bytes = await run.network?.picture({begin: 0, end: binCount(FRAME_AXES)}, weightLimit);
      return bytes && {frame: 0, bytes: realFirst(bytes, sampleCount(FRAME_AXES)), share: 1};
    },
  };
}

/**
 * Rows that come as the real and the imaginary part of each bin in turn: all real parts, then all
 * imaginary ones.
 * @param {Int8Array} bytes
 * @param {number} length of a row
 */
function realFirst(bytes, length) {
  const ordered = new Int8Array(bytes.length);
  const bins = bytes.length / (2 * length);
  for (let row = 0; row < 2 * bins; row++) {
    const to = (row % 2) * bins + Math.floor(row / 2);
    ordered.set(bytes.subarray(row * length, (row + 1) * length), to * length);
  }
  return ordered;
}
