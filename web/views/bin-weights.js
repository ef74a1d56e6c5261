/**
 * One output bin's weights for the real inputs, and what they should become:
 *
 * W*[m, k] = cos(2 pi k m / n), W*[m, n + k] = -sin(2 pi k m / n) (weights W, sample m, bin k, n
 * samples)
 */

/**
 * @typedef {object} BinWeights
 * @property {number} bin
 * @property {Float32Array} real (n) weights from each sample's real part to Re of the bin
 * @property {Float32Array} imaginary (n) the same to Im of the bin
 */

/**
 * Copies two columns out of the matrix.
 *
 * @param {Float32Array} weights (2n, 2n), a row for each input
 * @param {number} n
 * @param {number} bin
 * @returns {BinWeights}
 */
export function binWeights(weights, n, bin) {
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
 *
 * @param {number} bin
 * @param {number} n
 */
export function turns(bin, n) {
  return bin > n / 2 ? bin - n : bin;
}

/**
 * @param {number} bin
 * @param {number} n
 * @param {number} sample may lie between samples
 */
export function trueReal(bin, n, sample) {
  return Math.cos((2 * Math.PI * turns(bin, n) * sample) / n);
}

/**
 * @param {number} bin
 * @param {number} n
 * @param {number} sample may lie between samples
 */
export function trueImaginary(bin, n, sample) {
  return -Math.sin((2 * Math.PI * turns(bin, n) * sample) / n);
}

/**
 * The largest distance between a bin's weights and the truth, in each part.
 *
 * @param {BinWeights} weights
 */
export function binErrors({bin, real, imaginary}) {
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
