import {framesOf, spectrogramOf} from '../views/frames.js';
import {POST_AXES} from '../views/stft-axes.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/magnitude.js').SpectrumData} SpectrumData */

/**
 * What the pictures ask of a network that makes spectrograms, however it goes about it. Nothing
 * comes back where there are no weights.
 * @typedef {object} SpectrogramNetwork
 * @property {(wave: Float32Array) => Promise<SpectrumData | undefined>} spectra of 2048 samples: real
 *   block, then imaginary block, in each k * 33 + t
 * @property {(frame: number, spare?: Float32Array) => Promise<Float32Array | undefined>} slice the
 *   weights that make a frame: (inputs, 258), real before imaginary; `spare` is used for it
 */

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
    async slice(frame, spare) {
      return run.network?.unitWeights(frame, spare);
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
  };
}
