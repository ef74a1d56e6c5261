/**
 * The weights behind one pixel of the spectrogram, and what they should become. For the samples n of
 * the frame (M of them, Hann window w, bin k, N = nfft)
 *
 * W*[n, k] = c (w[n] exp(-2 pi i k n / N) - 1/M sum_m w[m] exp(-2 pi i k m / N)),
 * c = 1 / sqrt(fs sum w^2), w[n] = 1/2 - 1/2 cos(2 pi n / M)
 *
 * and 0 for all other samples. The sum is what subtracting the frame's mean does: with N = M it is
 * M/2 for bin 0, -M/4 for bin 1, and 0 for all others.
 */
import {POST_AXES, binCount, samplesOf} from '../../kit/stft-axes.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

export interface PixelWeights {
  frame: number;
  bin: number;
  axes: StftAxes;
  /** the input sample of the first weight */
  first: number;
  /** weights from each sample to Re of the pixel */
  real: Float32Array;
  /** the same to Im of the pixel */
  imaginary: Float32Array;
}

/**
 * Copies two columns out of a frame's slice of the matrix.
 * @param slice (nperseg, 2 bins): a row for each input that the frame sees, real before imaginary
 */
export function pixelWeights(
  slice: Float32Array,
  {frame, bin, axes}: {frame: number; bin: number; axes: StftAxes},
): PixelWeights {
  const bins = binCount(axes);
  const [first] = samplesOf(axes, frame);
  const real = new Float32Array(axes.nperseg);
  const imaginary = new Float32Array(axes.nperseg);
  for (let n = 0; n < axes.nperseg; n++) {
    real[n] = slice[2 * bins * n + bin];
    imaginary[n] = slice[2 * bins * n + bins + bin];
  }
  return {frame, bin, axes, first, real, imaginary};
}

/** The largest weight that the true window allows: c of the equation above. */
export function weightScale({fs, nperseg}: Pick<StftAxes, 'fs' | 'nperseg'>) {
  return 1 / Math.sqrt((fs * 3 * nperseg) / 8);
}

/** One colour scale for all slices of the post's network. */
export const weightLimit = weightScale(POST_AXES);

/**
 * What the weights of a pixel should become, as functions of the input sample, which may lie
 * between samples.
 */
export function trueWeights({frame, bin, axes}: {frame: number; bin: number; axes: StftAxes}) {
  const {nperseg, nfft} = axes;
  const [first, end] = samplesOf(axes, frame);
  const scale = weightScale(axes);
  const angle = (2 * Math.PI * bin) / nfft;
  const window = (n: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / nperseg);
  let [realMean, imaginaryMean] = [0, 0];
  for (let n = 0; n < nperseg; n++) {
    realMean += (window(n) * Math.cos(angle * n)) / nperseg;
    imaginaryMean -= (window(n) * Math.sin(angle * n)) / nperseg;
  }
  const seen = (sample: number) => sample > first - 1 && sample < end;
  const inFrame = (weight: (n: number) => number) => {
    return (sample: number) => (seen(sample) ? scale * weight(sample - first) : 0);
  };
  return {
    real: inFrame(n => window(n) * Math.cos(angle * n) - realMean),
    imaginary: inFrame(n => -window(n) * Math.sin(angle * n) - imaginaryMean),
    envelope: inFrame(window),
    /** What subtracting the mean adds to every weight of the real part. */
    offset: Math.abs(realMean) < 1e-9 ? 0 : -scale * realMean,
  };
}

/** The largest distance between a pixel's weights and the truth, in each part. */
export function pixelErrors(weights: PixelWeights) {
  const truth = trueWeights(weights);
  const {first} = weights;
  let [real, imaginary] = [0, 0];
  for (let index = 0; index < weights.real.length; index++) {
    real = Math.max(real, Math.abs(weights.real[index] - truth.real(first + index)));
    imaginary = Math.max(
      imaginary,
      Math.abs(weights.imaginary[index] - truth.imaginary(first + index)),
    );
  }
  return {real, imaginary};
}
