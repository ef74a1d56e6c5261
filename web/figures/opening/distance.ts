import {trueImaginary, trueReal} from '../../panels/rows/bin-weights.ts';

/**
 * How far weights are from the Fourier transform's: |W - W*| / |W*|.
 *
 * y = x W: Re of bin k is sum of re[m] cos(a) + im[m] sin(a), Im of it im[m] cos(a) - re[m] sin(a),
 * a = 2 pi k m / n.
 * @param weights (2n, 2n), a row for each input, real parts first
 */
export function distanceToTruth(weights: Float32Array, n: number): number {
  let squares = 0;
  for (let m = 0; m < n; m++) {
    for (let k = 0; k < n; k++) {
      const [cosine, minusSine] = [trueReal(k, n, m), trueImaginary(k, n, m)];
      const [ofReal, ofImaginary] = [2 * n * m + k, 2 * n * (n + m) + k];
      squares += (weights[ofReal] - cosine) ** 2 + (weights[ofReal + n] - minusSine) ** 2;
      squares += (weights[ofImaginary] + minusSine) ** 2 + (weights[ofImaginary + n] - cosine) ** 2;
    }
  }
  return Math.sqrt(squares / (2 * n * n)); // a cosine and a sine of each of n^2 angles, twice
}

/** Digits of a number that are right, about, where it is off by this share of its size. */
export function digitsOf(error: number) {
  return Math.max(0, Math.round(-Math.log10(error)));
}
