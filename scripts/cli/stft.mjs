import {parseNumber} from '../../web/settings/number.js';
import {shownValue} from '../../web/settings/shown-value.js';
import {splitArguments} from './arguments.mjs';
import {UsageError} from './errors.mjs';
import {loadCore} from './load-core.mjs';
import {hearInterruptions} from './interruption.mjs';
import {checkPaths} from './paths.mjs';
import {openSignals} from './signal-file.mjs';
import {SpectrogramFile} from './spectrogram-file.mjs';
import {stftOptions} from './usage.mjs';

/**
 * fourier-net stft IN.npy OUT.npy: float32/float64 signals, one a row, to complex128
 * (..., nfft/2+1, frames).
 * @param {string[]} args
 */
export async function stft(args) {
  const {operands, options} = splitArguments(args, {
    operands: ['IN.npy', 'OUT.npy'],
    values: Object.keys(stftOptions),
  });
  const [input, output] = operands;
  const settings = stftSettings(/** @type {Record<string, string>} */ (options));
  const interruptions = hearInterruptions();
  try {
    await checkPaths({reads: {'IN.npy': input}, writes: {'OUT.npy': output}});
    await transformFile(input, output, settings, interruptions.pause);
  } finally {
    interruptions.end();
  }
}

/**
 * @param {string} input
 * @param {string} output
 * @param {import('../../web/engine/core-types.js').StftSettings} settings
 * @param {() => Promise<void>} pause
 */
async function transformFile(input, output, settings, pause) {
  const signals = await openSignals(input);
  try {
    await signals.checkFinite(pause);
    const core = await loadCore();
    const error = core.stftError(settings, Math.min(signals.length, 2 ** 31 - 1));
    if (error) throw new UsageError(error);
    const spectrograms = new SpectrogramFile(output, signals, settings);
    await spectrograms.checkRoom(core);
    await spectrograms.write(core, pause);
  } finally {
    await signals.close();
  }
}

/** @param {Record<string, string>} options */
function stftSettings(options) {
  const nperseg = wholeNumber('nperseg', options.nperseg ?? stftOptions.nperseg.default);
  return {
    fs: number('fs', options.fs ?? stftOptions.fs.default),
    window: (options.window ?? stftOptions.window.default).trim(),
    nperseg,
    noverlap: wholeNumber('noverlap', options.noverlap ?? stftOptions.noverlap.default),
    nfft: options.nfft === undefined ? nperseg : wholeNumber('nfft', options.nfft),
    detrend: (options.detrend ?? stftOptions.detrend.default).trim(),
    scaling: (options.scaling ?? stftOptions.scaling.default).trim(),
  };
}

/**
 * @param {string} key
 * @param {string} text
 */
function number(key, text) {
  const value = parseNumber(text);
  if (Number.isFinite(value)) return value;
  throw new UsageError(
    `${key}=${shownValue(text)} is not a number: allowed are decimal ones, such as 256 or 2.56e2.`,
  );
}

/**
 * @param {string} key
 * @param {string} text
 */
function wholeNumber(key, text) {
  const value = number(key, text);
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value;
  throw new UsageError(`${key}=${shownValue(text)}: allowed is a whole number below 2^31.`);
}
