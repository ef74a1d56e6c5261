import {Refusal} from './refusal.ts';
import {inMegabytes} from './shard-memory.ts';
import type {StftSettings, Core} from './core-types.ts';

/** Bytes, at most, of a transform for each of its nfft values: see cpp/reference/dft.h. */
const planBytes = 480;

/**
 * What the core takes of its memory, at most, to transform a signal or to make one again.
 * @param length of the signal
 * @returns bytes
 */
export function stftMemory({nperseg, noverlap, nfft}: StftSettings, length: number): number {
  const bins = Math.floor(nfft / 2) + 1;
  const frames = Math.floor((length - noverlap) / (nperseg - noverlap));
  return 2 ** 20 + planBytes * nfft + 24 * length + 16 * bins * (frames + Math.min(frames + 1, 16));
}

/**
 * @param length of the signal
 * @throws Refusal where there is no room for it
 */
export function checkMemory(core: Core, settings: StftSettings, length: number) {
  const bytes = stftMemory(settings, length);
  if (core.reserve(bytes)) return;
  throw new Refusal(
    `The spectrogram of ${length} samples with nfft=${settings.nfft} takes ${inMegabytes(bytes)} of ` +
      'memory, and there is not so much here.',
  );
}
