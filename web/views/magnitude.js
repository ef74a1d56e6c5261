/**
 * From complex spectra to what the spectrum view shows.
 */

/**
 * @typedef {object} SpectrumData
 * @property {Float32Array} learned (2n) real parts, then imaginary parts
 * @property {Float32Array} reference (2n) the same from the FFT
 */

/** @typedef {'linear' | 'dB'} SpectrumScale */

/** Below this nothing is drawn: float32 ends at about -150 dB. */
export const FLOOR = -160;

/**
 * @param {Float32Array} spectrum (2n)
 * @returns {Float32Array} (n)
 */
export function magnitudes(spectrum) {
  const n = spectrum.length / 2;
  return Float32Array.from({length: n}, (_, k) => Math.hypot(spectrum[k], spectrum[n + k]));
}

/**
 * The same of values that stand as re and im in turn.
 *
 * @param {Float64Array} values (2n)
 * @returns {Float32Array} (n)
 */
export function pairMagnitudes(values) {
  // Not Math.hypot, which takes ten times as long: nothing here comes near float64's ends.
  return Float32Array.from({length: values.length / 2}, (_, k) =>
    Math.sqrt(values[2 * k] ** 2 + values[2 * k + 1] ** 2),
  );
}

/**
 * Largest complex difference of any bin, and the reference's largest magnitude.
 *
 * @param {SpectrumData} data
 */
export function spectrumError({learned, reference}) {
  const n = reference.length / 2;
  let [error, peak] = [0, 0];
  for (let k = 0; k < n; k++) {
    error = Math.max(
      error,
      Math.hypot(learned[k] - reference[k], learned[n + k] - reference[n + k]),
    );
    peak = Math.max(peak, Math.hypot(reference[k], reference[n + k]));
  }
  return {error, peak, relative: peak > 0 ? error / peak : NaN};
}

/**
 * From a magnitude to what the y axis shows.
 *
 * @param {SpectrumScale} scale
 * @param {number} peak
 * @param {number} [floor] in dB
 * @returns {(magnitude: number) => number}
 */
export function levels(scale, peak, floor = FLOOR) {
  if (scale === 'linear') return magnitude => magnitude;
  const unit = peak > 0 ? peak : 1;
  return magnitude => Math.max(floor, 20 * Math.log10(magnitude / unit));
}

/**
 * The size of the complex difference of two spectra: it sees a wrong phase too.
 *
 * @param {Float32Array} a (2n) real parts, then imaginary parts
 * @param {Float32Array} b (2n)
 * @returns {Float32Array} (n)
 */
export function differenceMagnitudes(a, b) {
  return magnitudes(a.map((value, index) => value - b[index]));
}

/**
 * The largest finite value, 0 if there is none above it.
 *
 * @param {Float32Array} values
 */
export function peakOf(values) {
  let peak = 0;
  for (const value of values) if (value > peak && value < Infinity) peak = value;
  return peak;
}
