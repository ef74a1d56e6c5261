import type {Core} from '../../web/engine/core-types.ts';

const [length, nperseg, noverlap] = [1e6, 256, 200];
const settings = {
  ...{fs: 256, window: 'hann', nperseg, noverlap, nfft: 256},
  ...{detrend: 'constant', scaling: 'density'},
};
const frames = Math.floor((length - noverlap) / (nperseg - noverlap));

/**
 * Frames a second of each run: one float32 signal of a million samples, window 256, hop 56, in the
 * core (what comes out of it stays in its memory) and as `stft` hands the result to JavaScript.
 */
export function stftRates(core: Core, runs: number) {
  const signal = core.normals(1, 4, 0, length);
  const doubles = Float64Array.from(signal);
  const ways = {
    'in the core': () => core.repeatStft(settings, signal, 1),
    'copied to JavaScript': () => core.stft(settings, doubles),
  };
  const rates: Record<string, number[]> = {};
  for (const [way, transform] of Object.entries(ways)) {
    for (let i = 0; i < 5; i++) transform(); // the compiler's warm-up
    rates[way] = Array.from({length: runs}, () => {
      const begin = performance.now();
      transform();
      return (1000 * frames) / (performance.now() - begin);
    });
  }
  return rates;
}
