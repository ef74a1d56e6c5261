import {nodeHost} from '../../../web/engine/node-host.js';
import {Run} from '../../../web/engine/run.js';
import {stepsPerEpoch} from '../../../web/engine/schedule.js';
import {signalToNoise, transformSound} from '../../../web/figures/sound-rows.js';

/** @typedef {import('../main.mjs').Add} Add */

/** The 2020 post's figures, and what is wanted here. @type {Record<string, Record<number, string>>} */
const limits = {
  amsgrad: {4: 'at most 3e-7; the post 3.0e-8', 10: 'at most 2e-15; the post 2.0e-15'},
  lms: {5: 'at most 1e-14'},
};

/**
 * How well the spectrogram's network learns, in Node with every core: held-out loss after each
 * epoch; then four tones, and the violin put together again, beside the reference.
 * @param {string} optimizer
 * @param {number} epochs
 * @returns {import('../main.mjs').Section}
 */
export function accuracy(optimizer, epochs) {
  return async (_, add) => {
    const settings = {model: 'spectrogram', optimizer, speed: 'max', kernel: 'simd128'};
    const run = new Run(nodeHost(), settings);
    const name = `spectrogram ${optimizer}`;
    try {
      for (let epoch = 1; epoch <= epochs; epoch++) {
        await run.step(stepsPerEpoch(run.settings));
        const limit = limits[optimizer]?.[epoch];
        add(`${name}: held-out MSE after ${epoch} epochs`, '', [run.progress.heldOutLoss], limit);
      }
      add(`${name}: training`, 's', [run.seconds]);
      await compareSounds(run, name, add);
    } finally {
      await run.dispose();
    }
  };
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {Add} add
 */
async function compareSounds(run, name, add) {
  const {network} = run;
  if (!network) throw new Error(`There are no weights: ${run.reason}`);
  const {prediction, reference} = await network.predict(await network.audio('four-tones', 2048, 0));
  const [made, wanted] = [prediction, reference].map(magnitudes);
  // numpy.allclose(made, wanted, atol=1e-7), as in the post's notebook; rtol is 1e-5.
  const excess = made.map((value, i) => Math.abs(value - wanted[i]) / (1e-7 + 1e-5 * wanted[i]));
  const limit = 'at most 1: allclose(atol=1e-7)';
  add(`${name}: four tones, largest difference by tolerance`, '', [largest(excess)], limit);

  const violin = await network.audio('violin-a4', 16000, 0);
  const spectra = await transformSound(network, violin, () => true);
  if (!spectra) return;
  const [one, other] = [
    await network.resynthesise(spectra.reference),
    await network.resynthesise(spectra.learned),
  ];
  const snr = signalToNoise(one.samples, other.samples, one.weights);
  add(`${name}: violin put together again, SNR`, 'dB', [snr], 'at least 100');
}

/** @param {Float32Array} spectrum real parts, then imaginary ones */
function magnitudes(spectrum) {
  const half = spectrum.length / 2;
  return Float64Array.from({length: half}, (_, i) => Math.hypot(spectrum[i], spectrum[half + i]));
}

/** @param {Float64Array} values */
function largest(values) {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
