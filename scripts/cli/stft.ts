import {parseNumber} from '../../web/settings/number.ts';
import {shownValue} from '../../web/settings/shown-value.ts';
import {splitArguments} from './arguments.ts';
import {UsageError} from './errors.ts';
import {loadCore} from './load-core.ts';
import {hearInterruptions} from './interruption.ts';
import {checkPaths} from './paths.ts';
import {openSignals} from './signal-file.ts';
import {SpectrogramFile} from './spectrogram-file.ts';
import {stftOptions} from './usage.ts';
import type {StftSettings} from '../../web/engine/core-types.ts';

/**
 * fourier-net stft IN.npy OUT.npy: float32/float64 signals, one a row, to complex128
 * (..., nfft/2+1, frames).
 */
export async function stft(args: string[]) {
  const {operands, options} = splitArguments(args, {
    operands: ['IN.npy', 'OUT.npy'],
    values: Object.keys(stftOptions),
  });
  const [input, output] = operands;
  const settings = stftSettings(options as Record<string, string>);
  const interruptions = hearInterruptions();
  try {
    await checkPaths({reads: {'IN.npy': input}, writes: {'OUT.npy': output}});
    await transformFile(input, output, settings, interruptions.pause);
  } finally {
    interruptions.end();
  }
}

async function transformFile(
  input: string,
  output: string,
  settings: StftSettings,
  pause: () => Promise<void>,
) {
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

function stftSettings(options: Record<string, string>) {
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

function number(key: string, text: string) {
  const value = parseNumber(text);
  if (Number.isFinite(value)) return value;
  throw new UsageError(
    `${key}=${shownValue(text)} is not a number: allowed are decimal ones, such as 256 or 2.56e2.`,
  );
}

function wholeNumber(key: string, text: string) {
  const value = number(key, text);
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value;
  throw new UsageError(`${key}=${shownValue(text)}: allowed is a whole number below 2^31.`);
}
