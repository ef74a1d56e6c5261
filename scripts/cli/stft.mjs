import {instantiateCore} from '../../web/engine/core.js';
import {compileCore} from '../../web/engine/node-host.js';
import {formatNpy} from '../../web/formats/npy.js';
import {parseNumber} from '../../web/settings/number.js';
import {shownValue} from '../../web/settings/shown-value.js';
import {splitArguments} from './arguments.mjs';
import {UsageError} from './errors.mjs';
import {readArray, writeBytes} from './files.mjs';
import {checkPaths} from './paths.mjs';
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
  await checkPaths({reads: {'IN.npy': input}, writes: {'OUT.npy': output}});
  const {shape, values} = await readArray(input);
  if (shape.length === 0) throw new UsageError(`${input} is a single number: a signal is needed.`);
  const length = shape[shape.length - 1];
  const core = await instantiateCore(await compileCore());
  const error = core.stftError(settings, length);
  if (error) throw new UsageError(error);

  const rows = values.length / length;
  const spectra = Array.from({length: rows}, (_, row) =>
    core.stft(settings, Float64Array.from(values.subarray(row * length, (row + 1) * length))),
  );
  const bins = Math.floor(settings.nfft / 2) + 1;
  const frames = spectra[0].length / 2 / bins;
  const all = new Float64Array(rows * spectra[0].length);
  spectra.forEach((spectrum, row) => all.set(spectrum, row * spectrum.length));
  await writeBytes(output, formatNpy([...shape.slice(0, -1), bins, frames], all, {complex: true}));
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
  throw new UsageError(`${key}=${shownValue(text)} is not a number.`);
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
