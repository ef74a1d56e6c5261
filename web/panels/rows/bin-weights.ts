/**
 * One output bin's weights for the real inputs, and what they should become:
 *
 * W*[m, k] = cos(2 pi k m / n), W*[m, n + k] = -sin(2 pi k m / n) (weights W, sample m, bin k, n
 * samples)
 */

export interface BinWeights {
  bin: number;
  /** (n) weights from each sample's real part to Re of the bin */
  real: Float32Array;
  /** (n) the same to Im of the bin */
  imaginary: Float32Array;
}

/**
 * Copies two columns out of the matrix.
 * @param weights (2n, 2n), a row for each input
 */
export function binWeights(weights: Float32Array, n: number, bin: number): BinWeights {
  const real = new Float32Array(n);
  const imaginary = new Float32Array(n);
  for (let sample = 0; sample < n; sample++) {
    real[sample] = weights[2 * n * sample + bin];
    imaginary[sample] = weights[2 * n * sample + n + bin];
  }
  return {bin, real, imaginary};
}

/**
 * Turns of the spiral over all samples, at most n/2 either way. On the samples, bin k and k - n are
 * the same; this is the slower of the two, so the curve through the samples is the smooth one.
 */
export function turns(bin: number, n: number) {
  return bin > n / 2 ? bin - n : bin;
}

/** @param sample may lie between samples */
export function trueReal(bin: number, n: number, sample: number) {
  return Math.cos((2 * Math.PI * turns(bin, n) * sample) / n);
}

/** @param sample may lie between samples */
export function trueImaginary(bin: number, n: number, sample: number) {
  return -Math.sin((2 * Math.PI * turns(bin, n) * sample) / n);
}

/** The largest distance between a bin's weights and the truth, in each part. */
export function binErrors({bin, real, imaginary}: BinWeights) {
  const n = real.length;
  let realError = 0;
  let imaginaryError = 0;
  for (let sample = 0; sample < n; sample++) {
    realError = Math.max(realError, Math.abs(real[sample] - trueReal(bin, n, sample)));
    imaginaryError = Math.max(
      imaginaryError,
      Math.abs(imaginary[sample] - trueImaginary(bin, n, sample)),
    );
  }
  return {real: realError, imaginary: imaginaryError};
}
