/**
 * From complex spectra to what the spectrum view shows.
 */

export interface SpectrumData {
  /** (2n) real parts, then imaginary parts */
  learned: Float32Array;
  /** (2n) the same from the FFT */
  reference: Float32Array;
}

export type SpectrumScale = 'linear' | 'dB';

/** Below this nothing is drawn: float32 ends at about -150 dB. */
export const FLOOR = -160;

/**
 * @param spectrum (2n)
 * @returns (n)
 */
export function magnitudes(spectrum: Float32Array): Float32Array {
  const n = spectrum.length / 2;
  return Float32Array.from({length: n}, (_, k) => Math.hypot(spectrum[k], spectrum[n + k]));
}

/**
 * The same of values that stand as re and im in turn.
 * @param values (2n)
 * @returns (n)
 */
export function pairMagnitudes(values: Float64Array): Float32Array {
  // Not Math.hypot, which takes ten times as long: nothing here comes near float64's ends.
  return Float32Array.from({length: values.length / 2}, (_, k) =>
    Math.sqrt(values[2 * k] ** 2 + values[2 * k + 1] ** 2),
  );
}

/** Largest complex difference of any bin, and the reference's largest magnitude. */
export function spectrumError({learned, reference}: SpectrumData) {
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
 * @param floor in dB
 */
export function levels(
  scale: SpectrumScale,
  peak: number,
  floor: number = FLOOR,
): (magnitude: number) => number {
  if (scale === 'linear') return magnitude => magnitude;
  const unit = peak > 0 ? peak : 1;
  return magnitude => Math.max(floor, 20 * Math.log10(magnitude / unit));
}

/**
 * The size of the complex difference of two spectra: it sees a wrong phase too.
 * @param a (2n) real parts, then imaginary parts
 * @param b (2n)
 * @returns (n)
 */
export function differenceMagnitudes(a: Float32Array, b: Float32Array): Float32Array {
  return magnitudes(a.map((value, index) => value - b[index]));
}

/** The largest finite value, 0 if there is none above it. */
export function peakOf(values: Float32Array) {
  let peak = 0;
  for (const value of values) if (value > peak && value < Infinity) peak = value;
  return peak;
}
