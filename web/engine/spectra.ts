/** What the spectrogram model computes, see cpp/task/spectrogram_task.h. */
export const postSetting = {
  fs: 256,
  window: 'hann',
  nperseg: 256,
  noverlap: 200,
  nfft: 256,
  detrend: 'constant',
  scaling: 'density',
};

const bins = 129;
const framesOfRow = 33;
const block = bins * framesOfRow;

/** Samples that so many frames are made of. */
export function lengthOf(frames: number) {
  const {nperseg, noverlap} = postSetting;
  return noverlap + frames * (nperseg - noverlap);
}

/**
 * Rows of the spectrogram model's outputs as one spectrogram. A row has the real parts, then the
 * imaginary ones, in each bin k of frame t at 33 k + t. Row r holds frames 33 r ... 33 r + 32 of
 * one sound: what the model makes of samples 1848 r ... 1848 r + 2047, 1848 being 33 hops of 56.
 * @param spectra whole rows; istftError finds what is left over
 * @returns row-major (bins, frames), re and im in turn
 */
export function joinedSpectra(spectra: Float32Array): {values: Float64Array; frames: number} {
  const rows = Math.floor(spectra.length / (2 * block));
  const frames = rows * framesOfRow;
  const values = new Float64Array(spectra.length);
  for (let row = 0, from = 0; row < rows; row++, from += block) {
    for (let k = 0; k < bins; k++) {
      let to = 2 * (k * frames + row * framesOfRow);
      for (let t = 0; t < framesOfRow; t++, from++) {
        values[to++] = spectra[from];
        values[to++] = spectra[from + block];
      }
    }
  }
  return {values, frames};
}
