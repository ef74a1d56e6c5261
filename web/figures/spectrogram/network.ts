import {framesOf, spectrogramOf} from './frames.ts';
import {FRAME_AXES, POST_AXES, binCount, sampleCount, samplesOf} from '../../kit/stft-axes.ts';
import {weightLimit} from '../../panels/windowed-rows/weights.ts';
import type {Run} from '../../engine/run.ts';
import type {Slice} from '../../panels/bands/band-picture.ts';
import type {SpectrumData} from '../../kit/magnitude.ts';

/**
 * What the pictures ask of a network that makes spectrograms, however it goes about it. Nothing
 * comes back where there are no weights.
 */
interface SpectrogramNetwork {
  /** of 2048 samples: real block, then imaginary block, in each k * 33 + t */
  spectra: (wave: Float32Array) => Promise<SpectrumData | undefined>;
  /** the weights that make a frame of the samples it sees: (256, 258), real before imaginary */
  slice: (frame: number) => Promise<Float32Array | undefined>;
  /** of the weights from all samples, up to `weightLimit`; `spare` is used for its bytes */
  picture: (frame: number, spare?: Int8Array) => Promise<Slice | undefined>;
}

/** @param run of model `spectrogram` or `shared` */
export function spectrogramNetwork(run: Run): SpectrogramNetwork {
  return run.settings.model === 'shared' ? sharedNetwork(run) : wholeNetwork(run);
}

/** All frames at once, each with weights of its own. */
function wholeNetwork(run: Run): SpectrogramNetwork {
  return {
    async spectra(wave) {
      const spectra = await run.network?.predict(wave);
      return spectra && {learned: spectra.prediction, reference: spectra.reference};
    },
    async slice(frame) {
      return run.network?.unitRows(frame, ...samplesOf(POST_AXES, frame));
    },
    async picture(frame, spare) {
      const {network} = run;
      const [bytes, inside, all] = await Promise.all([
        network?.picture({begin: frame, end: frame + 1}, weightLimit, spare),
        network?.squareSum(frame, ...samplesOf(POST_AXES, frame)) ?? NaN,
        network?.squareSum(frame, 0, sampleCount(POST_AXES)) ?? NaN,
      ]);
      return bytes && {frame, bytes, share: inside / all};
    },
  };
}

/** The same map for one frame after the other. */
function sharedNetwork(run: Run): SpectrogramNetwork {
  return {
    async spectra(wave) {
      const spectra = await run.network?.predict(framesOf(wave, POST_AXES));
      return (
        spectra && {
          learned: spectrogramOf(spectra.prediction, POST_AXES),
          reference: spectrogramOf(spectra.reference, POST_AXES),
        }
      );
    },
    async slice() {
      return (await run.network?.snapshot())?.weights;
    },
    async picture() {
      const bytes = await run.network?.picture({begin: 0, end: binCount(FRAME_AXES)}, weightLimit);
      return bytes && {frame: 0, bytes: realFirst(bytes, sampleCount(FRAME_AXES)), share: 1};
    },
  };
}

/**
 * Rows that come as the real and the imaginary part of each bin in turn: all real parts, then all
 * imaginary ones.
 * @param length of a row
 */
function realFirst(bytes: Int8Array, length: number) {
  const ordered = new Int8Array(bytes.length);
  const bins = bytes.length / (2 * length);
  for (let row = 0; row < 2 * bins; row++) {
    const to = (row % 2) * bins + Math.floor(row / 2);
    ordered.set(bytes.subarray(row * length, (row + 1) * length), to * length);
  }
  return ordered;
}
