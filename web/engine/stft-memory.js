import {Refusal} from './refusal.js';
import {inMegabytes} from './shard-memory.js';

/** @typedef {import('./core-types.js').StftSettings} StftSettings */

/** Bytes, at most, of a transform for each of its nfft values: see cpp/reference/dft.h. */
const planBytes = 480;

/**
 * What the core takes of its memory, at most, to transform a signal or to make one again.
 * @param {StftSettings} settings
 * @param {number} length of the signal
 * @returns {number} bytes
 */
export function stftMemory({nperseg, noverlap, nfft}, length) {
  const bins = Math.floor(nfft / 2) + 1;
  const frames = Math.floor((length - noverlap) / (nperseg - noverlap));
  return 2 ** 20 + planBytes * nfft + 24 * length + 16 * bins * (frames + Math.min(frames + 1, 16));
}

/**
 * @param {import('./core-types.js').Core} core
 * @param {StftSettings} settings
 * @param {number} length of the signal
 * @throws {Refusal} where there is no room for it
 */
export function checkMemory(core, settings, length) {
  const bytes = stftMemory(settings, length);
  if (core.reserve(bytes)) return;
  throw new Refusal(
    `The spectrogram of ${length} samples with nfft=${settings.nfft} takes ${inMegabytes(bytes)} of ` +
      'memory, and there is not so much here.',
  );
}
